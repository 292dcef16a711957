import {age} from '../../format/age.ts';
import {nameOf, type ActionTarget} from '../../model/action-target.ts';
import {targetsOf} from '../action-subject.ts';
import {atMost} from '../certain.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {isNonProduction} from '../environment.ts';
import {lookAlikes} from '../look-alike.ts';
import {plan} from '../plan.ts';
import {isPlainTarget} from '../plain-name.ts';
import {escaped} from '../escaped.ts';

/** Facts older than this are of another world. */
export const factsMaxAgeMs = 10_000;

/** What must be so of the program and of what it is told, whatever it does. */
export const programGuards: readonly Guard[] = [
	defineGuard({
		id: 'read-only',
		for: 'every kind',
		raise: 'never',
		safe: 'changes are unlocked',
		unless: ({readOnly}) => readOnly === false,
		why: () => 'changes are locked; start with --allow-changes, or unlock them',
	}),
	defineGuard({
		id: 'audit',
		for: 'every kind',
		raise: 'never',
		safe: 'the audit log can be written',
		unless: ({isAuditWritable}) => isAuditWritable === true,
		why: () => 'the audit log cannot be written; without a record nothing is done',
	}),
	defineGuard({
		id: 'stale',
		for: 'every kind',
		raise: 'never',
		safe: `what is known is at most ${age(factsMaxAgeMs)} old`,
		unless: ({ageMs}) => atMost(ageMs, factsMaxAgeMs) && atMost(0, ageMs),
		why: ({ageMs}) =>
			ageMs === undefined || Number.isNaN(ageMs)
				? 'the age of what is known is unknown; read it again'
				: `what is known is ${age(ageMs)} old; read it again`,
	}),
	defineGuard({
		id: 'inventory',
		for: 'every kind',
		raise: 'never',
		safe: 'pigsty.yml is readable, and is the one that was read',
		unless: ({inventory}) => inventory?.isStale === false,
		why: ({inventory}) =>
			inventory?.isStale === true
				? 'pigsty.yml is broken, or was changed and not read yet; mend it first'
				: 'it is not known whether pigsty.yml is still what was read',
	}),
	defineGuard({
		id: 'environment',
		for: 'every kind',
		raise: 'type-name',
		safe: 'the environment is labelled, and not as production',
		unless: ({environment}) => isNonProduction(environment),
		why: ({environment}) =>
			environment === undefined
				? 'this deployment has no label, and so counts as production'
				: `this is ${escaped(environment)}, which counts as production`,
	}),
	defineGuard({
		id: 'plain-name',
		for: 'every kind',
		raise: 'never',
		safe: 'the names of all targets are plain: letters, digits, dots, dashes, underscores',
		unless: (_, action) => targetsOf(action).every(target => isPlainTarget(target)),
		why: (_, action) =>
			targetsOf(action)
				.filter(target => !isPlainTarget(target))
				.map(target => `${escaped(nameOf(target))} is not a plain name; what looks like it may be another`)
				.join('; '),
	}),
	defineGuard({
		id: 'plain-database',
		for: ['operator.psql'],
		raise: 'never',
		safe: 'the name of the database is plain: psql reads an equals sign as more than a name',
		unless: (_, {database}) => /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/.test(database),
		why: (_, {database}) => `${escaped(database)} is not a plain name`,
	}),
	defineGuard({
		id: 'one-cluster',
		for: 'every kind',
		raise: 'never',
		safe: 'all targets belong to one cluster',
		unless: (_, action) => areOfOneCluster(targetsOf(action)),
		why: () => 'the targets belong to different clusters',
	}),
	defineGuard({
		id: 'look-alike',
		for: 'every kind',
		raise: 'type-name',
		safe: 'no other name of the same kind looks like the target’s',
		unless: ({inventory}, action) =>
			inventory?.names !== undefined && lookAlikes(targetsOf(action)[0], inventory.names)?.length === 0,
		why: ({inventory}, action) => {
			const found = inventory?.names && lookAlikes(targetsOf(action)[0], inventory.names);
			return found === undefined
				? 'it is not known which other names look like it'
				: `do not take it for ${found.map(name => escaped(name)).join(' or ')}`;
		},
	}),
	defineGuard({
		id: 'plan',
		for: 'every kind',
		raise: 'never',
		safe: 'each step can be named literally',
		unless: (facts, action) => 'steps' in plan(action, facts),
		why: (facts, action) => {
			const made = plan(action, facts);
			return 'problem' in made ? `there is no plan: ${made.problem}` : 'there is no plan';
		},
	}),
];

const areOfOneCluster = (targets: readonly ActionTarget[]): boolean => {
	const clusters = targets
		.filter(({kind}) => kind !== 'host')
		.map(target => ('cluster' in target ? target.cluster : nameOf(target)));
	return new Set(clusters).size <= 1;
};
