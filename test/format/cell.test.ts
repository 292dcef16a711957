import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {cell, cut} from '../../source/format/cell.ts';
import {displayWidth, isNarrow, isNarrowCode} from '../../source/format/display-width.ts';
import {sanitize} from '../../source/format/sanitize.ts';

test.each([
	['pads on the right', cell('pg-test', 10), 'pg-test   '],
	['pads on the left', cell('42', 5, 'right'), '   42'],
	['cuts with an ellipsis', cell('pg-test-replica', 8), 'pg-test…'],
	['leaves an exact fit', cell('pg-test', 7), 'pg-test'],
	['counts wide characters twice', cell('日本', 5), '日本 '],
	['fills the half of a wide character that does not fit', cell('日本語', 5), '日本…'],
	['does so in the middle too', cell('a日本語', 5), 'a日… '],
	['keeps an accent with its letter', cell('cafe\u0301s and more', 6), 'cafe\u0301s…'],
	['keeps a family together', cell('👩‍👩‍👧‍👦 db', 2), '… '],
	['has room for one column', cell('long', 1), '…'],
	['has no room at all', cell('long', 0), ''],
	['of an empty text', cell('', 3), '   '],
	['aligns what it cut', cell('日本語', 4, 'right'), ' 日…'],
])('a cell %s', (_name, actual, expected) => {
	expect(actual).toBe(expected);
});

test('cut leaves short text alone', () => {
	expect(cut('short', 10)).toBe('short');
	expect(cut('日本語', 6)).toBe('日本語');
	expect(cut('日本語', 5)).toBe('日本…');
});

test('a cell of sanitised text is exactly as wide as asked, whatever the text', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string({unit: 'grapheme'}),
				fc.string({unit: fc.constantFrom('a', '日', '😀', '👩🏽‍💻', 'e\u0301', '한')}),
			),
			fc.integer({min: 0, max: 40}),
			fc.constantFrom<'left' | 'right'>('left', 'right'),
			(text, width, align) => {
				expect(displayWidth(cell(sanitize(text, 'cell'), width, align))).toBe(width);
			},
		),
		{numRuns: 1000},
	);
});

test('every character that is called narrow takes one column, as Ink measures', () => {
	for (let code = 0; code < 0x3000; code += 1) {
		const char = String.fromCodePoint(code);
		expect(isNarrow(char) ? stringWidth(char) : 1, `U+${code.toString(16)}`).toBe(1);
		expect(isNarrowCode(code)).toBe(isNarrow(char));
	}
});
