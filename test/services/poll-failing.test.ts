import {expect, test} from 'vitest';
import {ShapeError} from '../../source/model/decode.ts';
import type {Source} from '../../source/services/source.ts';
import {ProblemError} from '../../source/services/world.ts';
import {one, poller, replication, slots, targets, untilAborted} from '../kit/poller.ts';

test('a source that dies is seen within two intervals and its deadline', async () => {
	let dead = false;
	const {clock, readings, setTargets, stop} = poller(asked => (dead ? untilAborted(asked) : []), {
		random: () => 0.999,
	});
	setTargets(one);
	await clock.advance(10_000);
	dead = true;
	await clock.advance(2 * 2000 + 1000);
	expect(readings.at(-1)?.ok).toBe(false);
	stop();
});

test.each([
	['unreachable', 0.999],
	['timeout', 0.999],
	['answer', 0.999],
	['timeout', 0],
] as const)('after a long failure (%s) a recovery is seen within 10 s', async (kind, random) => {
	let dead = true;
	const {clock, readings, setTargets, stop} = poller(
		asked =>
			dead ? (kind === 'timeout' ? untilAborted(asked) : Promise.reject(new ProblemError(kind, 'broken'))) : [],
		{random: () => random},
	);
	setTargets(one);
	for (const extra of [0, 1300, 2600, 3900]) {
		dead = true;
		await clock.advance(120_000 + extra);
		expect(readings.at(-1)?.ok).toBe(false);
		dead = false;
		await clock.advance(10_000);
		expect(readings.at(-1)?.ok).toBe(true);
	}

	stop();
});

test('who refuses is asked twice a minute, and a slow source is never asked more often because it fails', async () => {
	const refusing = poller(() => Promise.reject(new ProblemError('refused', 'wrong password')));
	refusing.setTargets(one);
	await refusing.clock.advance(600_000);
	expect(refusing.asked.length).toBeLessThan(28);
	refusing.stop();

	const slow = poller(() => Promise.reject(new ProblemError('answer', 'no')), {intervalsMs: {replication: 60_000}});
	slow.setTargets(one);
	await slow.clock.advance(600_000);
	expect(slow.asked.length).toBeLessThanOrEqual(11);
	slow.stop();
});

test('when a host is lost one source looks whether it is back, and the others say why without waiting', async () => {
	const activity: Source<'activity'> = {
		...slots,
		id: 'activity',
		everyMs: 1000,
		read: () => {
			throw new ShapeError('unused');
		},
	};
	const {clock, asked, of, setTargets, stop} = poller(untilAborted, {sources: {replication, slots, activity}});
	setTargets(one);
	await clock.advance(120_000);
	const late = asked.filter(({at}) => at > 30_000);
	expect(late.length).toBeLessThan(90_000 / 6000);
	for (const id of ['replication', 'slots', 'activity'] as const) {
		expect(of(id).at(-1)).toMatchObject({ok: false, problem: expect.stringContaining('no answer for')});
		expect(of(id).at(-1)?.after).toBeGreaterThan(100_000);
	}

	stop();
});

test('all sources of a host come back as soon as one has seen that it answers', async () => {
	let dead = true;
	const {clock, of, setTargets, stop} = poller(
		() => (dead ? Promise.reject(new ProblemError('unreachable', 'off')) : []),
		{sources: {replication, slots}, intervalsMs: {slots: 300_000}},
	);
	setTargets(one);
	await clock.advance(60_000);
	dead = false;
	await clock.advance(10_000);
	expect(of('replication').at(-1)?.ok).toBe(true);
	expect(of('slots').at(-1)?.ok).toBe(true);
	stop();
});

test('a hanging host delays no other, even when there are more of them than slots', async () => {
	const {clock, of, setTargets, stop} = poller(asked => (asked.target === 'pg-test-3' ? [] : untilAborted(asked)), {
		sources: {replication, slots},
		concurrency: 2,
	});
	setTargets(targets);
	await clock.advance(30_000);
	const before = of('replication', 'pg-test-3').length;
	await clock.advance(20_000);
	expect(of('replication', 'pg-test-3').length - before).toBeGreaterThanOrEqual(9);
	stop();
});

test('a poke polls at once, out of back-off too', async () => {
	let dead = true;
	const {clock, asked, of, setTargets, pokeNow, stop} = poller(
		() => (dead ? Promise.reject(new ProblemError('unreachable', 'off')) : []),
		{sources: {replication, slots}},
	);
	setTargets(one);
	await clock.advance(60_000);
	dead = false;
	pokeNow('replication', 'pg-test-1');
	await clock.advance(200);
	expect(of('replication').at(-1)?.ok).toBe(true);
	expect(of('slots').at(-1)?.ok).toBe(true);
	const before = asked.length;
	pokeNow();
	await clock.advance(20);
	expect(asked.length - before).toBe(2);
	stop();
});
