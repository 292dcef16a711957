import {expect, test} from 'vitest';
import {databases} from '../../../source/services/sources/databases.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => databases.read(raw, target('instance'));

test('every database has its size, connections and age, templates too', () => {
	expect(read(rows('postgresql-15/databases.primary.json'))).toEqual([
		{name: 'postgres', sizeBytes: 7_683_431, connections: 4, xidAge: 66},
		{name: 'template0', sizeBytes: 7_471_619, connections: 0, xidAge: 66},
		{name: 'template1', sizeBytes: 7_839_079, connections: 0, xidAge: 66},
		{name: 'test', sizeBytes: 25_902_439, connections: 2, xidAge: 66},
	]);
	expect(read(rows('postgresql-15/databases.standby.json'))).toHaveLength(4);
});

test('a size that we may not ask is unknown', () => {
	expect(read([{name: 'test', sizeBytes: null, connections: 2, xidAge: 69}])).toEqual([
		{name: 'test', sizeBytes: undefined, connections: 2, xidAge: 69},
	]);
});
