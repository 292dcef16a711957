import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseLsn, printLsn} from '../../source/format/lsn.ts';

test('a position is read and printed as PostgreSQL does', () => {
	expect(parseLsn('16/B374D848')).toBe(0x16_b3_74_d8_48n);
	expect(printLsn(0x16_b3_74_d8_48n)).toBe('16/B374D848');
	expect(printLsn(0n)).toBe('0/0');
});

test.each(['', '16', '16/', '/B3', '16/B374D8480', '16/G', ' 16/B3', '0/-1'])('%j is not a position', text => {
	expect(parseLsn(text)).toBeUndefined();
});

test('printing and reading are each other’s inverse', () => {
	fc.assert(
		fc.property(fc.bigInt({min: 0n, max: 2n ** 64n - 1n}), lsn => {
			expect(parseLsn(printLsn(lsn))).toBe(lsn);
		}),
	);
});
