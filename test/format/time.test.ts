import fc from 'fast-check';
import {expect, test} from 'vitest';
import {clockMs, clockTime, hourMinute, isoDate, isoSeconds} from '../../source/format/time.ts';

test('a moment in each form', () => {
	const moment = Date.UTC(2026, 10, 24, 3, 12, 44, 7);
	expect(clockTime(moment)).toBe('03:12:44Z');
	expect(hourMinute(moment)).toBe('03:12');
	expect(clockMs(moment)).toBe('03:12:44.007');
	expect(isoDate(moment)).toBe('2026-11-24');
	expect(isoSeconds(moment)).toBe('2026-11-24T03:12:44Z');
});

test('the arithmetic agrees with the calendar, leap years and centuries included', () => {
	const years = fc.integer({min: Date.UTC(1, 0, 1) - 62_135_596_800_000, max: Date.UTC(9999, 11, 31)});
	fc.assert(
		fc.property(years, ms => {
			fc.pre(new Date(ms).getUTCFullYear() >= 0);
			expect(`${isoDate(ms)}T${clockMs(ms)}Z`).toBe(new Date(ms).toISOString());
		}),
		{numRuns: 2000},
	);
	for (const day of ['2000-02-29', '2100-02-28', '2100-03-01', '2024-12-31', '1970-01-01', '1969-12-31']) {
		expect(isoDate(Date.parse(day))).toBe(day);
	}
});
