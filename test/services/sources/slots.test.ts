import {expect, test} from 'vitest';
import {slots} from '../../../source/services/sources/slots.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => slots.read(raw, target('instance'));
const recorded = (path: string) => read(rows(`postgresql-15/${path}`));

test('a slot that nobody reads keeps WAL', () => {
	expect(recorded('slots.logical.json')[0]).toEqual({
		name: 'cdc',
		type: 'logical',
		database: 'test',
		active: false,
		retainedBytes: 3_209_568,
		walStatus: 'reserved',
		safeWalBytes: 281_990_768,
	});
});

test('a slot that was never used keeps nothing, which is not 0 bytes', () => {
	expect(recorded('slots.logical.json')[1]).toMatchObject({
		name: 'never_used',
		retainedBytes: undefined,
		walStatus: undefined,
		safeWalBytes: undefined,
	});
});

test('the slots of a dead standby, of live ones, and those that a standby keeps', () => {
	expect(recorded('slots.inactive.json').map(({name, active}) => [name, active])).toEqual([
		['pg_test_2', true],
		['pg_test_3', false],
	]);
	expect(recorded('slots.primary.json').every(({active}) => active)).toBe(true);
	expect(recorded('slots.standby.json').map(({name}) => name)).toEqual(['pg_test_1', 'pg_test_3']);
});

test('a wrong row is refused with its place', () => {
	expect(() => read([{name: 'a', type: 'odd'}])).toThrow('[0].type: expected physical | logical');
});
