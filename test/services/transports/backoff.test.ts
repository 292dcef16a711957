import {expect, test} from 'vitest';
import {createBackoff} from '../../../source/services/transports/backoff.ts';
import {manualClock} from '../../kit/manual-clock.ts';

/** How long it takes until the next attempt is due. */
const restMs = (random: () => number, failures: number): number => {
	const clock = manualClock();
	const backoff = createBackoff(clock, random);
	for (let count = 0; count < failures; count += 1) {
		backoff.failed('broken');
	}

	let ms = 0;
	for (; backoff.resting() !== undefined; ms += 50) {
		clock.advance(50);
	}

	return ms;
};

test('the rest doubles with each failure, up to a quarter of a minute', () => {
	expect([1, 2, 3, 4, 5, 6, 60].map(failures => restMs(() => 0, failures))).toEqual([
		1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
	]);
});

test('chance leaves off up to half of it, so that a fleet does not come back in step', () => {
	expect(restMs(() => 0.5, 1)).toBe(750);
	expect(restMs(() => 0.9, 3)).toBe(2200);
});

test('while resting the last problem is at hand, and a success forgets it', () => {
	const clock = manualClock();
	const backoff = createBackoff(clock, () => 0);
	expect(backoff.resting()).toBeUndefined();
	backoff.failed('first');
	backoff.failed('second');
	expect(backoff.resting()?.problem).toBe('second');
	backoff.succeeded();
	expect(backoff.resting()).toBeUndefined();
	backoff.failed('again');
	clock.advance(1000);
	expect(backoff.resting()).toBeUndefined();
});

test('a clock that was set back does not hold anybody', () => {
	const clock = manualClock();
	const backoff = createBackoff(clock, () => 0);
	backoff.failed('broken');
	clock.advance(-3_600_000);
	expect(backoff.resting()).toBeUndefined();
});
