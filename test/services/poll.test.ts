import {expect, test} from 'vitest';
import {ShapeError} from '../../source/model/decode.ts';
import {targetsOf} from '../../source/model/targets.ts';
import type {Source} from '../../source/services/source.ts';
import {ProblemError} from '../../source/services/world.ts';
import {inventory} from '../kit/inventory.ts';
import {etcd, instance, never, one, poller, replication, slots, targets, untilAborted} from '../kit/poller.ts';

test('a source is asked once per interval, first within 300 ms, and each answer becomes a reading', async () => {
	const {clock, asked, readings, setTargets, stop} = poller(() => []);
	setTargets(one);
	await clock.advance(300);
	expect(asked).toHaveLength(1);
	await clock.advance(10_000);
	expect(asked).toHaveLength(6);
	expect(readings[0]).toMatchObject({id: 'replication', target: 'pg-test-1', ok: true, value: [], tookMs: 0});
	stop();
});

test('what came together drifts apart: intervals vary by a tenth either way', async () => {
	let turn = 0;
	const {clock, asked, setTargets, stop} = poller(() => [], {random: () => (turn++ % 2 === 0 ? 0 : 0.999)});
	setTargets(one);
	await clock.advance(60_000);
	const gaps = asked.slice(1).map(({at}, index) => at - (asked[index]?.at ?? 0));
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1800);
	expect(Math.max(...gaps)).toBeLessThanOrEqual(2210);
	expect(new Set(gaps).size).toBeGreaterThan(1);
	stop();
});

test('the interval of the configuration wins', async () => {
	const {clock, asked, setTargets, stop} = poller(() => [], {intervalsMs: {replication: 500}});
	setTargets(one);
	await clock.advance(10_000);
	expect(asked.length).toBeGreaterThan(18);
	stop();
});

test('polls of one target never overlap, and one that took long is followed by a rest', async () => {
	let under = 0;
	const clockOf: {sleep?: (ms: number) => Promise<void>} = {};
	const {clock, asked, setTargets, stop} = poller(
		async () => {
			expect((under += 1)).toBe(1);
			await clockOf.sleep?.(900);
			under -= 1;
			return [];
		},
		{intervalsMs: {replication: 500}},
	);
	clockOf.sleep = ms => clock.sleep(ms, new AbortController().signal);
	setTargets(one);
	await clock.advance(5000);
	expect(asked[1]?.at).toBeGreaterThanOrEqual((asked[0]?.at ?? 0) + 900 + 125);
	stop();
});

test('the deadline holds even when the world ignores its signal, and says so within it', async () => {
	const {clock, readings, asked, setTargets, stop} = poller(never);
	setTargets(one);
	await clock.advance(1500);
	expect(readings).toHaveLength(1);
	expect(readings[0]).toMatchObject({
		ok: false,
		problem: expect.stringContaining('pg-test-1: no answer for replication in 1 s\n'),
	});
	expect(readings[0]?.tookMs).toBeLessThanOrEqual(1200);
	expect(asked[0]?.limits).toMatchObject({timeoutMs: 1000, signal: {aborted: true}});
	await clock.advance(1400);
	expect(asked).toHaveLength(1);
	await clock.advance(2000);
	expect(asked).toHaveLength(2);
	stop();
});

test('an answer after the deadline is dropped: it was reported as missing and may be old', async () => {
	const clockOf: {sleep?: (ms: number) => Promise<void>} = {};
	const {clock, readings, setTargets, stop} = poller(async () => {
		await clockOf.sleep?.(1500);
		return [];
	});
	clockOf.sleep = ms => clock.sleep(ms, new AbortController().signal);
	setTargets(one);
	await clock.advance(20_000);
	expect(readings.length).toBeGreaterThan(2);
	expect(readings.every(({ok}) => !ok)).toBe(true);
	stop();
});

test.each([
	['a problem', new ProblemError('answer', 'pg-test-1: no\nDo this'), 'pg-test-1: no\nDo this'],
	[
		'an unknown shape',
		new ShapeError('[0].name: expected text'),
		'pg-test-1: replication: [0].name: expected text\nThe program there',
	],
	['a defect', new TypeError('x is \u001B[2J not a function'), 'replication went wrong: x is ␛[2J not a function'],
	['a throw of nothing', undefined, 'no error was given'],
])('%s is a failed reading and nothing is thrown', async (_name, error, text) => {
	const {clock, readings, setTargets, stop} = poller(() => Promise.reject(error));
	setTargets(one);
	await clock.advance(500);
	expect(readings).toMatchObject([{ok: false, problem: expect.stringContaining(text)}]);
	stop();
});

test('a source whose question or reading throws fails alone', async () => {
	const broken: Source<'slots'> = {
		...slots,
		ask: () => {
			throw new Error('no such field');
		},
	};
	const {clock, of, setTargets, stop} = poller(() => [], {sources: {replication, slots: broken}});
	setTargets(one);
	await clock.advance(1000);
	expect(of('slots')).toMatchObject([{ok: false, problem: expect.stringContaining('no such field')}]);
	expect(of('replication')).toMatchObject([{ok: true}]);
	stop();
});

test('no more than so many ask at the same time', async () => {
	let most = 0;
	let now = 0;
	const clockOf: {sleep?: (ms: number) => Promise<void>} = {};
	const {clock, of, setTargets, stop} = poller(
		async () => {
			most = Math.max(most, (now += 1));
			await clockOf.sleep?.(50);
			now -= 1;
			return [];
		},
		{concurrency: 3, sources: {replication, slots}},
	);
	clockOf.sleep = ms => clock.sleep(ms, new AbortController().signal);
	setTargets(targets);
	await clock.advance(3000);
	expect(most).toBe(3);
	expect(new Set(of('replication').map(({target}) => target)).size).toBe(4);
	stop();
});

test('targets come and go while it runs: those that stay are not disturbed', async () => {
	const {clock, asked, readings, setTargets, stop} = poller(() => []);
	setTargets([instance('pg-test-1'), instance('pg-test-2')]);
	await clock.advance(1000);
	setTargets([...targetsOf(inventory())].filter(({id}) => id === 'pg-test-2' || id === 'pg-test-3'));
	await clock.advance(300);
	expect(asked.map(({target}) => target).sort()).toEqual(['pg-test-1', 'pg-test-2', 'pg-test-3']);
	readings.length = 0;
	await clock.advance(10_000);
	expect(new Set(readings.map(({target}) => target))).toEqual(new Set(['pg-test-2', 'pg-test-3']));
	stop();
});

test('a target that moved to another address is asked anew, and the old answer is thrown away', async () => {
	const {clock, asked, readings, setTargets, stop} = poller(now => (now.at < 350 ? untilAborted(now) : []));
	setTargets(one);
	await clock.advance(350);
	const [target] = one;
	if (target?.kind !== 'instance') {
		throw new Error('an instance');
	}

	setTargets([{...target, node: {...target.node, ip: '10.10.10.99'}}]);
	expect(asked[0]?.limits.signal.aborted).toBe(true);
	await clock.advance(500);
	expect(readings).toMatchObject([{ok: true}]);
	stop();
});

test('a poke while a poll is under way brings another one right after it', async () => {
	const clockOf: {sleep?: (ms: number) => Promise<void>} = {};
	const {clock, asked, setTargets, pokeNow, stop} = poller(async () => {
		await clockOf.sleep?.(500);
		return [];
	});
	clockOf.sleep = ms => clock.sleep(ms, new AbortController().signal);
	setTargets(one);
	await clock.advance(200);
	pokeNow('replication');
	await clock.advance(500);
	expect(asked).toHaveLength(2);
	stop();
});

test('it knows when everything has answered or failed once', async () => {
	const {clock, setTargets, allAnswered, stop} = poller(
		asked => (asked.target === 'etcd-1' ? Promise.reject(new ProblemError('answer', 'no')) : []),
		{sources: {replication, etcd}},
	);
	setTargets(targets);
	expect(allAnswered()).toBe(false);
	await clock.advance(400);
	expect(allAnswered()).toBe(true);
	stop();
});

test('nothing is left after stop: no timer, no reading, and what was under way is told to end', async () => {
	const {clock, asked, readings, setTargets, stop} = poller(untilAborted, {concurrency: 2});
	setTargets(targets);
	await clock.advance(200);
	stop();
	expect(asked.map(({limits}) => limits.signal.aborted)).toEqual([true, true]);
	await clock.advance(60_000);
	expect(clock.sleeping()).toBe(0);
	expect(readings).toEqual([]);
	expect(asked).toHaveLength(2);
});

test('a correction of the time of day by an hour either way changes no interval', async () => {
	const {clock, asked, setTargets, stop} = poller(() => []);
	setTargets(one);
	await clock.advance(10_000);
	clock.stepTimeOfDay(-3_600_000);
	await clock.advance(10_000);
	clock.stepTimeOfDay(7_200_000);
	await clock.advance(10_000);
	expect(asked).toHaveLength(15);
	stop();
});

test('what is polled can be told before anything has answered', () => {
	const {polled, setTargets, stop} = poller(never);
	expect(polled()).toEqual([]);
	setTargets(one);
	expect(polled()).toEqual([{id: 'replication', target: 'pg-test-1'}]);
	stop();
	expect(polled()).toEqual([]);
});
