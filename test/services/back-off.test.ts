import fc from 'fast-check';
import {expect, test} from 'vitest';
import {backOffMs, type Failing, jittered, probeMs} from '../../source/services/back-off.ts';

const failing: fc.Arbitrary<Failing> = fc.record({
	failures: fc.integer({min: 1, max: 100_000}),
	everyMs: fc.integer({min: 500, max: 300_000}),
	timeoutMs: fc.integer({min: 500, max: 30_000}),
});
const kind = fc.constantFrom('answer', 'refused', 'timeout', 'unreachable');

test('a failing source waits at least its interval, and longer the longer it fails, up to a bound', () => {
	fc.assert(
		fc.property(kind, failing, (word, given) => {
			const ms = backOffMs(word, given);
			expect(ms).toBeGreaterThanOrEqual(given.everyMs);
			expect(ms).toBeLessThanOrEqual(Math.max(given.everyMs, 30_000));
			expect(backOffMs(word, {...given, failures: given.failures + 1})).toBeGreaterThanOrEqual(ms);
		}),
	);
});

test.each([
	[1, 2000, 2000],
	[2, 4000, 4000],
	[3, 7000, 8000],
	[9, 7000, 30_000],
])('after %i failures a source of 2 s waits %i ms, or %i when it is refused', (failures, other, refused) => {
	const given = {failures, everyMs: 2000, timeoutMs: 2000};
	expect(backOffMs('answer', given)).toBe(other);
	expect(backOffMs('refused', given)).toBe(refused);
});

test('a lost host with a deadline of 5 s or less is found again within 10 s, however it is timed', () => {
	fc.assert(
		fc.property(failing, fc.double({min: 0, max: 0.999, noNaN: true}), (given, random) => {
			fc.pre(given.timeoutMs <= 5000);
			expect(given.timeoutMs + jittered(probeMs(given), () => random)).toBeLessThan(10_000);
		}),
	);
});

test('looking whether a host is back takes at most some half of the time', () => {
	fc.assert(
		fc.property(failing, given => {
			fc.pre(given.failures > 20);
			expect(given.timeoutMs / (given.timeoutMs + probeMs(given))).toBeLessThan(0.56);
		}),
	);
});
