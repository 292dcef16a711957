import {age} from '../format/age.ts';
import type {Action} from '../model/action.ts';
import {any, atMost, differs} from './certain.ts';
import type {Facts, RepositoryFacts} from './facts.ts';

/** What becomes of a repository: it stays, it stays on a disk of the very hosts that are taken away, or it is deleted. */
export type Fate = 'survives' | 'same-host' | 'deleted';

/** Of what is not known, the worse. */
export const fateOf = (action: Action, {host}: RepositoryFacts, facts: Facts): Fate => {
	if (action.kind === 'playbook.remove-cluster') {
		return action.backups !== 'keep' ? 'deleted' : host === 'remote' ? 'survives' : 'same-host';
	}

	if (action.kind === 'playbook.remove-replica') {
		const ip = facts.cluster?.members?.find(({name}) => name === action.member.name)?.ip;
		return differs(host, ip) ? 'survives' : 'same-host';
	}

	return 'survives';
};

/** A backup that one could restore from today: pgBackRest is content, it is recent and whole, and so is its WAL. */
export const isGood = (
	{statusCode, labels, newestAgeMs, hasErrors, isWalComplete}: RepositoryFacts,
	{backupMaxAgeMs}: Facts,
): boolean =>
	statusCode === 0 &&
	labels !== undefined &&
	labels.length > 0 &&
	atMost(0, newestAgeMs) &&
	atMost(newestAgeMs, backupMaxAgeMs) &&
	hasErrors === false &&
	isWalComplete === true;

export const hasGoodBackup = (facts: Facts): boolean => any(facts.backups, repository => isGood(repository, facts));

export const hasGoodSurvivor = (action: Action, facts: Facts): boolean =>
	any(facts.backups, repository => isGood(repository, facts) && fateOf(action, repository, facts) === 'survives');

/** One line for each repository: the proof, or what is missing from it. */
export const proofTexts = (facts: Facts): readonly string[] => {
	if (facts.backups === undefined) {
		return ['the backups are not known'];
	}

	return facts.backups.length === 0 ? ['there is no repository'] : facts.backups.map(one => proofText(one, facts));
};

const proofText = (repository: RepositoryFacts, facts: Facts): string => {
	const {name, labels, newestAgeMs} = repository;
	const newest = labels?.at(-1);
	return isGood(repository, facts) && newest !== undefined && newestAgeMs !== undefined
		? `${name}: ${newest}, ${age(newestAgeMs)} old`
		: `${name}: ${defect(repository, facts)}`;
};

const defect = (
	{statusCode, labels, newestAgeMs, hasErrors, isWalComplete}: RepositoryFacts,
	{backupMaxAgeMs}: Facts,
): string => {
	if (statusCode !== 0) {
		return statusCode === undefined ? 'its state is not known' : `pgBackRest says status ${statusCode}`;
	}

	if (labels === undefined || labels.length === 0) {
		return labels === undefined ? 'its backups are not known' : 'no backup';
	}

	if (!atMost(0, newestAgeMs) || !atMost(newestAgeMs, backupMaxAgeMs) || newestAgeMs === undefined) {
		return newestAgeMs === undefined || Number.isNaN(newestAgeMs) || newestAgeMs < 0
			? 'the age of its newest backup is not known'
			: `its newest backup is ${age(newestAgeMs)} old`;
	}

	if (hasErrors !== false) {
		return hasErrors === true
			? 'its newest backup has pages with wrong checksums'
			: 'it is not known whether its newest backup is whole';
	}

	return isWalComplete === false
		? 'WAL is missing after its newest backup'
		: 'it is not known whether its WAL is complete';
};
