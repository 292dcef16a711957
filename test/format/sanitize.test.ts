import fs from 'node:fs';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {sanitize} from '../../source/format/sanitize.ts';

type Case = {
	readonly id: string;
	readonly input: string;
	readonly expected: string;
	readonly mode: 'cell' | 'log';
	readonly why: string;
};

const cases: readonly Case[] = fs
	.readFileSync(new URL('../samples/terminal-cases.jsonl', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.map(line => JSON.parse(line));

test.each(cases)('$id: $why', ({input, expected, mode}) => {
	expect(sanitize(input, mode)).toBe(expected);
});

test.each([
	['every C0 control is a picture', 'cell', '\0\b\v\f\u000E\u001F', '␀␈␋␌␎␟'],
	['DEL is a picture', 'cell', 'a\u007Fb', 'a␡b'],
	['a newline in a cell is seen', 'cell', 'a\nb\n', 'a␊b␊'],
	['a newline inside a record is seen', 'log', 'a\nb\n', 'a␊b'],
	['a tab in a cell is a space', 'cell', 'a\tb', 'a b'],
	['a tab in a log goes to the next stop', 'log', 'a\tb\t\tc', 'a       b               c'],
	['a tab stop counts cells, not characters', 'log', '日本\tx', '日本    x'],
	['a tab stop counts what is shown', 'log', '\u0007\tx', '␇       x'],
	['C1 next line', 'cell', '\u0085', '<U+0085>'],
	['C1 OSC with C1 ST', 'cell', '\u009D0;x\u009C', '<U+009D>0;x<U+009C>'],
	['removing a colour makes no new sequence', 'cell', '\u001B\u001B[1m[2J', '␛[2J'],
	['a colour inside a colour stays visible', 'cell', '\u001B[\u001B[1m31mx', '␛[31mx'],
	['an unfinished colour', 'cell', 'x\u001B[31', 'x␛[31'],
	['an override', 'cell', 'a\u202Egnp.exe', 'a<U+202E>gnp.exe'],
	['zero-width space, non-joiner, byte order mark', 'cell', '\u200B\u200C\uFEFF', '<U+200B><U+200C><U+FEFF>'],
	['soft hyphen, grapheme joiner', 'cell', '\u00AD\u034F', '<U+00AD><U+034F>'],
	['invisible operators', 'cell', '\u2060\u2062', '<U+2060><U+2062>'],
	['variation selectors', 'cell', '❤\uFE0F\u{E0100}', '❤<U+FE0F><U+E0100>'],
	['private use', 'cell', '\uE0B0\u{F0001}\u{10FFFD}', '<U+E0B0><U+F0001><U+10FFFD>'],
	['noncharacters', 'cell', '\uFFFE\uFDD0\u{1FFFF}', '<U+FFFE><U+FDD0><U+1FFFF>'],
	['blanks that are letters or symbols', 'cell', '\u115F\uFFA0\u2800', '<U+115F><U+FFA0><U+2800>'],
	['odd spaces are spaces', 'cell', 'a\u00A0b\u2003c\u3000d\u202Fe', 'a b c d e'],
	['a lone surrogate is a replacement character', 'cell', 'a\uD800b\uDC00', 'a\uFFFDb\uFFFD'],
	['at most four marks on a letter', 'cell', `e${'\u0301'.repeat(9)}x`, `e${'\u0301'.repeat(4)}x`],
	['a mark that leads once the colour is gone', 'cell', '\u001B[1m\u0301a', '◌\u0301a'],
	['a family, a skin tone, a flag', 'cell', '👩‍👩‍👧‍👦 👩🏽‍💻 🇩🇪', '👩‍👩‍👧‍👦 👩🏽‍💻 🇩🇪'],
	['no emoji of five', 'cell', '👩\u200D👩\u200D👩\u200D👩\u200D👩', '👩\u200D👩\u200D👩\u200D👩<U+200D>👩'],
	['a joiner after a pictograph but before a letter', 'cell', '👩\u200Da', '👩<U+200D>a'],
] as const)('%s', (_name, mode, input, expected) => {
	expect(sanitize(input, mode)).toBe(expected);
});

test('long text is cut by code points and says how much is missing', () => {
	expect(sanitize('x'.repeat(4096), 'log')).toBe('x'.repeat(4096));
	expect(sanitize('x'.repeat(4097), 'log')).toBe(`${'x'.repeat(4096)}…[+1]`);
	expect(sanitize('😀'.repeat(5000), 'cell')).toBe(`${'😀'.repeat(4096)}…[+904]`);
	expect(sanitize('日'.repeat(3000), 'cell')).toBe('日'.repeat(3000));
});

const mode = fc.constantFrom<'cell' | 'log'>('cell', 'log');
const nasty = fc.string({
	unit: fc.oneof(
		fc.constantFrom(
			'\u001B',
			'[',
			']',
			'm',
			';',
			'3',
			'\u200D',
			'👩',
			'🏽',
			'\u0301',
			'\u202E',
			'\t',
			'\r',
			'\n',
			'\u009B',
		),
		fc.integer({min: 0, max: 0x10_ff_ff}).map(code => String.fromCodePoint(code)),
		fc.integer({min: 0, max: 0x3000}).map(code => String.fromCodePoint(code)),
	),
	maxLength: 60,
});

test('whatever comes in, nothing that a terminal obeys or hides comes out', () => {
	fc.assert(
		fc.property(nasty, mode, (text, how) => {
			const out = sanitize(text, how);
			expect(out.isWellFormed()).toBe(true);
			expect(out).not.toMatch(/[\p{Cc}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Variation_Selector}]/u);
			const joinedEmojiApart = out.replaceAll(/(?<=[\p{ExtPict}\p{EMod}])\u200D(?=\p{ExtPict})/gu, '');
			expect(joinedEmojiApart).not.toMatch(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
		}),
		{numRuns: 5000},
	);
});

test('what is safe stays as it is', () => {
	fc.assert(
		fc.property(nasty, mode, (text, how) => {
			const once = sanitize(text, how);
			expect(sanitize(once, how)).toBe(once);
		}),
		{numRuns: 3000},
	);
});

test('visible letters of any script pass untouched', () => {
	fc.assert(
		fc.property(
			fc.string({unit: fc.constantFrom('a', 'é', 'ß', '日', '한', 'я', 'ש', 'م', '😀', '→', '│')}),
			mode,
			(text, how) => {
				expect(sanitize(text, how)).toBe(text);
			},
		),
	);
});
