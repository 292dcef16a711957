import fc from 'fast-check';
import {expect, test} from 'vitest';
import {plainScalar, taggedScalar} from '../../../../source/model/inventory/yaml/yaml-scalar.ts';

// What PyYAML 6 makes of each; the lab test compares the same with Ansible itself.
test.each([
	['yes', true],
	['Off', false],
	['TRUE', true],
	['y', 'y'],
	['N', 'N'],
	['yEs', 'yEs'],
	['~', null],
	['', null],
	['NULL', null],
	['nULL', 'nULL'],
	['0', 0],
	['-0', 0],
	['+12', 12],
	['010', 8],
	['0o10', '0o10'],
	['08', '08'],
	['0x1F', 31],
	['-0x10', -16],
	['0b101', 5],
	['1_000', 1000],
	['1:30', 90],
	['-1:30', -90],
	['190:20:30', 685_230],
	['1:60', '1:60'],
	['7588470953413201282', '7588470953413201282'],
	['9007199254740991', 9_007_199_254_740_991],
	['1.', 1],
	['.5', 0.5],
	['-.5', '-.5'],
	['1e3', '1e3'],
	['1.5e+3', 1500],
	['1.5e3', '1.5e3'],
	['1:30.5', 90.5],
	['-.inf', -Infinity],
	['2030-12-31', '2030-12-31'],
	['2030-12-31 1:02:03', '2030-12-31T01:02:03'],
	['2030-12-31T10:11:12Z', '2030-12-31T10:11:12+00:00'],
	['2030-12-31t10:11:12.25 -3:30', '2030-12-31T10:11:12.250000-03:30'],
	['2030-1-2', '2030-1-2'],
	['10.10.10.10', '10.10.10.10'],
	['v4.1.0', 'v4.1.0'],
	['.', '.'],
	['-', '-'],
	['=x', '=x'],
	['<<x', '<<x'],
])('%s is %s', (source, value) => {
	expect(plainScalar(source)).toBe(value);
});

test('not a number is one', () => {
	expect(plainScalar('.NaN')).toBeNaN();
});

test.each(['2030-02-30', '2030-13-01', '2030-12-31 24:00:00', '=', '<<'])('%s is refused', source => {
	expect(plainScalar(source)).toBeUndefined();
});

test('a tag decides instead of the look, and must fit it', () => {
	expect(taggedScalar('str', '10')).toBe('10');
	expect(taggedScalar('int', '7')).toBe(7);
	expect(taggedScalar('float', '7')).toBe(7);
	expect(taggedScalar('bool', 'On')).toBe(true);
	expect(taggedScalar('null', 'x')).toBeNull();
	expect([taggedScalar('int', 'x'), taggedScalar('bool', 'x'), taggedScalar('python/name', 'os')]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});

test('every whole number that can be exact reads back as itself', () => {
	fc.assert(
		fc.property(fc.maxSafeInteger(), number => {
			expect(plainScalar(String(number))).toBe(number + 0);
		}),
	);
});

test('only the words of YAML 1.1 become true or false', () => {
	const words = ['yes', 'no', 'true', 'false', 'on', 'off'];
	const spelt = fc.constantFrom(...words).chain(word => fc.tuple(fc.constant(word), fc.mixedCase(fc.constant(word))));
	fc.assert(
		fc.property(spelt, ([word, text]) => {
			const usual = [word, word.toUpperCase(), `${word.charAt(0).toUpperCase()}${word.slice(1)}`];
			expect(typeof plainScalar(text)).toBe(usual.includes(text) ? 'boolean' : 'string');
		}),
	);
});

test('any other text stays what it is', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[A-Za-z_/%$]{7,}[ -~]*$/), text => {
			expect(plainScalar(text)).toBe(text);
		}),
	);
});
