import {expect, test} from 'vitest';
import {byteRate, count, rate} from '../../source/format/rate.ts';

test.each([
	[0, '0'],
	[0.04, '<0.1'],
	[0.42, '0.4'],
	[9.94, '9.9'],
	[9.97, '10'],
	[12, '12'],
	[999.4, '999'],
	[999.6, '1.0k'],
	[1234, '1.2k'],
	[340_000_000, '340M'],
	[12_000_000_000, '12G'],
	[-3, '-3'],
])('%d is counted as %s', (value, expected) => {
	expect(count(value)).toBe(expected);
});

test('rates', () => {
	expect(rate(1234)).toBe('1.2k/s');
	expect(byteRate(831_488)).toBe('812 kB/s');
});
