import fc from 'fast-check';
import {expect, test} from 'vitest';
import {timestamp} from '../../../source/services/sources/timestamp.ts';

test.each([
	['2026-11-23 04:59:39.449065+00:00', Date.UTC(2026, 10, 23, 4, 59, 39, 449)],
	['2026-11-23T04:59:39+08:00', Date.UTC(2026, 10, 22, 20, 59, 39)],
	['2026-11-23T04:59:39.6Z', Date.UTC(2026, 10, 23, 4, 59, 39, 600)],
	['2026-11-23T05:39:36.639218649Z', Date.UTC(2026, 10, 23, 5, 39, 36, 639)],
	['2026-11-23 04:59:39 +0530', Date.UTC(2026, 10, 22, 23, 29, 39)],
	['2026-11-23 04:59:39+00', Date.UTC(2026, 10, 23, 4, 59, 39)],
])('%s', (text, at) => {
	expect(timestamp(text)).toBe(at);
});

test.each(['2026-11-23 04:59:39', '2026-13-45T00:00:00Z', 'now', ''])('%j is not a time with its zone', text => {
	expect(() => timestamp(text, '.at')).toThrow('.at: expected a time with its zone');
});

test('what JavaScript writes is read back', () => {
	fc.assert(
		fc.property(fc.date({min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true}), date => {
			expect(timestamp(date.toISOString())).toBe(date.getTime());
		}),
	);
});
