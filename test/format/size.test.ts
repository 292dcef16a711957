import fc from 'fast-check';
import {expect, test} from 'vitest';
import {size} from '../../source/format/size.ts';

test.each([
	[0, '0 B'],
	[1, '1 B'],
	[999, '999 B'],
	[1000, '1 kB'],
	[1024, '1 kB'],
	[10_240, '10 kB'],
	[1_048_576, '1 MB'],
	[1_503_238_553, '1.4 GB'],
	[10_630_044_057, '9.9 GB'],
	[10_736_893_952, '10 GB'],
	[1_000_000_000_000, '931 GB'],
	[1_073_000_000_000, '999 GB'],
	[1_073_700_000_000, '1 TB'],
	[11_258_449_312_612_352, '10 PB'],
	[-20_480, '-20 kB'],
	[-0.2, '0 B'],
])('%d bytes are %s', (bytes, expected) => {
	expect(size(bytes)).toBe(expected);
});

test('a size fits into six columns', () => {
	fc.assert(fc.property(fc.nat(Number.MAX_SAFE_INTEGER), bytes => size(bytes).length <= 6));
});
