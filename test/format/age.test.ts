import {expect, test} from 'vitest';
import {age} from '../../source/format/age.ts';

test.each([
	[0, '0s'],
	[999, '0s'],
	[2000, '2s'],
	[59_999, '59s'],
	[60_000, '1m'],
	[300_000, '5m'],
	[3_599_999, '59m'],
	[3_600_000, '1h'],
	[11_520_000, '3h12m'],
	[86_399_999, '23h59m'],
	[86_400_000, '1d'],
	[4 * 86_400_000 + 5, '4d'],
	[-400, '0s'],
	[-5000, '-5s'],
])('%d ms are %s', (ms, expected) => {
	expect(age(ms)).toBe(expected);
});
