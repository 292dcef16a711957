import {expect, test} from 'vitest';
import {haView} from '../../../source/store/selectors/ha-view.ts';
import {both, patroni, silent} from '../../kit/change.ts';
import {answers, changes, fails, fleet, grey, later, now} from '../../kit/state.ts';

test('history is told newest first, with its age', () => {
	const state = answers(fleet(), 'patroniHistory', 'pg-test', [
		{timeline: 1, lsn: '0/8000060', reason: 'no recovery target specified', at: now - 90_000, newLeader: 'pg-test-2'},
		{timeline: 2, lsn: '0/9000060', reason: 'no recovery target specified', at: undefined, newLeader: undefined},
	]);
	expect(haView(state, 'pg-test')?.history).toMatchObject([
		{timeline: 2, ageMs: undefined, key: 'pg-test/2'},
		{timeline: 1, ageMs: 90_000, newLeader: 'pg-test-2'},
	]);
});

test('members and settings that decide an election are told', () => {
	expect(haView(fleet(), 'pg-test')).toMatchObject({
		members: [{name: 'pg-test-1'}, {name: 'pg-test-2'}, {name: 'pg-test-3'}],
		ttlSeconds: 30,
		lagMaxBytes: 1_048_576,
		failsafeMode: true,
		synchronousMode: false,
		paused: false,
		dcs: {lastSeenAgeMs: 1000, unlocked: false, failsafe: false, etcdHealthy: 3, etcdTotal: 3},
	});
});

test('without the DCS it is told when it was last reached, and which etcd members are left', () => {
	const state = both(
		silent('pg-test', 'patroniCluster'),
		silent('etcd-1', 'etcd'),
		patroni('pg-test-1', {clusterUnlocked: true, failsafeActive: true, dcsLastSeenAt: now - 40_000}),
		patroni('pg-test-2', {dcsLastSeenAt: now - 42_000}),
		patroni('pg-test-3', {dcsLastSeenAt: undefined}),
	);
	expect(haView(state, 'pg-test')).toMatchObject({
		freshness: 'failing',
		problem: 'no answer in 1 s',
		dcs: {lastSeenAgeMs: 40_000, unlocked: true, failsafe: true, etcdHealthy: 3, etcdTotal: 3},
	});
	// Its last answer is too old now to be counted.
	expect(haView(later(state, 20_000), 'pg-test')?.dcs.etcdHealthy).toBe(0);
});

test('before anything has answered everything is unknown', () => {
	expect(haView(grey(), 'pg-test')).toMatchObject({
		paused: undefined,
		failsafeMode: undefined,
		historyState: 'never',
		dcs: {lastSeenAt: undefined, unlocked: undefined, failsafe: undefined, etcdHealthy: undefined, etcdTotal: 3},
	});
});

test('old data keeps its age', () => {
	const state = later(fails(fleet(), 'pg-test', ['patroniCluster']), 30_000);
	expect(
		haView(
			changes(state, 'etcd', 'etcd-1', value => value),
			'pg-test',
		),
	).toMatchObject({ageMs: 30_000, freshness: 'failing'});
});

test('what is no PostgreSQL cluster has none of this', () => {
	expect(haView(fleet(), 'etcd')).toBeUndefined();
	expect(haView(fleet(), 'nobody')).toBeUndefined();
});
