import fc from 'fast-check';
import {expect, test} from 'vitest';
import {nearMiss} from '../../../source/safety/gate/near-miss.ts';

test.each([
	['', 'pg-test', 'nothing is typed'],
	['  ', 'pg-test', 'only spaces are typed'],
	[' pg-test', 'pg-test', 'there is a space before it'],
	['pg-test ', 'pg-test', 'there is a space after it'],
	['pg-test\u00A0', 'pg-test', '<U+00A0> is in it, which only looks like a space or like nothing'],
	['yes,\u00A0I confirm', 'yes, I confirm', '<U+00A0> is in it, which only looks like a space or like nothing'],
	['pg-\u200Btest', 'pg-test', '<U+200B> is in it, which only looks like a space or like nothing'],
	['pg-tеst', 'pg-test', 'character 5, “е”, is <U+0435> (Cyrillic)'],
	['pg-tεst', 'pg-test', 'character 5, “ε”, is <U+03B5> (Greek)'],
	['pg－test', 'pg-test', 'character 3, “－”, is <U+FF0D> (a wide form)'],
	['pg–test', 'pg-test', 'character 3, “–”, is <U+2013> (a dash, and not the one on the keyboard)'],
	['pg-tést', 'pg-test', 'character 5, “é”, is <U+00E9>'],
	['PG-test', 'pg-test', 'capital and small letters must be as in the name'],
	['yes,I confirm', 'yes, I confirm', 'its spaces are different'],
	['pg-te', 'pg-test', 'it is not complete: “st” is missing at its end'],
	['pg-test-dr', 'pg-test', '-dr is too much at its end'],
	['pg-tset', 'pg-test', 'character 5 is “s” and not “e”'],
	['pg-meta', 'pg-test', 'character 4 is “m” and not “t”'],
])('%j for %j: %s', (typed, expected, words) => {
	expect(nearMiss(typed, expected)).toBe(words);
});

test('there is a miss exactly where the texts differ, and it never throws', () => {
	fc.assert(
		fc.property(
			fc.string({unit: 'binary'}),
			fc.constantFrom('pg-test', 'yes, I confirm', 'all 3 hosts'),
			(typed, expected) => {
				expect(nearMiss(typed, expected) === undefined).toBe(typed === expected);
				expect(nearMiss(expected, expected)).toBeUndefined();
			},
		),
	);
});
