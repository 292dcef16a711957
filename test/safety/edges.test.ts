import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import {all, any, atMost, differs, isEmpty, isSameSet} from '../../source/safety/certain.ts';
import type {Facts} from '../../source/safety/facts.ts';
import {judge} from '../../source/safety/judge.ts';
import {actions, member, session} from '../kit/action.ts';
import {both, inBackups, inMember, inSection, inSessions} from '../kit/alter-facts.ts';
import {factsFor} from '../kit/facts.ts';

type Change = (facts: Facts) => Facts;
const same: Change = facts => facts;

/** Whether the rule is satisfied. */
const isSafe = (rule: string, action: Action, change: Change = same): boolean | undefined =>
	judge(action, change(factsFor(action))).checks.find(check => check.rule === rule)?.isSafe;

describe('what is certain', () => {
	test('is true only of what is known', () => {
		expect([differs('a', 'b'), differs('a', 'a'), differs(undefined, 'b'), differs('a', undefined)]).toEqual([
			true,
			false,
			false,
			false,
		]);
		expect([atMost(1, 1), atMost(2, 1), atMost(undefined, 1), atMost(1, undefined), atMost(Number.NaN, 1)]).toEqual([
			true,
			false,
			false,
			false,
			false,
		]);
		expect([isEmpty([]), isEmpty(['a']), isEmpty(undefined)]).toEqual([true, false, false]);
		expect([all([], () => false), all(undefined, () => true), any([], () => true), any(undefined, () => true)]).toEqual(
			[true, false, false, false],
		);
	});

	test('a set is the same in any order, and none is not', () => {
		expect(isSameSet(['a', 'b'], ['b', 'a', 'a'])).toBe(true);
		expect(isSameSet(['a', 'b'], ['a', 'c'])).toBe(false);
		expect(isSameSet(['a'], ['a', 'b'])).toBe(false);
		expect([isSameSet([], []), isSameSet(undefined, ['a']), isSameSet(['a'], undefined)]).toEqual([
			false,
			false,
			false,
		]);
	});
});

describe('a limit is met by what stands on it', () => {
	const {
		'patroni.switchover': switchover,
		'session.cancel': cancel,
		'pitr.plan': pitr,
		'patroni.reinit': reinit,
	} = actions;

	test.each<readonly [string, Action, Change, boolean]>([
		['stale', cancel, facts => ({...facts, ageMs: 10_000}), true],
		['stale', cancel, facts => ({...facts, ageMs: 10_001}), false],
		['stale', cancel, facts => ({...facts, ageMs: 0}), true],
		['stale', cancel, facts => ({...facts, ageMs: -1}), false],
		['candidate-lag', switchover, inMember(2, {lagBytes: 1_048_576}), true],
		['candidate-lag', switchover, inMember(2, {lagBytes: 1_048_577}), false],
		['candidate-lag', switchover, inMember(2, {lagBytes: -1}), false],
		['candidate-lag', switchover, inSection('cluster', {lagMaxBytes: undefined}), false],
		['candidate-timeline', switchover, inMember(2, {timeline: 4}), false],
		['backup-aside', switchover, inBackups({newestAgeMs: 26 * 3_600_000}), true],
		['backup-aside', switchover, inBackups({newestAgeMs: 26 * 3_600_000 + 1}), false],
		['restore-range', pitr, inBackups({walUntil: 1_795_489_200_000}), true],
		['restore-range', pitr, inBackups({walUntil: 1_795_489_199_999}), false],
		['reinit-room', reinit, inMember(2, {diskAvailableBytes: 2_200_000_000, dataBytes: 0}), false],
		[
			'reinit-room',
			reinit,
			both(inMember(1, {dataBytes: 1000}), inMember(2, {diskAvailableBytes: 1100, dataBytes: 0})),
			true,
		],
		[
			'reinit-room',
			reinit,
			both(inMember(1, {dataBytes: 1000}), inMember(2, {diskAvailableBytes: 1099, dataBytes: 0})),
			false,
		],
		[
			'reinit-room',
			reinit,
			both(inMember(1, {dataBytes: 1000}), inMember(2, {diskAvailableBytes: 100, dataBytes: 1000})),
			true,
		],
		[
			'reinit-room',
			reinit,
			both(inMember(1, {dataBytes: 1000}), inMember(2, {diskAvailableBytes: 100, dataBytes: -1000})),
			false,
		],
		['restore-room', pitr, inSection('host', {diskAvailableBytes: 22 * 1024 ** 3}), true],
		['node-proxy', actions['playbook.remove-node'], inSection('host', {proxyConnections: 1}), false],
	])('%s', (rule, action, change, expected) => {
		expect(isSafe(rule, action, change)).toBe(expected);
	});
});

describe('who may lead', () => {
	const {'patroni.switchover': switchover, 'patroni.failover': failover} = actions;

	test.each(['sync_standby', 'quorum_standby'] as const)('a %s, also in synchronous mode', role => {
		const change = both(inMember(2, {role}), inSection('cluster', {isSynchronous: true}));
		expect([isSafe('candidate-leads', switchover, change), isSafe('candidate-sync', switchover, change)]).toEqual([
			true,
			true,
		]);
		expect(isSafe('candidate-sync-loss', failover, change)).toBe(true);
	});

	test.each(['leader', 'standby_leader'] as const)('not the %s', role => {
		expect(isSafe('candidate-leads', switchover, inMember(2, {role}))).toBe(false);
	});

	test.each(['running', 'streaming'])('one that is %s', state => {
		expect(isSafe('candidate-streaming', switchover, inMember(2, {state}))).toBe(true);
	});

	test('one in archive recovery only when there is nobody to stream from', () => {
		const change = inMember(2, {state: 'in archive recovery'});
		expect([isSafe('candidate-streaming', switchover, change), isSafe('candidate-running', failover, change)]).toEqual([
			false,
			true,
		]);
	});

	test('nobody of whom nothing is known but the name', () => {
		expect(isSafe('candidate', {...switchover, candidate: member(9)})).toBe(false);
	});
});

describe('a session', () => {
	const {'session.terminate': terminate} = actions;

	test.each([
		['of a client', {}, true],
		['of a superuser', {isSuperuser: true}, false],
		['that is a worker', {backendType: 'autovacuum worker'}, false],
		['of Patroni', {application: 'Patroni heartbeat'}, false],
		['whose program is not known', {application: undefined}, false],
	] as const)('%s', (_, more, expected) => {
		expect(isSafe('session-privileged', terminate, inSessions(more))).toBe(expected);
	});

	test('of several that has ended is skipped, as long as one is there', () => {
		const two: Action = {...terminate, sessions: [session(4711), session(4712)]};
		expect([isSafe('session-gone', two), isSafe('session-gone', {...terminate, sessions: [session(4712)]})]).toEqual([
			true,
			false,
		]);
	});
});

describe('a restore', () => {
	const {'pitr.plan': pitr} = actions;
	type Until = (typeof pitr)['until'];

	test.each<readonly [Until, boolean]>([
		[{type: 'immediate'}, true],
		[{type: 'time', at: 1}, true],
		[{type: 'time', at: 0}, false],
		[{type: 'time', at: 1.5}, false],
		[{type: 'time', at: Number.NaN}, false],
		[{type: 'lsn', value: '0/3000060'}, true],
		[{type: 'lsn', value: '3000060'}, false],
		[{type: 'xid', value: '123'}, true],
		[{type: 'xid', value: '12 3'}, false],
		[{type: 'name', value: 'before_migration'}, true],
		[{type: 'name', value: '--help'}, false],
	])('until %j: %s', (until, expected) => {
		expect(isSafe('restore-target', {...pitr, until})).toBe(expected);
	});

	test.each([
		[1023, false],
		[1024, true],
		[65_535, true],
		[65_536, false],
		[1.5, false],
	])('on port %s: %s', (port, expected) => {
		expect(isSafe('restore-target', {...pitr, port})).toBe(expected);
	});

	test.each([
		['/data/restore/pg-test', true],
		['/restore/pg-test', true],
		['/data', false],
		['/data/restore/../postgres', false],
		['/data/postgres/x', false],
		['/data/backups/x', false],
		['/pg/data', false],
		['/etc/x', false],
		['/var/lib', false],
		['data/restore', false],
		['/data/restore x', false],
		['/data//x', false],
	])('into %s: %s', (directory, expected) => {
		expect(isSafe('restore-away', {...pitr, directory})).toBe(expected);
	});

	test('from a backup without errors, of a repository in order, by its name', () => {
		const set = {label: '20261124-010002F', stoppedAt: 1_795_482_000_000, hasErrors: false};
		expect(isSafe('restore-set', pitr)).toBe(true);
		expect(isSafe('restore-set', pitr, inBackups({set: {...set, hasErrors: true}}))).toBe(false);
		expect(isSafe('restore-set', pitr, inBackups({set: undefined}))).toBe(false);
		expect(isSafe('restore-set', pitr, inBackups({statusCode: 99}))).toBe(false);
		expect(isSafe('restore-place', pitr, inSection('host', {ip: '10.10.10.12'}))).toBe(false);
		expect(isSafe('restore-place', pitr, inSection('host', {isDirectoryEmpty: undefined}))).toBe(false);
		expect(isSafe('restore-place', pitr, inSection('host', {isPortFree: undefined}))).toBe(false);
		expect(isSafe('restore-place', pitr, inSection('host', {isPortFree: false}))).toBe(false);
	});
});

describe('editing the configuration', () => {
	const {'patroni.edit-config': edit} = actions;

	test.each([
		[{ttl: 20}, ['config-delicate']],
		[{slots: {a: null}}, ['config-delicate']],
		[{standby_cluster: {host: '10.10.10.10'}}, ['config-dangerous']],
		[{standby_cluster: null}, ['config-dangerous']],
		[{postgresql: null}, ['config-dangerous', 'config-delicate']],
		[{postgresql: {parameters: {archive_mode: 'off', work_mem: '1MB'}}}, ['config-dangerous']],
		[{postgresql: {parameters: {work_mem: '1MB'}}}, []],
		[{pause: null}, ['config-pause']],
		[{}, ['config-empty']],
	])('%j: %j', (patch, rules) => {
		const {checks} = judge({...edit, patch}, factsFor(edit));
		expect(
			checks
				.filter(check => !check.isSafe)
				.map(({rule}) => rule)
				.toSorted(),
		).toEqual(rules);
	});

	test('is of the same document whatever the order of its keys, and of none that is no JSON', () => {
		const config = (text: string): Change => inSection('cluster', {config: text});
		expect(isSafe('config-changed', edit, config('{"postgresql":{"parameters":{"work_mem":"64MB"}},"ttl":30}'))).toBe(
			true,
		);
		expect(judge(edit, config('{')(factsFor(edit))).level).toBe('never');
	});
});

test('a change that nobody knows of whom it is may be on this cluster', () => {
	const change =
		(cluster: string | undefined): Change =>
		facts => ({...facts, changes: [{cluster, text: 'x'}]});
	const {'patroni.pause': pause, 'playbook.remove-etcd': etcd} = actions;
	expect(['pg-meta', 'pg-test', '*', undefined].map(name => isSafe('change-running', pause, change(name)))).toEqual([
		true,
		false,
		false,
		false,
	]);
	expect(['pg-test', 'etcd'].map(name => isSafe('change-running', etcd, change(name)))).toEqual([true, false]);
});

test('only those that wait for a restart need one to be there', () => {
	const {'patroni.restart-member': restart, 'patroni.restart-cluster': cluster} = actions;
	const waits = inMember(3, {isPendingRestart: true});
	expect(isSafe('restart-pending', {...restart, pendingOnly: true}, waits)).toBe(false);
	expect(isSafe('restart-pending', {...restart, member: member(3), pendingOnly: true}, waits)).toBe(true);
	expect(isSafe('restart-pending', {...cluster, pendingOnly: true}, waits)).toBe(true);
	expect(isSafe('restart-leader', {...restart, member: member(1)}, inMember(1, {role: undefined}))).toBe(false);
});

test('a member restarts alone when the others are not well', () => {
	const {'patroni.restart-member': restart} = actions;
	const leader: Action = {...restart, member: member(1)};
	const sick = both(inMember(2, {state: 'stopped'}), inMember(3, {isLive: false}));
	expect([isSafe('restart-alone', leader), isSafe('restart-alone', leader, sick)]).toEqual([true, false]);
});
