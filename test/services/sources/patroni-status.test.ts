import {expect, test} from 'vitest';
import {patroniStatus} from '../../../source/services/sources/patroni-status.ts';
import {http, sample, target} from './answers.ts';

const read = (body: string, status = 200) => patroniStatus.read(http(body, status), target('instance'));
const recorded = (path: string) => read(sample(path));

test.each([
	['patroni-3.0', 150_018, '3.0.2'],
	['patroni-4.0', 170_011, '4.0.7'],
	['patroni-4.1', 150_018, '4.1.5'],
])('%s: a leader', (version, serverVersion, patroniVersion) => {
	expect(recorded(`${version}/status.leader.json`)).toMatchObject({
		state: 'running',
		role: 'primary',
		serverVersion,
		patroniVersion,
		replayPaused: undefined,
		clusterUnlocked: false,
		failsafeActive: false,
		paused: false,
	});
});

test('times are epoch milliseconds, and large numbers keep all digits', () => {
	expect(recorded('patroni-3.0/status.leader.json')).toMatchObject({
		timeline: 1,
		postmasterStartedAt: Date.UTC(2026, 10, 23, 4, 59, 39, 449),
		dcsLastSeenAt: 1_795_410_032_000,
		systemIdentifier: '7711227141034831941',
		xlogLocationBytes: '117440608',
	});
});

test('a replica tells what it has replayed, and from 4.0 on whether it streams', () => {
	expect(recorded('patroni-4.0/status.replica.json')).toMatchObject({
		role: 'replica',
		replicationState: 'streaming',
		replayPaused: false,
		xlogLocationBytes: '100663392',
	});
	expect(recorded('patroni-3.0/status.replica.json').replicationState).toBeUndefined();
	expect(recorded('patroni-4.1/status.replica.json').replicationState).toBe('streaming');
});

test('503 has the same body, and any other status none', () => {
	const body = sample('patroni-3.0/status.replica.json');
	expect(read(body, 503).role).toBe('replica');
	expect(() => read(body, 404)).toThrow('HTTP status 404');
});

test('while etcd is gone a member still tells, and failsafe shows', () => {
	for (const path of ['patroni-3.0/status.etcd-down.json', 'patroni-4.1/status.etcd-down.json']) {
		expect(recorded(path)).toMatchObject({role: 'primary', clusterUnlocked: true, failsafeActive: true});
	}

	expect(recorded('patroni-4.1/status.etcd-down-replica.json')).toMatchObject({role: 'replica', clusterUnlocked: true});
});

test('pause and a pending restart are seen', () => {
	expect(recorded('patroni-4.1/status.paused-pending.json')).toMatchObject({paused: true, pendingRestart: true});
});

test('a member whose PostgreSQL is down says little, and nothing is made up', () => {
	expect(read('{"state":"stopped","role":"demoted","dcs_last_seen":0,"database_system_identifier":""}')).toEqual({
		state: 'stopped',
		role: 'unknown',
		serverVersion: undefined,
		timeline: undefined,
		postmasterStartedAt: undefined,
		xlogLocationBytes: undefined,
		replayPaused: undefined,
		replicationState: undefined,
		pendingRestart: false,
		paused: false,
		clusterUnlocked: false,
		failsafeActive: false,
		dcsLastSeenAt: undefined,
		systemIdentifier: undefined,
		patroniVersion: undefined,
		tags: {},
	});
});
