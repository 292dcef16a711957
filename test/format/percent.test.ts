import fc from 'fast-check';
import {expect, test} from 'vitest';
import {percent} from '../../source/format/percent.ts';

test.each([
	[0, '0%'],
	[0.001, '<1%'],
	[0.01, '1%'],
	[0.735, '73%'],
	[0.999, '99%'],
	[1, '100%'],
	[1.2, '120%'],
])('%d is %s', (fraction, expected) => {
	expect(percent(fraction)).toBe(expected);
});

test('whole percents are themselves, in spite of binary fractions', () => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 100}), whole => {
			expect(percent(whole / 100)).toBe(`${whole}%`);
		}),
		{numRuns: 200},
	);
});
