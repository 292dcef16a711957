import {expect, test} from 'vitest';
import {answering} from '../../../source/store/selectors/answering.ts';
import {findingDetail, findingRows, findingRowsOf} from '../../../source/store/selectors/finding-rows.ts';
import {header} from '../../../source/store/selectors/header.ts';
import {instanceDetail} from '../../../source/store/selectors/instance-detail.ts';
import {problemRows} from '../../../source/store/selectors/inventory-rows.ts';
import {plainMemberRows} from '../../../source/store/selectors/plain-member-rows.ts';
import {sourceRows} from '../../../source/store/selectors/source-rows.ts';
import {update} from '../../../source/store/update.ts';
import {both, dead, member, patroni, problem} from '../../kit/change.ts';
import {inventory} from '../../kit/inventory.ts';
import type {State} from '../../../source/store/state.ts';
import {answers, changes, empty, fails, fleet, grey, heard, later, now} from '../../kit/state.ts';

test('an instance is told with each thing that is asked of it, each with its own age', () => {
	const state = later(fails(fleet(), 'pg-test-2', ['slots']), 3000);
	expect(instanceDetail(state, 'pg-test-2')).toMatchObject({
		cluster: {name: 'pg-test'},
		node: {ip: '10.10.10.12'},
		row: {role: 'replica'},
		samples: {slots: {state: 'failing', ageMs: 3000}, archiver: {state: 'fresh'}},
		findings: [],
	});
	expect(instanceDetail(state, 'nobody')).toBeUndefined();
});

test('everything that was asked is listed, with its interval and what became of it', () => {
	const rows = sourceRows(later(fails(fleet(), 'etcd-2', ['etcd'], 'RAFT NO LEADER'), 4000));
	expect(new Set(rows.map(({key}) => key)).size).toBe(rows.length);
	expect(rows.find(({key}) => key === 'etcd/etcd-2')).toEqual({
		key: 'etcd/etcd-2',
		search: 'etcd etcd-2 failing RAFT NO LEADER',
		id: 'etcd',
		target: 'etcd-2',
		ok: false,
		freshness: 'failing',
		ageMs: 4000,
		everyMs: 5000,
		tookMs: 1000,
		failingSince: now,
		problem: 'RAFT NO LEADER',
	});
	expect(rows.find(({key}) => key === 'etcd/etcd-1')).toMatchObject({ok: true, tookMs: 3});
	expect(sourceRows(grey())).toEqual([]);
});

test('findings are listed with their age, and their subject is searched', () => {
	const state = later(both(patroni('pg-test-1', {failsafeActive: true})), 1500);
	const [row] = findingRows(state);
	expect(row).toMatchObject({key: 'failsafe-active:pg-test', name: 'pg-test', severity: 'crit', ageMs: 1500});
	expect(row?.search).toContain('pg-test');
});

test('a cluster has the findings of its members and hosts, and an instance its own', () => {
	const state = dead(both(member('pg-test-2', {lagBytes: 1_500_000_000})), '10.10.10.13', 'pg-test-3', 'etcd-3');
	const keys = (subject: string) => findingRowsOf(state, subject).map(({key}) => key);
	expect(keys('pg-test')).toEqual([
		'node-unreachable:pg-test-3',
		'replica-lagging:pg-test-2',
		'replica-not-eligible:pg-test',
	]);
	expect(keys('etcd')).toEqual(['node-unreachable:pg-test-3']);
	expect(keys('pg-test-2')).toEqual(['replica-lagging:pg-test-2']);
	expect(keys('pg-meta')).toEqual([]);
});

test('the details of a finding have its documents and the age of its evidence', () => {
	const state = later(both(patroni('pg-test-1', {failsafeActive: true})), 1500);
	expect(findingDetail(state, 'failsafe-active:pg-test')).toMatchObject({
		docs: expect.stringMatching(/^https:/),
		ageMs: 1500,
		evidence: [{ageMs: 1500}],
	});
	expect(findingDetail(state, 'failsafe-active:nobody')).toBeUndefined();
});

test('problems of the inventory are listed the worst first, each with a key of its own', () => {
	const rows = problemRows(
		grey(inventory(), [problem('templated', 'info'), problem('pg-role', 'crit'), problem('templated', 'info')]),
	);
	expect(rows.map(({rule}) => rule)).toEqual(['pg-role', 'templated', 'templated']);
	expect(new Set(rows.map(({key}) => key)).size).toBe(3);
});

test('members of Redis and etcd are told in the words of each', () => {
	const state = changes(
		answers(fleet(), 'etcd', 'etcd-2', {healthy: false, reason: 'ALARM NOSPACE'}),
		'redis',
		'redis-ms-1-6380',
		value => ({...value, masterLink: 'down'}),
	);
	expect(plainMemberRows(state, 'etcd')).toMatchObject([
		{name: 'etcd-1', isUp: true, state: 'healthy', port: 2379},
		{name: 'etcd-2', isUp: false, state: 'ALARM NOSPACE'},
		{name: 'etcd-3', isUp: true},
	]);
	expect(plainMemberRows(state, 'redis-ms')).toMatchObject([
		{role: 'master', state: 'up', opsPerSecond: 42},
		{role: 'slave', state: 'master link down'},
	]);
	expect(plainMemberRows(grey(), 'redis-ms')).toMatchObject([{role: undefined, state: undefined, isUp: undefined}, {}]);
	expect(plainMemberRows(state, 'infra')).toMatchObject([{state: 'host answers', isUp: true}]);
	expect(plainMemberRows(state, 'pg-test')).toEqual([]);
});

test('the header counts clusters by health and names those that are paused or in failsafe', () => {
	const state = both(patroni('pg-test-1', {failsafeActive: true}), given =>
		changes(given, 'patroniCluster', 'pg-meta', value => ({...value, paused: true})),
	);
	expect(header(state)).toMatchObject({
		environment: 'PROD',
		mode: 'READ-ONLY',
		clusters: {total: 5, ok: 3, warn: 1, crit: 1, unknown: 0},
		paused: ['pg-meta'],
		failsafe: ['pg-test'],
	});
});

test('what nobody has labelled may be production, and says so', () => {
	expect(header({...empty(), environment: undefined}).environment).toBe('PROD?');
});

test('a source that was asked and has not answered is told as that, the failing ones first', () => {
	const asked = [
		{id: 'node', target: '10.10.10.11'},
		{id: 'node', target: '10.10.10.12'},
		{id: 'redis', target: 'redis-ms-1-6379'},
	] as const;
	const state = update(fails(grey(), '10.10.10.12', ['node']), {type: 'targets-asked', asked});
	expect(sourceRows(state).map(({key, freshness}) => `${freshness} ${key}`)).toEqual([
		'failing node/10.10.10.12',
		'never node/10.10.10.11',
		'never redis/redis-ms-1-6379',
	]);
	expect(answering(state)).toEqual({all: 3, heard: 1, current: 0});
});

test('who vouches for an instance is told as long as it answers', () => {
	const value = fleet().samples.instance.get('pg-test-1');
	if (!value?.ok) {
		throw new Error('pg-test-1 has not answered');
	}

	const told = heard(fleet(), {
		id: 'instance',
		target: 'pg-test-1',
		at: now,
		tookMs: 3,
		ok: true,
		value: value.value,
		trust: 'unverified',
	});
	const row = (state: State) => sourceRows(state).find(({key}) => key === 'instance/pg-test-1');
	expect(row(told)?.trust).toBe('unverified');
	expect(instanceDetail(told, 'pg-test-1')?.trust).toBe('unverified');
	expect(row(fails(told, 'pg-test-1', ['instance']))?.trust).toBeUndefined();
});
