import fc from 'fast-check';
import {expect, test} from 'vitest';
import {between, drift, hex, roll, saltOf} from '../../../source/services/simulator/random.ts';

test('the same words give the same number, and it is in [0, 1)', () => {
	fc.assert(
		fc.property(fc.integer(), fc.string(), fc.double({noNaN: true, noDefaultInfinity: true}), (seed, name, turn) => {
			const number = roll(saltOf(seed, name), turn);
			expect(number).toBe(roll(saltOf(seed, name), turn));
			expect(number).toBeGreaterThanOrEqual(0);
			expect(number).toBeLessThan(1);
		}),
	);
});

test('turns and names are spread evenly', () => {
	const rolls = Array.from({length: 10_000}, (_, turn) => roll(saltOf(1, 'a'), turn));
	expect(rolls.reduce((sum, number) => sum + number, 0) / rolls.length).toBeCloseTo(0.5, 1);
	expect(new Set(Array.from({length: 1000}, (_, index) => saltOf(1, `pg-test-${index}`))).size).toBe(1000);
	expect(new Set(rolls.map(number => Math.floor(number * 10))).size).toBe(10);
});

test('a number between two bounds takes both of them', () => {
	const seen = new Set(Array.from({length: 200}, (_, turn) => between(7, turn, 3, 6)));
	expect([...seen].sort((one, other) => one - other)).toEqual([3, 4, 5, 6]);
});

test('drift moves without jumps', () => {
	for (let at = 0; at < 60_000; at += 100) {
		expect(Math.abs(drift(3, at + 100, 10_000) - drift(3, at, 10_000))).toBeLessThan(0.05);
	}
});

test('hexadecimal text has the length asked for', () => {
	expect(hex(1, 2, 40)).toMatch(/^[0-9a-f]{40}$/);
	expect(hex(1, 2, 7)).toHaveLength(7);
});
