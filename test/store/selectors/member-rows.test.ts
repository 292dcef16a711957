import {expect, test} from 'vitest';
import type {PatroniMember} from '../../../source/model/patroni.ts';
import {clusterRows} from '../../../source/store/selectors/cluster-rows.ts';
import {memberRows} from '../../../source/store/selectors/member-rows.ts';
import type {State} from '../../../source/store/state.ts';
import {pgCluster, pgInstance, inventoryOf} from '../../kit/inventory.ts';
import {changes, fails, fleet, grey, later} from '../../kit/state.ts';

const member = (name: string, change: Partial<PatroniMember>) => (state: State) =>
	changes(state, 'patroniCluster', 'pg-test', value => ({
		...value,
		members: value.members.map(each => (each.name === name ? {...each, ...change} : each)),
	}));

const named = (state: State, name: string) => {
	const row = memberRows(state, 'pg-test').find(each => each.name === name);
	if (row === undefined) {
		throw new Error(`no row for ${name}`);
	}

	return row;
};

const tree = (state: State) => memberRows(state, 'pg-test').map(({name, depth}) => `${'  '.repeat(depth)}${name}`);

test('the leader is the root and its replicas are below it', () => {
	expect(tree(fleet())).toEqual(['pg-test-1', '  pg-test-2', '  pg-test-3']);
	expect(named(fleet(), 'pg-test-3')).toMatchObject({
		role: 'replica',
		inventoryRole: 'offline',
		state: 'streaming',
		timeline: 1,
		lagBytes: 0,
		lagMs: 0,
		sync: 'async',
		from: 'pg-test-1',
		isInInventory: true,
		health: 'ok',
	});
});

test('a member that another one sends to is below that one', () => {
	const peers = fleet().samples.replication.get('pg-test-1');
	const third = peers?.ok ? peers.value.filter(({name}) => name === 'pg-test-3') : [];
	const moved = changes(fleet(), 'replication', 'pg-test-1', value => value.filter(({name}) => name !== 'pg-test-3'));
	expect(tree(changes(moved, 'replication', 'pg-test-2', () => third))).toEqual([
		'pg-test-1',
		'  pg-test-2',
		'    pg-test-3',
	]);
});

test('while no one says whom it sends to, the tag replicatefrom decides, by address or by name', () => {
	const state = changes(fleet(), 'replication', 'pg-test-1', () => []);
	for (const replicatefrom of ['10.10.10.12', 'pg-test-2']) {
		expect(tree(member('pg-test-3', {tags: {replicatefrom}})(state))).toEqual([
			'pg-test-1',
			'  pg-test-2',
			'    pg-test-3',
		]);
	}
});

test('before anything has answered the tree is as the inventory wants it, and every value is unknown', () => {
	const cascade = pgCluster('pg-test', [
		pgInstance('pg-test', 1, '10.10.10.11', 'primary'),
		pgInstance('pg-test', 2, '10.10.10.12', 'replica'),
		{...pgInstance('pg-test', 3, '10.10.10.13', 'replica'), upstream: '10.10.10.12'},
	]);
	const state = grey(inventoryOf([cascade]));
	expect(tree(state)).toEqual(['pg-test-1', '  pg-test-2', '    pg-test-3']);
	expect(named(state, 'pg-test-2')).toMatchObject({
		role: undefined,
		state: undefined,
		lagBytes: undefined,
		pendingRestart: undefined,
		eligible: undefined,
		health: 'unknown',
		freshness: 'never',
		ageMs: undefined,
	});
});

test('members that replicate from each other are all shown, once', () => {
	const state = changes(fleet(), 'replication', 'pg-test-1', () => []);
	const circle = member('pg-test-2', {tags: {replicatefrom: 'pg-test-3'}})(
		member('pg-test-3', {tags: {replicatefrom: 'pg-test-2'}})(state),
	);
	expect(
		tree(circle)
			.map(line => line.trim())
			.toSorted(),
	).toEqual(['pg-test-1', 'pg-test-2', 'pg-test-3']);
});

test('a member that the inventory does not know is shown as such', () => {
	const state = changes(fleet(), 'patroniCluster', 'pg-test', value => ({
		...value,
		members: value.members.map(each => (each.name === 'pg-test-3' ? {...each, name: 'pg-test-9'} : each)),
	}));
	expect(named(state, 'pg-test-9')).toMatchObject({isInInventory: false, inventoryRole: undefined});
});

test.each<[string, Partial<PatroniMember>, string]>([
	['tagged', {tags: {nofailover: true}}, 'tagged nofailover'],
	['of priority 0', {tags: {failover_priority: 0}}, 'tagged nofailover'],
	['not streaming', {state: 'in archive recovery'}, 'not streaming: in archive recovery'],
	['on an older timeline', {timeline: 0}, 'on timeline 0, the leader on 1'],
	['of unknown lag', {lagBytes: undefined}, 'its lag is unknown'],
	['too far behind', {lagBytes: 1_500_000_000}, '1.4 GB behind, maximum_lag_on_failover is 1 MB'],
])('a replica that is %s is not eligible for failover', (_case, change, reason) => {
	expect(named(member('pg-test-2', change)(fleet()), 'pg-test-2')).toMatchObject({
		eligible: false,
		ineligibleReason: reason,
	});
});

test('a replica at the very limit is eligible', () => {
	expect(named(member('pg-test-2', {lagBytes: 1_048_576})(fleet()), 'pg-test-2')).toMatchObject({
		eligible: true,
		ineligibleReason: undefined,
	});
});

test('once the leader is down nobody streams, and that keeps nobody from taking over', () => {
	const recovering = member('pg-test-2', {state: 'in archive recovery'})(fleet());
	expect(named(recovering, 'pg-test-2').eligible).toBe(false);
	expect(named(fails(recovering, 'pg-test-1', ['instance']), 'pg-test-2').eligible).toBe(true);
	expect(named(member('pg-test-1', {state: 'start failed'})(recovering), 'pg-test-2').eligible).toBe(true);
	const stopped = member('pg-test-2', {state: 'stopped'})(fails(fleet(), 'pg-test-1', ['instance']));
	expect(named(stopped, 'pg-test-2')).toMatchObject({eligible: false, ineligibleReason: 'not streaming: stopped'});
});

test('with synchronous replication only synchronous standbys are eligible', () => {
	const sync = changes(fleet(), 'patroniConfig', 'pg-test', value => ({...value, synchronousMode: true}));
	expect(named(sync, 'pg-test-2')).toMatchObject({eligible: false, ineligibleReason: 'not a synchronous standby'});
	expect(named(member('pg-test-2', {role: 'sync_standby'})(sync), 'pg-test-2').eligible).toBe(true);
});

test('nobody is called eligible on old data', () => {
	const state = later(fails(fleet(), 'pg-test', ['patroniCluster']), 60_000);
	expect(named(state, 'pg-test-2')).toMatchObject({
		eligible: undefined,
		ineligibleReason: 'Patroni does not answer',
		freshness: 'failing',
	});
});

test('a name that is no PostgreSQL cluster has no members', () => {
	expect(memberRows(fleet(), 'etcd')).toEqual([]);
	expect(memberRows(fleet(), 'nothing')).toEqual([]);
});

test('a member that is silent is in trouble and not counted as up, though the DCS still lists it', () => {
	const silent = fails(fleet(), 'pg-test-1', ['instance', 'patroniStatus']);
	expect(memberRows(silent, 'pg-test').find(({name}) => name === 'pg-test-1')).toMatchObject({
		isSilent: true,
		health: 'crit',
		role: 'leader',
	});
	expect(clusterRows(silent).find(({name}) => name === 'pg-test')).toMatchObject({membersUp: 2, membersTotal: 3});
	const oneAnswers = fails(fleet(), 'pg-test-1', ['instance']);
	expect(memberRows(oneAnswers, 'pg-test').find(({name}) => name === 'pg-test-1')?.isSilent).toBe(false);
});

test('the lag of a member is what it has not replayed, where Patroni tells that apart', () => {
	const state = member('pg-test-2', {lagBytes: 0, replayLagBytes: 6_400_000})(fleet());
	expect(memberRows(state, 'pg-test').find(({name}) => name === 'pg-test-2')?.lagBytes).toBe(6_400_000);
	expect(clusterRows(state).find(({name}) => name === 'pg-test')?.lagBytes).toBe(6_400_000);
});

test('a second member that accepts writes hangs below nobody, and is as bad as it gets', () => {
	const state = changes(fleet(), 'instance', 'pg-test-2', value => ({...value, inRecovery: false}));
	expect(tree(state)).toEqual(['pg-test-1', '  pg-test-3', 'pg-test-2']);
	expect(named(state, 'pg-test-2')).toMatchObject({isRival: true, from: undefined, health: 'crit'});
	expect(named(state, 'pg-test-1')).toMatchObject({isRival: false, health: 'ok'});
});
