import {expect, test} from 'vitest';
import {place, sqlTextProblem} from '../../../source/safety/sql/sql-text.ts';

const everyCode = Array.from({length: 0x11_00_00}, (_, code) => code);

test('letters, signs, tab and newline pass', () => {
	expect(sqlTextProblem("SELECT\t'Grüße 日本語 🐘 µ'\n;")).toBeUndefined();
});

test('every control, format and invisible character is refused, and no letter', () => {
	const refused = everyCode.filter(code => sqlTextProblem(String.fromCodePoint(code)) !== undefined);
	const harmful = [
		0, 8, 11, 12, 13, 27, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200d, 0x202e, 0x2028, 0x2066, 0xfeff, 0xd800, 0xfffd,
		0xe0041,
	];
	expect(refused).toEqual(expect.arrayContaining(harmful));
	expect(
		refused.filter(
			code =>
				/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(String.fromCodePoint(code)) &&
				!/^[\p{DI}\uFFFD]$/v.test(String.fromCodePoint(code)),
		),
	).toEqual([]);
	expect(everyCode.filter(code => code < 32).filter(code => !refused.includes(code))).toEqual([9, 10]);
});

test('the reason names the character and where it is', () => {
	expect(sqlTextProblem('SELECT\n 🐘\u202e')?.text).toBe('U+202E at line 2, column 3');
	expect(place('ab\ncd', 4)).toBe('line 2, column 2');
});
