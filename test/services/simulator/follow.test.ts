import {expect, test} from 'vitest';
import type {InventoryNode} from '../../../source/model/inventory/inventory.ts';
import type {LogProgram} from '../../../source/model/log.ts';
import {secret} from '../../../source/model/secret.ts';
import type {Scenario} from '../../../source/services/simulator/scenarios.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {ProblemError} from '../../../source/services/world.ts';
import {leapingClock} from './leaping-clock.ts';

const nodeAt = (ip: string): InventoryNode => ({
	ip,
	name: undefined,
	cluster: 'pg-test',
	groups: [],
	ssh: {host: ip, port: undefined, user: undefined, keyFile: undefined, local: false, extraArgs: undefined},
	roles: [],
	haproxy: {enabled: true, port: 9101, user: 'admin', password: secret('x')},
});

type Options = {
	readonly scenario?: string | Scenario;
	readonly program: LogProgram;
	readonly ip?: string;
	readonly forMs: number;
};

/** What a follower gets within a time: `first` is the backfill. */
const follow = async ({scenario = 'healthy', program, ip = '10.10.10.11', forMs}: Options) => {
	const clock = leapingClock();
	const until = clock.now() + forMs;
	const stop = new AbortController();
	const chunks: Uint8Array[] = [];
	let first = 0;
	const patient = {
		...clock,
		sleep: async (ms: number, signal: AbortSignal) => {
			first ||= chunks.length;
			await clock.sleep(ms, signal);
			if (clock.now() >= until) {
				stop.abort();
			}
		},
	};
	const world = createSimulation({seed: 5, scenario, clock: patient}).world;
	const request = {node: nodeAt(ip), program, subject: 'pg-test', backfillLines: 200};
	const end = await world.follow(request, chunk => chunks.push(chunk), stop.signal).catch((error: unknown) => error);
	const bytes = Buffer.concat(chunks);
	return {
		chunks,
		bytes,
		lines: bytes.toString().split('\n').slice(0, -1),
		backfill: Buffer.concat(chunks.slice(0, first)).toString().split('\n').length - 1,
		end,
	};
};

test('a log begins with the lines asked for and goes on with what happens', async () => {
	const {lines, backfill, end} = await follow({program: 'patroni', forMs: 60_000});
	expect(end).toBeUndefined();
	expect(backfill).toBe(200);
	expect(lines.length - backfill).toBeGreaterThanOrEqual(11);
	expect(lines.length - backfill).toBeLessThanOrEqual(13);
	const messages = lines.map(line => JSON.parse(line) as {MESSAGE: string; __REALTIME_TIMESTAMP: string});
	expect(messages[0]?.MESSAGE).toMatch(
		/^2026-11-23 0\d:\d\d:\d\d \+0000 INFO: no action\. I am \(pg-test-1\), the leader with the lock$/,
	);
	const times = messages.map(({__REALTIME_TIMESTAMP: at}) => Number(at));
	expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test('the same seed writes the same bytes', async () => {
	const [one, other] = [
		await follow({program: 'postgres', forMs: 30_000}),
		await follow({program: 'postgres', forMs: 30_000}),
	];
	expect(one.bytes.equals(other.bytes)).toBe(true);
	expect(one.chunks.map(({length}) => length)).toEqual(other.chunks.map(({length}) => length));
});

test('chunks are cut in the middle of lines', async () => {
	const {chunks} = await follow({program: 'postgres', forMs: 60_000});
	expect(chunks.some(chunk => chunk.at(-1) !== 10)).toBe(true);
});

test('csvlog has 26 columns and rising times', async () => {
	const {bytes} = await follow({program: 'postgres', forMs: 600_000});
	const records = csvRecords(bytes.toString());
	expect(records.length).toBeGreaterThan(500);
	expect(new Set(records.map(({length}) => length))).toEqual(new Set([26]));
	for (const [time = '', , , , , , , , , , , severity] of records) {
		expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC$/);
		expect(['LOG', 'ERROR', 'FATAL']).toContain(severity);
	}

	const messages = records.map(record => record[13] ?? '');
	for (const start of [
		'duration: ',
		'checkpoint complete: ',
		'connection authorized: ',
		'automatic vacuum of table',
		'deadlock detected',
	]) {
		expect(
			messages.some(message => message.startsWith(start)),
			start,
		).toBe(true);
	}
});

test('a failover is told by the logs of all who were in it', async () => {
	const [old, postgres, haproxy, kernel] = [
		await follow({scenario: 'failover', program: 'patroni', forMs: 60_000}),
		await follow({scenario: 'failover', program: 'postgres', forMs: 60_000}),
		await follow({scenario: 'failover', program: 'haproxy', forMs: 60_000, ip: '10.10.10.12'}),
		await follow({scenario: 'failover', program: 'kernel', forMs: 60_000}),
	];
	expect(old.bytes.toString()).toContain('removed leader key after trying and failing to start postgres');
	expect(postgres.bytes.toString()).toContain(',PANIC,58030,');
	expect(haproxy.bytes.toString()).toContain('Server pg-test-primary/pg-test-1 is DOWN');
	expect(kernel.bytes.toString()).toContain('I/O error');
});

test('every program that has a log here writes something in an hour', async () => {
	for (const [program, ip] of [
		['pgbouncer', '10.10.10.11'],
		['pgbackrest', '10.10.10.11'],
		['etcd', '10.10.10.8'],
		['redis', '10.10.10.19'],
	] as const) {
		const {lines} = await follow({program, ip, forMs: 3_600_000});
		expect(lines.length, program).toBeGreaterThan(10);
	}
});

test('a flood has as many lines a second as it was told to', async () => {
	const scenario: Scenario = {
		name: 'flood',
		about: '',
		faults: [{fault: {kind: 'log-flood', on: 'pg-test-1', linesPerSecond: 2000}, fromMs: 0}],
	};
	const {lines} = await follow({scenario, program: 'postgres', forMs: 5000});
	expect(lines.filter(line => line.includes('"flood"')).length / 5).toBeGreaterThan(1900);
});

test('a hostile log has what a terminal and a parser must be saved from', async () => {
	const scenario: Scenario = {
		name: 'hostile',
		about: '',
		faults: [{fault: {kind: 'log-hostile', on: 'pg-test-1'}, fromMs: 0}],
	};
	const {bytes, lines} = await follow({scenario, program: 'pgbouncer', forMs: 20_000});
	expect(bytes.includes('\u001B]52;')).toBe(true);
	expect(bytes.includes('\u202E')).toBe(true);
	expect(bytes.includes(Buffer.from([0xff, 0xfe]))).toBe(true);
	expect(Math.max(...lines.map(({length}) => length))).toBeGreaterThan(1024 ** 2);
});

test('a host that is off cannot be followed, and one that dies ends the stream', async () => {
	const off: Scenario = {name: 'off', about: '', faults: [{fault: {kind: 'node-down', on: 'pg-test-1'}, fromMs: 0}]};
	const dies: Scenario = {
		name: 'dies',
		about: '',
		faults: [{fault: {kind: 'node-down', on: 'pg-test-1'}, fromMs: 10_000}],
	};
	const never = await follow({scenario: off, program: 'postgres', forMs: 60_000});
	expect(never.end).toBeInstanceOf(ProblemError);
	expect(never.lines).toEqual([]);
	const later = await follow({scenario: dies, program: 'postgres', forMs: 60_000});
	expect(later.end).toMatchObject({kind: 'unreachable'});
	expect(later.lines.length).toBeGreaterThan(0);
});

/** A plain reader of CSV, for these tests alone. */
const csvRecords = (text: string): readonly (readonly string[])[] => {
	const records: string[][] = [];
	let record: string[] = [];
	for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n)/g)) {
		record.push(quoted?.replaceAll('""', '"') ?? plain);
		if (end === '\n') {
			records.push(record);
			record = [];
		}
	}

	return records;
};
