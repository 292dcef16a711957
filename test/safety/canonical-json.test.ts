import fc from 'fast-check';
import {expect, test} from 'vitest';
import {canonicalJson} from '../../source/safety/canonical-json.ts';

test('the text says the same as JSON does', () => {
	fc.assert(
		fc.property(fc.jsonValue(), value => {
			expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
		}),
	);
});

test('reading and writing again changes no byte', () => {
	fc.assert(
		fc.property(fc.jsonValue({stringUnit: 'binary', maxDepth: 2}), value => {
			const text = canonicalJson(value);
			expect(canonicalJson(JSON.parse(text))).toBe(text);
		}),
	);
});

test('the order in which members were added does not matter', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string({unit: 'binary'}), fc.jsonValue()), value => {
			const turned = Object.fromEntries(Object.entries(value).toReversed());
			expect(canonicalJson(turned)).toBe(canonicalJson(value));
		}),
	);
});

test('it is printable ASCII on one line', () => {
	fc.assert(
		fc.property(fc.jsonValue({stringUnit: 'binary', maxDepth: 2}), value => {
			expect(canonicalJson(value)).toMatch(/^[ -~]*$/);
		}),
	);
});

test.each([
	[{b: 1, a: undefined, c: [undefined, Number.NaN]}, '{"b":1,"c":[null,null]}'],
	['é😀\u009B', String.raw`"\u00e9\ud83d\ude00\u009b"`],
	[-0, '0'],
	[{10: 1, 9: 2}, '{"10":1,"9":2}'],
])('%j becomes %s', (value, text) => {
	expect(canonicalJson(value)).toBe(text);
});
