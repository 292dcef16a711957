import {expect, test} from 'vitest';
import {clusterRows} from '../../../source/store/selectors/cluster-rows.ts';
import type {State} from '../../../source/store/state.ts';
import {update} from '../../../source/store/update.ts';
import {answers, changes, fails, fleet, grey, later, now} from '../../kit/state.ts';

const row = (state: State, name: string) => {
	const found = clusterRows(state).find(each => each.name === name);
	if (found === undefined) {
		throw new Error(`no row for ${name}`);
	}

	return found;
};

const member = (name: string, change: object) => (state: State) =>
	changes(state, 'patroniCluster', 'pg-test', value => ({
		...value,
		members: value.members.map(each => (each.name === name ? {...each, ...change} : each)),
	}));

test('every cluster of every module has a row, in the order of the inventory', () => {
	expect(clusterRows(fleet()).map(({key, module}) => `${module} ${key}`)).toEqual([
		'pgsql pg-meta',
		'pgsql pg-test',
		'etcd etcd',
		'redis redis-ms',
		'infra infra',
	]);
});

test('a healthy cluster tells its leader, members, lag, timeline and backups', () => {
	expect(row(fleet(), 'pg-test')).toMatchObject({
		health: 'ok',
		leader: 'pg-test-1',
		isLeaderPlanned: true,
		membersUp: 3,
		membersTotal: 3,
		lagBytes: 0,
		timeline: 1,
		paused: false,
		failsafe: false,
		backupAgeMs: 2 * 3_600_000,
		archiveOk: true,
		ageMs: 0,
		freshness: 'fresh',
		findings: 0,
	});
});

test('before anything has answered all is unknown and nothing is zero', () => {
	for (const each of clusterRows(grey())) {
		expect(each).toMatchObject({
			health: 'unknown',
			membersUp: undefined,
			lagBytes: undefined,
			ageMs: undefined,
			freshness: 'never',
		});
	}
});

test('a leader that is not the primary of the inventory is told', () => {
	const state = member('pg-test-2', {role: 'leader'})(member('pg-test-1', {role: 'replica'})(fleet()));
	expect(row(state, 'pg-test')).toMatchObject({
		leader: 'pg-test-2',
		inventoryPrimary: 'pg-test-1',
		isLeaderPlanned: false,
	});
});

test('the worst lag is unknown as soon as one of them is', () => {
	const behind = member('pg-test-2', {lagBytes: 4096})(fleet());
	expect(row(behind, 'pg-test').lagBytes).toBe(4096);
	expect(row(member('pg-test-3', {lagBytes: undefined})(behind), 'pg-test').lagBytes).toBeUndefined();
});

test('a stopped member is not up', () => {
	const state = fails(member('pg-test-3', {state: 'stopped'})(fleet()), 'pg-test-3');
	expect(row(later(state, 10_000), 'pg-meta').membersTotal).toBe(1);
	expect(row(member('pg-test-3', {state: 'stopped'})(later(state, 10_000)), 'pg-test').membersUp).toBe(2);
});

test('when Patroni is silent members are counted by PostgreSQL itself', () => {
	const silent = later(fails(fleet(), 'pg-test', ['patroniCluster']), 10_000);
	const sample = silent.samples.instance.get('pg-test-1');
	const state = sample?.ok ? answers(silent, 'instance', 'pg-test-1', sample.value) : silent;
	expect(row(state, 'pg-test')).toMatchObject({membersUp: 1, freshness: 'failing', leader: 'pg-test-1'});
});

test('a cluster that answers nothing any more is unknown, and keeps what it last said with its age', () => {
	const state = later(fails(fleet(), 'pg-test', ['patroniCluster']), 60_000);
	expect(row(state, 'pg-test')).toMatchObject({
		health: 'unknown',
		leader: 'pg-test-1',
		ageMs: 60_000,
		freshness: 'failing',
	});
});

test('an unhealthy etcd member and a silent Redis are not up', () => {
	const state = answers(fleet(), 'etcd', 'etcd-2', {healthy: false, reason: 'RAFT NO LEADER'});
	expect(row(state, 'etcd')).toMatchObject({membersUp: 2, membersTotal: 3});
	expect(row(later(fails(state, 'redis-ms-1-6379'), 60_000), 'redis-ms')).toMatchObject({
		membersUp: 0,
		membersTotal: 2,
	});
});

test('while nothing but the screen changes the rows are the same ones', () => {
	const state = fleet();
	const zoomed = update(state, {type: 'zoom-toggled'});
	expect(clusterRows(zoomed)).toBe(clusterRows(state));
	expect(state.now).toBe(now);
});

test('a part that is well does not make a cluster ok while nothing is known of the rest', () => {
	const one = answers(grey(), 'etcd', 'etcd-1', {healthy: true, reason: ''});
	expect(row(one, 'etcd')).toMatchObject({health: 'unknown', membersUp: 1, membersTotal: 3});
	const all = ['etcd-2', 'etcd-3'].reduce(
		(state, name) => answers(state, 'etcd', name, {healthy: true, reason: ''}),
		one,
	);
	expect(row(all, 'etcd').health).toBe('ok');
});

test('what is bad is told although not all is known', () => {
	const state = answers(grey(), 'etcd', 'etcd-1', {healthy: false, reason: 'ALARM NOSPACE'});
	expect(row(state, 'etcd').health).toBe('warn');
});
