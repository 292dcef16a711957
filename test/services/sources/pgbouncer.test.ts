import {expect, test} from 'vitest';
import {pgbouncer} from '../../../source/services/sources/pgbouncer.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => pgbouncer.read(raw, target('instance'));

test('clients that wait for a connection, and for how long', () => {
	expect(read(rows('pgbouncer-1.18/pools.waiting.json'))[1]).toEqual({
		database: 'test',
		user: 'dbuser_dba',
		clientsActive: 16,
		clientsWaiting: 14,
		serversActive: 16,
		serversIdle: 0,
		maxWaitMs: 2514.219,
		mode: 'session',
	});
});

test.each(['pgbouncer-1.18', 'pgbouncer-1.24', 'pgbouncer-1.26'])('%s: its own console is a pool', version => {
	expect(read(rows(`${version}/pools.json`))).toMatchObject([{database: 'pgbouncer', clientsWaiting: 0, maxWaitMs: 0}]);
});

test('a missing column is refused with its place', () => {
	expect(() => read([{database: 'x', user: 'y'}])).toThrow('[0].cl_active: expected a number, got undefined');
});
