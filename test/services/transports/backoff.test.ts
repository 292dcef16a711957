import {expect, test} from 'vitest';
import {createBackoff} from '../../../source/services/transports/backoff.ts';
import {fakeClock} from '../../kit/fake-clock.ts';

/** How long it takes until the next attempt is due. */
const restMs = async (random: () => number, failures: number): Promise<number> => {
	const clock = fakeClock();
	const backoff = createBackoff(clock, random);
	for (let count = 0; count < failures; count += 1) {
		backoff.failed('broken');
	}

	let ms = 0;
	for (; backoff.resting() !== undefined; ms += 50) {
		await clock.advance(50);
	}

	return ms;
};

test('the rest doubles with each failure, up to a quarter of a minute', async () => {
	expect(await Promise.all([1, 2, 3, 4, 5, 6, 60].map(failures => restMs(() => 0, failures)))).toEqual([
		1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
	]);
});

test('chance leaves off up to half of it, so that a fleet does not come back in step', async () => {
	expect(await restMs(() => 0.5, 1)).toBe(750);
	expect(await restMs(() => 0.9, 3)).toBe(2200);
});

test('while resting the last problem is at hand, and a success forgets it', async () => {
	const clock = fakeClock();
	const backoff = createBackoff(clock, () => 0);
	expect(backoff.resting()).toBeUndefined();
	backoff.failed('first');
	backoff.failed('second');
	expect(backoff.resting()?.problem).toBe('second');
	backoff.succeeded();
	expect(backoff.resting()).toBeUndefined();
	backoff.failed('again');
	await clock.advance(1000);
	expect(backoff.resting()).toBeUndefined();
});

test.each([-3_600_000, 3_600_000])('a time of day that is corrected by %d ms changes nothing', async stepMs => {
	const clock = fakeClock();
	const backoff = createBackoff(clock, () => 0);
	backoff.failed('broken');
	clock.stepTimeOfDay(stepMs);
	await clock.advance(999);
	expect(backoff.resting()).toBeDefined();
	await clock.advance(1);
	expect(backoff.resting()).toBeUndefined();
});

test('without a steady clock, one that was set back does not hold anybody', () => {
	let now = 0;
	const backoff = createBackoff({now: () => now, sleep: () => Promise.resolve()}, () => 0);
	backoff.failed('broken');
	now = -3_600_000;
	expect(backoff.resting()).toBeUndefined();
});
