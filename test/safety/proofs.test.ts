import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {proofTexts} from '../../source/safety/backup-proof.ts';
import type {Facts, RepositoryFacts} from '../../source/safety/facts.ts';
import {judge} from '../../source/safety/judge.ts';
import {actions} from '../kit/action.ts';
import {both, inMember, inSection} from '../kit/alter-facts.ts';
import {factsFor, repositoryFacts} from '../kit/facts.ts';

const remove = actions['playbook.remove-cluster'];
const withBackups = (...backups: readonly RepositoryFacts[]): Facts => ({...factsFor(remove), backups});
const tripped = (facts: Facts) =>
	judge(remove, facts)
		.reasons.filter(({isSafe}) => !isSafe)
		.map(({rule}) => rule);

describe('a cluster is not removed', () => {
	test.each<readonly [string, Partial<RepositoryFacts>, string]>([
		['without a backup', {labels: []}, 'repo1: no backup'],
		['with one that is too old', {newestAgeMs: 26 * 3_600_000 + 1}, 'repo1: its newest backup is 1d old'],
		['with one from the future', {newestAgeMs: -1}, 'repo1: the age of its newest backup is not known'],
		['with a repository that is not in order', {statusCode: 2}, 'repo1: pgBackRest says status 2'],
		['with wrong checksums', {hasErrors: true}, 'repo1: its newest backup has pages with wrong checksums'],
		['with WAL missing', {isWalComplete: false}, 'repo1: WAL is missing after its newest backup'],
		['when nobody knows its state', {statusCode: undefined}, 'repo1: its state is not known'],
		['when nobody knows its backups', {labels: undefined}, 'repo1: its backups are not known'],
		[
			'when nobody knows whether it is whole',
			{hasErrors: undefined},
			'repo1: it is not known whether its newest backup is whole',
		],
		['when nobody knows its WAL', {isWalComplete: undefined}, 'repo1: it is not known whether its WAL is complete'],
	])('%s', (_, defect, words) => {
		const facts = withBackups(repositoryFacts(defect));
		expect(judge(remove, facts).level).toBe('never');
		expect(tripped(facts)).toContain('backup-proof');
		expect(proofTexts(facts)).toEqual([words]);
	});

	test('when there is no repository, or the backups are not known', () => {
		expect(tripped(withBackups())).toContain('backup-proof');
		expect(proofTexts(withBackups())).toEqual(['there is no repository']);
		expect(proofTexts({...withBackups(), backups: undefined})).toEqual(['the backups are not known']);
	});
});

test('one good repository is enough, wherever a bad one is', () => {
	const facts = withBackups(repositoryFacts({name: 'repo1', statusCode: 99}), repositoryFacts({name: 'repo2'}));
	expect(tripped(facts)).toEqual([]);
	expect(proofTexts(facts)).toEqual(['repo1: pgBackRest says status 99', 'repo2: 20261124-010002F, 2h old']);
});

test('a bad repository elsewhere does not stand in for a good one on the hosts that go', () => {
	const facts = withBackups(
		repositoryFacts({name: 'repo1 on pg-test-1', host: '10.10.10.11'}),
		repositoryFacts({name: 'repo2', statusCode: 99}),
	);
	expect(tripped(facts)).toEqual(['backup-elsewhere']);
});

describe('etcd', () => {
	const action = actions['playbook.remove-etcd'];
	const hasQuorum = (health: readonly (boolean | undefined)[]) => {
		const members = health.map((isHealthy, index) => ({
			name: `etcd-${index + 1}`,
			ip: `10.10.10.${11 + index}`,
			isHealthy,
		}));
		const facts = inSection('etcd', {members})(factsFor(action));
		return !judge(action, facts).checks.some(({rule, isSafe}) => rule === 'etcd-quorum' && !isSafe);
	};

	test('keeps a quorum of three and of five without the third member, in every state of the others', () => {
		for (const size of [1, 2, 3, 4, 5, 7]) {
			fc.assert(
				fc.property(fc.array(fc.constantFrom(true, false, undefined), {minLength: size, maxLength: size}), health => {
					const left = health.filter((isHealthy, index) => isHealthy === true && index !== 2).length;
					expect([health, hasQuorum(health)]).toEqual([health, left > size / 2]);
				}),
			);
		}
	});

	test('of three, two healthy ones must stay', () => {
		expect([
			hasQuorum([true, true, false]),
			hasQuorum([true, false, true]),
			hasQuorum([true, undefined, true]),
		]).toEqual([true, false, false]);
	});
});

test.each([
	['v4.1.0', 'never'],
	['v4.4.0', 'never'],
	[undefined, 'never'],
	['latest', 'never'],
	['v4.5.0', 'destroy'],
	['v5.0.0', 'destroy'],
	['v4.10.1', 'destroy'],
])('Pigsty %s and a cluster whose name begins with the target’s: %s', (pigstyVersion, level) => {
	const names = [{kind: 'cluster', name: 'pg-test2', cluster: 'pg-test2'} as const];
	const facts = inSection('inventory', {pigstyVersion, names})(factsFor(remove));
	expect(judge(remove, facts).level).toBe(level);
});

const dead = inMember(2, {isLive: false, role: undefined, state: undefined});

test.each<readonly [string, (facts: Facts) => Facts, boolean]>([
	['a replica that streams', facts => facts, false],
	['a dead member, when another is known to lead', dead, false],
	['a member of unknown role', inMember(2, {role: undefined}), true],
	['a dead member, when nobody knows who leads', both(dead, inSection('cluster', {leaders: undefined})), true],
	['a dead member that is still called the leader', both(dead, inSection('cluster', {leaders: ['pg-test-2']})), true],
])('removing %s', (_, change, isRefused) => {
	const action = actions['playbook.remove-replica'];
	const {checks} = judge(action, change(factsFor(action)));
	expect(checks.find(({rule}) => rule === 'remove-leader')?.isSafe).toBe(!isRefused);
});
