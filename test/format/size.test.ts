import {expect, test} from 'vitest';
import {size} from '../../source/format/size.ts';

// Each as pg_size_pretty(bigint) of PostgreSQL 15 prints it, with B for bytes.
test.each([
	[0, '0 B'],
	[1, '1 B'],
	[10_239, '10239 B'],
	[10_240, '10 kB'],
	[10_485_247, '10239 kB'],
	[10_485_248, '10 MB'],
	[1_503_238_553, '1434 MB'],
	[10_736_893_952, '10 GB'],
	[1_000_000_000_000, '931 GB'],
	[10_994_579_406_848, '10 TB'],
	[11_258_449_312_612_352, '10 PB'],
	[-20_480, '-20 kB'],
])('%d bytes are %s', (bytes, expected) => {
	expect(size(bytes)).toBe(expected);
});
