import fc from 'fast-check';
import {expect, test} from 'vitest';
import {bar} from '../../source/format/bar.ts';

test('a bar shows its fraction', () => {
	expect(bar(0, 4)).toBe('    ');
	expect(bar(0.5, 4)).toBe('██  ');
	expect(bar(0.3, 4)).toBe('█▎  ');
	expect(bar(1, 4)).toBe('████');
	expect(bar(2, 4)).toBe('████');
	expect(bar(undefined, 4)).toBe('····');
	expect(bar(Number.NaN, 4)).toBe('····');
});

test('a bar has its width, is full only at one and empty only at zero', () => {
	const between = fc.double({min: Number.MIN_VALUE, max: 1 - Number.EPSILON, noNaN: true});
	fc.assert(
		fc.property(between, fc.integer({min: 1, max: 30}), (fraction, width) => {
			const drawn = bar(fraction, width);
			expect(drawn).toHaveLength(width);
			expect(drawn).not.toBe('█'.repeat(width));
			expect(drawn.trim()).not.toBe('');
		}),
	);
});
