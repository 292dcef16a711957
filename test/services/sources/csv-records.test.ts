import fc from 'fast-check';
import {expect, test} from 'vitest';
import {csvRecords} from '../../../source/services/sources/csv-records.ts';

test('fields may be quoted, and then hold commas, quotes and line ends', () => {
	expect(csvRecords('a,b\r\n"1,""2""\n3",x\r\n\r\n,y')).toEqual([
		{a: '1,"2"\n3', b: 'x'},
		{a: '', b: 'y'},
	]);
});

test('a short row lacks the last names, and no row is no record', () => {
	expect(csvRecords('a,b\n1\n')).toEqual([{a: '1'}]);
	expect(csvRecords('')).toEqual([]);
});

test('what was written is what is read', () => {
	const field = fc.string({unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é')});
	const table = fc.array(fc.record({a: field, b: field}), {maxLength: 5});
	const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
	fc.assert(
		fc.property(table, records => {
			const csv = ['a,b', ...records.map(({a, b}) => `${quoted(a)},${quoted(b)}`)].join('\n');
			expect(csvRecords(`${csv}\n`)).toEqual(records);
		}),
	);
});

test('any text ends', () => {
	fc.assert(
		fc.property(fc.string({unit: fc.constantFrom('"', ',', '\n', 'a', '\r')}), csv => {
			expect(Array.isArray(csvRecords(csv))).toBe(true);
		}),
	);
});
