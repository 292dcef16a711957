import {expect, test} from 'vitest';
import {nodeDetail} from '../../../source/store/selectors/node-detail.ts';
import {nodeRows} from '../../../source/store/selectors/node-rows.ts';
import {both, dead, member, node} from '../../kit/change.ts';
import {fileSystem} from '../../kit/readings.ts';
import {fails, fleet, grey, later, now} from '../../kit/state.ts';

test('a host is told by its fullest file system, memory, load, clock and what runs on it', () => {
	expect(nodeRows(fleet())[2]).toMatchObject({
		key: '10.10.10.12',
		name: 'pg-test-2',
		health: 'ok',
		roles: ['pgsql pg-test-2', 'etcd etcd-2'],
		diskMount: '/data',
		diskUsedFraction: 0.42,
		memoryUsedFraction: 0.4375,
		load1: 0.4,
		clockSkewMs: 0,
		failedUnits: [],
		ageMs: 0,
		freshness: 'fresh',
	});
});

test('before a host has answered everything of it is unknown', () => {
	expect(nodeRows(grey())[2]).toMatchObject({
		health: 'unknown',
		diskUsedFraction: undefined,
		memoryUsedFraction: undefined,
		uptimeMs: undefined,
		failedUnits: undefined,
		freshness: 'never',
	});
});

test('a dead host is critical, and keeps what it last said with its age', () => {
	const state = later(dead(fleet(), '10.10.10.12', 'pg-test-2', 'etcd-2'), 60_000);
	expect(nodeRows(state)[2]).toMatchObject({
		health: 'crit',
		diskUsedFraction: 0.42,
		ageMs: 60_000,
		freshness: 'failing',
	});
});

test('a host that was heard long ago and of which nothing bad is known is unknown, not ok', () => {
	const state = later(fleet(), 600_000);
	expect(nodeRows(state)[2]?.health).toBe('unknown');
});

test('what is found of an instance concerns its host', () => {
	const state = both(member('pg-test-2', {lagBytes: 1_500_000_000}));
	expect(nodeRows(state)[2]).toMatchObject({health: 'warn', finding: {rule: 'replica-lagging'}});
	expect(nodeRows(state)[1]?.findings).toBe(0);
});

test('a host that does not tell the time of its answer has no skew, rather than none', () => {
	expect(nodeRows(both(node({askedAt: undefined})))[2]?.clockSkewMs).toBeUndefined();
	expect(nodeRows(both(node({clockAt: now - 5000})))[2]?.clockSkewMs).toBe(-5000);
});

test('the details of a host are found by name and by address, file systems the fullest first', () => {
	const state = both(node({fileSystems: [fileSystem('/', 'a', 100, 0.1), fileSystem('/data', 'b', 100, 0.9)]}));
	const detail = nodeDetail(state, 'pg-test-2');
	expect(detail?.fileSystems.map(({mount}) => mount)).toEqual(['/data', '/']);
	expect(detail?.findings.map(({key}) => key)).toEqual(['disk-filling:pg-test-2']);
	expect(nodeDetail(state, '10.10.10.12')?.row.key).toBe('10.10.10.12');
	expect(nodeDetail(state, 'nobody')).toBeUndefined();
});

test('the statistics of its HAProxy have an age of their own', () => {
	const state = later(fails(fleet(), '10.10.10.12', ['haproxy']), 9000);
	expect(nodeDetail(state, 'pg-test-2')?.haproxy).toMatchObject({state: 'failing', ageMs: 9000});
	expect(nodeDetail(state, 'pg-test-2')?.status).toMatchObject({state: 'fresh'});
});
