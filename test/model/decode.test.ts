import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	anything,
	boolean,
	type Decoder,
	dictionary,
	digits,
	json,
	list,
	mapped,
	nullable,
	number,
	oneOf,
	record,
	ShapeError,
	single,
	text,
} from '../../source/model/decode.ts';

const everyDecoder: Readonly<Record<string, Decoder<unknown>>> = {
	anything,
	text,
	number,
	digits,
	boolean,
	oneOf: oneOf('a', 'b'),
	nullable: nullable(number),
	list: list(number),
	single: single(number),
	record: record({a: number}),
	dictionary: dictionary(number),
	json: json(number),
	mapped: mapped(number, String),
};

describe.each(Object.entries(everyDecoder))('%s', (_name, decode) => {
	test('reads what comes or throws a ShapeError', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything({withNullPrototype: true}), fc.json()), raw => {
				try {
					decode(raw, 'path');
				} catch (error) {
					expect(error).toBeInstanceOf(ShapeError);
				}
			}),
		);
	});
});

test('the place of what is wrong is in the message', () => {
	const shape = record({members: list(record({lag: number}))});
	expect(() => shape({members: [{lag: 1}, {lag: 'x'}]}, 'body')).toThrow(
		'body.members[1].lag: expected a number, got string',
	);
	expect(() => shape(null)).toThrow('answer: expected a record, got null');
	expect(() => shape([])).toThrow('answer: expected a record, got object');
});

test('a number may come as text, but not as nothing, nor beyond what can be counted', () => {
	expect([number('42'), number(4.2), number(' 7 ')]).toEqual([42, 4.2, 7]);
	for (const raw of ['', ' ', 'x', Number.NaN, Number.POSITIVE_INFINITY, '1e999', null, true, 1n]) {
		expect(() => number(raw)).toThrow(ShapeError);
	}
});

test('digits are whole numbers of any size', () => {
	expect([digits(7), digits('7711759395839897685')]).toEqual(['7', '7711759395839897685']);
	for (const raw of [7.5, -1, 2 ** 60, '', '1e3', '-1']) {
		expect(() => digits(raw)).toThrow(ShapeError);
	}
});

test('JSON keeps the digits of whole numbers that a number cannot hold, and leaves all others alone', () => {
	expect(
		json(anything)('{"a":7711759395839897685,"b":[9007199254740991,1.5,"9007199254740993"],"c":-9007199254740993}'),
	).toEqual({
		a: '7711759395839897685',
		b: [9_007_199_254_740_991, 1.5, '9007199254740993'],
		c: '-9007199254740993',
	});
	fc.assert(
		fc.property(fc.bigInt({min: 0n, max: 2n ** 64n}), value => {
			expect(json(digits)(String(value))).toBe(String(value));
		}),
	);
});

test('JSON that is nested without end is no record, and does no harm', () => {
	const deep = '['.repeat(1e5) + ']'.repeat(1e5);
	expect(() => json(record({a: text}))(deep)).toThrow(ShapeError);
	expect(() => json(record({a: text}))(`{"a": ${deep}}`)).toThrow(ShapeError);
});

test('null and a missing field are both unknown', () => {
	expect(record({a: nullable(text), b: nullable(text)})({a: null})).toEqual({a: undefined, b: undefined});
});

test('a dictionary leaves out what it cannot read', () => {
	expect(dictionary(number)({a: 1, b: 'x', ['__proto__']: 2})).toEqual(
		Object.fromEntries([
			['a', 1],
			['__proto__', 2],
		]),
	);
});

test('one row is one row', () => {
	expect(single(number)([1])).toBe(1);
	expect(() => single(number)([])).toThrow('expected a list of one');
	expect(() => single(number)(['x'])).toThrow('[0]: expected a number');
});
