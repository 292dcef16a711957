import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createTimers} from '../../source/services/timers.ts';
import {fakeClock} from '../kit/fake-clock.ts';

test('timers fire in order, none early, and none more than 50 ms late', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.integer({min: 0, max: 10_000}), {maxLength: 200}), async delays => {
			const clock = fakeClock(0);
			const timers = createTimers(clock);
			const fired: (readonly [due: number, at: number])[] = [];
			delays.forEach(ms => timers.after(ms, () => fired.push([ms, clock.now()])));
			await clock.advance(20_000);
			expect(fired.map(([due]) => due)).toEqual(delays.toSorted((one, other) => one - other));
			expect(fired.every(([due, at]) => at >= due && at <= due + 50)).toBe(true);
			expect(clock.sleeping()).toBe(0);
		}),
		{numRuns: 50},
	);
});

test('what is cancelled does not fire and keeps nobody awake', async () => {
	const clock = fakeClock(0);
	const timers = createTimers(clock);
	const fired: string[] = [];
	const late = timers.after(1000, () => fired.push('late'));
	timers.after(100, () => fired.push('soon'));
	timers.cancel(late);
	timers.cancel(undefined);
	await clock.advance(200);
	expect(fired).toEqual(['soon']);
	expect(clock.sleeping()).toBe(0);
});

test('a timer that is due sooner than the one slept for wakes the sleeper', async () => {
	const clock = fakeClock(0);
	const timers = createTimers(clock);
	const fired: number[] = [];
	timers.after(5000, () => fired.push(clock.now()));
	await clock.advance(10);
	timers.after(20, () => fired.push(clock.now()));
	await clock.advance(100);
	expect(fired).toEqual([30]);
	await clock.advance(5000);
	expect(fired).toEqual([30, 5000]);
});

test('a timer may set timers, and nothing fires after stop', async () => {
	const clock = fakeClock(0);
	const timers = createTimers(clock);
	let ticks = 0;
	const tick = () => {
		ticks += 1;
		timers.after(100, tick);
	};
	timers.after(0, tick);
	expect(ticks).toBe(0);
	await clock.advance(1000);
	expect(ticks).toBe(11);
	timers.stop();
	timers.after(1, tick);
	await clock.advance(1000);
	expect(ticks).toBe(11);
	expect(clock.sleeping()).toBe(0);
});
