import {expect, test} from 'vitest';
import type {SourceId} from '../../../source/model/sample.ts';
import {ShapeError} from '../../../source/model/decode.ts';
import type {Fault} from '../../../source/services/simulator/fault.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {askAll, askOne, targetsIn, valuesOf} from './fleet-asker.ts';
import {leapingClock} from './leaping-clock.ts';

/** A healthy fleet whose clock leaps; `ask` says what a source got of a target, and how long it took. */
const stand = () => {
	const clock = leapingClock();
	const simulation = createSimulation({seed: 3, scenario: 'healthy', clock});
	const targets = targetsIn(simulation);
	const ask = async <Id extends SourceId>(id: Id, target: string) => {
		const found = targets.find(one => one.id === target && one.kind !== 'infra');
		if (found === undefined) throw new Error(`no target ${target}`);
		const before = clock.now();
		const answer = await askOne(simulation, id, found);
		return {
			value: 'value' in answer ? answer.value : undefined,
			kind: 'problem' in answer ? answer.problem.kind : undefined,
			message: 'problem' in answer ? answer.problem.message : '',
			tookMs: clock.now() - before,
		};
	};
	const wait = (ms: number) => {
		clock.set(clock.now() + ms);
	};
	return {simulation, targets, ask, wait, clock};
};

test('a host that is off is given up at the deadline, or earlier when the network says that there is no way', async () => {
	const {simulation, ask} = stand();
	simulation.inject({kind: 'node-down', on: 'pg-test-2'});
	expect(await ask('patroniStatus', 'pg-test-2')).toMatchObject({kind: 'timeout', tookMs: 2000});
	expect(await ask('backup', 'pg-test-2')).toMatchObject({kind: 'unreachable', tookMs: 3000});
	expect((await ask('backup', 'pg-test-2')).message).toMatch(/^pg-test-2:22: no route to host\n/);
	simulation.heal('node-down', 'pg-test-2');
	expect(await ask('backup', 'pg-test-2')).toMatchObject({kind: undefined, tookMs: 0});
});

test('a host that hangs takes the whole deadline, whatever is asked', async () => {
	const {simulation, ask} = stand();
	simulation.inject({kind: 'node-frozen', on: 'pg-test-2'});
	expect(await ask('instance', 'pg-test-2')).toMatchObject({kind: 'timeout', tookMs: 3000});
	expect(await ask('node', '10.10.10.12')).toMatchObject({kind: 'timeout', tookMs: 5000});
	expect(await ask('node', '10.10.10.11')).toMatchObject({kind: undefined, tookMs: 0});
});

test('who gives up waits no longer', async () => {
	const {simulation, targets, clock} = stand();
	simulation.inject({kind: 'node-frozen', on: 'pg-test-2'});
	const target = targets.find(({id}) => id === 'pg-test-2');
	if (target === undefined) throw new Error('no pg-test-2');
	const before = clock.now();
	const limits = {timeoutMs: 60_000, signal: AbortSignal.abort()};
	await expect(simulation.world.ask(target, {via: 'patroni', path: '/patroni'}, limits)).rejects.toMatchObject({
		kind: 'timeout',
	});
	expect(clock.now()).toBe(before);
});

test('a slow link delays each answer, and is a timeout only when it is slower than the deadline', async () => {
	const {simulation, ask} = stand();
	simulation.inject({kind: 'link-latency', on: 'pg-test-1', ms: 900});
	expect(await ask('instance', 'pg-test-1')).toMatchObject({kind: undefined, tookMs: 900});
	simulation.inject({kind: 'link-latency', on: 'pg-test-1', ms: 10_000});
	expect(await ask('instance', 'pg-test-1')).toMatchObject({kind: 'timeout', tookMs: 3000});
});

test('a skewed clock shows in what the host and its PostgreSQL say of the time', async () => {
	const {simulation, ask} = stand();
	simulation.inject({kind: 'clock-skew', on: 'pg-test-2', ms: 5000});
	const {value} = await ask('node', '10.10.10.12');
	expect((value?.clockAt ?? 0) - (value?.askedAt ?? 0)).toBeCloseTo(5000, 0);
	expect(((await ask('instance', 'pg-test-2')).value?.clockAt ?? 0) - simulation.stage().now).toBe(5000);
});

test.each(['garbage', 'truncated', 'page', 'shape'] as const)(
	'a wrong answer (%s) is refused by every decoder that sees it',
	async how => {
		const {simulation, targets} = stand();
		simulation.inject({kind: 'wrong-answers', on: 'pg-test-1', how});
		const about = targets.filter(({id}) => id === 'pg-test-1' || id === 'pg-test');
		for (const id of ['patroniCluster', 'patroniStatus', 'instance', 'archiver', 'activity', 'backup'] as const) {
			await expect(askAll(simulation, about, [id]), id).rejects.toBeInstanceOf(ShapeError);
		}
	},
);

test('a paused cluster, a setting that waits and a paused replay are seen where PostgreSQL and Patroni show them', async () => {
	const {simulation, ask, wait} = stand();
	simulation.inject({kind: 'patroni-paused', on: 'pg-test'});
	simulation.inject({kind: 'pending-restart', on: 'pg-test-2'});
	simulation.inject({kind: 'replay-paused', on: 'pg-test-3'});
	wait(30_000);
	const cluster = (await ask('patroniCluster', 'pg-test')).value;
	expect(cluster?.paused).toBe(true);
	expect(cluster?.members.map(({pendingRestart}) => pendingRestart)).toEqual([false, true, false]);
	expect(cluster?.members[2]?.replayLagBytes ?? 0).toBeGreaterThan(10_000_000);
	expect(cluster?.members[2]?.receiveLagBytes ?? 0).toBeLessThan(1_000_000);
	expect((await ask('patroniConfig', 'pg-test')).value?.paused).toBe(true);
	expect((await ask('instance', 'pg-test-2')).value?.pendingRestart).toEqual(['max_connections']);
	expect((await ask('instance', 'pg-test-3')).value).toMatchObject({replayPaused: true});
	simulation.heal('replay-paused', 'pg-test-3');
	wait(10_000);
	expect((await ask('patroniCluster', 'pg-test')).value?.members[2]?.lagBytes ?? 0).toBeLessThan(1_000_000);
});

test('a standby that receives nothing is no longer a peer of the leader, and its slot is idle and keeps WAL', async () => {
	const {simulation, ask, wait} = stand();
	simulation.inject({kind: 'receiver-down', on: 'pg-test-2'});
	wait(60_000);
	expect((await ask('replication', 'pg-test-1')).value?.map(({name}) => name)).toEqual(['pg-test-3']);
	expect((await ask('patroniCluster', 'pg-test')).value?.members[1]?.state).toBe('in archive recovery');
	const slot = (await ask('slots', 'pg-test-1')).value?.find(({name}) => name === 'pg_test_2');
	expect(slot?.active).toBe(false);
	expect(slot?.retainedBytes ?? 0).toBeGreaterThan(40_000_000);
});

test('a forgotten slot keeps more and more WAL', async () => {
	const {simulation, ask, wait} = stand();
	simulation.inject({kind: 'slot-idle', on: 'pg-test'});
	wait(60_000);
	const slot = (await ask('slots', 'pg-test-1')).value?.find(({type}) => type === 'logical');
	expect(slot).toMatchObject({active: false, database: 'test'});
	expect(slot?.retainedBytes ?? 0).toBeGreaterThan(40_000_000);
});

test('a lock pile-up takes connections, and in the end clients wait in pgbouncer', async () => {
	const {simulation, ask, wait} = stand();
	simulation.inject({kind: 'lock-pile-up', on: 'pg-test'});
	wait(90_000);
	expect((await ask('activity', 'pg-test-1')).value).toMatchObject({waitingOnLock: 90});
	expect((await ask('pgbouncer', 'pg-test-1')).value?.[0]).toMatchObject({database: 'test', maxWaitMs: 2480.123});
	expect((await ask('activity', 'pg-test-2')).value?.waitingOnLock).toBe(0);
});

test('a failed unit is named by its host, and nothing listens in its place', async () => {
	const {simulation, ask} = stand();
	simulation.inject({kind: 'unit-failed', on: 'pg-test-1', unit: 'pgbouncer'});
	expect((await ask('node', '10.10.10.11')).value).toMatchObject({
		failedUnits: ['pgbouncer'],
		units: {pgbouncer: 'failed', patroni: 'active'},
	});
	expect((await ask('pgbouncer', 'pg-test-1')).kind).toBe('refused');
	expect((await ask('pgbouncer', 'pg-test-2')).kind).toBeUndefined();
});

test('a crashed server refuses, a starting one says so, and alerts come when metrics were taken', async () => {
	const {simulation, ask, wait, targets} = stand();
	simulation.inject({kind: 'postgres-crash', on: 'pg-user-2'});
	wait(12_000);
	expect(await ask('instance', 'pg-user-2')).toMatchObject({kind: 'refused'});
	const infra = targets.filter(({kind}) => kind === 'infra');
	expect(valuesOf(await askAll(simulation, infra), 'alerts').get('10.10.10.5')).toMatchObject([
		{name: 'PostgresDown', state: 'pending'},
	]);
	simulation.heal('postgres-crash', 'pg-user-2');
	wait(1000);
	expect((await ask('instance', 'pg-user-2')).message).toContain('57P03');
	wait(4000);
	expect((await ask('instance', 'pg-user-2')).kind).toBeUndefined();
});

test('a cluster answers through any member that can', async () => {
	const {simulation, ask} = stand();
	for (const [on, next] of [
		['pg-test-1', 'pg-test-2'],
		['pg-test-2', 'pg-test-3'],
	] as const) {
		simulation.inject({kind: 'node-frozen', on});
		expect((await ask('patroniCluster', 'pg-test')).value?.answeredBy).toBe(next);
	}

	simulation.inject({kind: 'node-frozen', on: 'pg-test-3'});
	expect((await ask('patroniCluster', 'pg-test')).kind).toBe('timeout');
});

test('an unknown scenario, host, cluster and query are refused in words', async () => {
	const {simulation, targets, clock} = stand();
	expect(() => createSimulation({seed: 1, scenario: 'nothing', clock})).toThrow('no scenario is called nothing');
	const other = targetsIn(createSimulation({seed: 1, scenario: 'healthy', fleet: 20, clock})).find(
		({kind}) => kind === 'instance',
	);
	const own = targets.find(({id}) => id === 'pg-test-1');
	if (other === undefined || own === undefined) throw new Error('no instance');
	const limits = {timeoutMs: 1000, signal: new AbortController().signal};
	await expect(simulation.world.ask(other, {via: 'patroni', path: '/patroni'}, limits)).rejects.toMatchObject({
		kind: 'unreachable',
	});
	await expect(
		simulation.world.ask(own, {via: 'sql', variants: [{since: 1, text: 'select 1'}]}, limits),
	).rejects.toMatchObject({kind: 'answer'});
});

test('every fault can be injected and healed, alone and twice', async () => {
	const faults: readonly Fault[] = [
		{kind: 'node-down', on: 'pg-test-1'},
		{kind: 'etcd-down', on: 'etcd-1'},
		{kind: 'disk-filling', on: 'pg-test-1', fraction: 1, overMs: 10},
	];
	const {simulation, ask, wait} = stand();
	for (const fault of faults) {
		simulation.inject(fault);
		simulation.inject(fault);
		wait(1000);
		simulation.heal(fault.kind, fault.on);
	}

	wait(10_000);
	expect((await ask('instance', 'pg-test-1')).kind).toBeUndefined();
	expect(
		simulation
			.stage()
			.faults.all()
			.every(({until}) => until <= simulation.stage().now),
	).toBe(true);
});
