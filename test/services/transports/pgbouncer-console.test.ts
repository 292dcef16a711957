import {expect, test} from 'vitest';
import {systemClock} from '../../../source/services/clock.ts';
import {createPgbouncerConsole} from '../../../source/services/transports/pgbouncer-console.ts';
import {fakePostgres} from '../../kit/fake-postgres.ts';
import {instanceTarget} from '../../kit/instance-target.ts';

test('pgbouncer is asked by the simple protocol, in clear, with no start-up option that it would refuse', async () => {
	const server = await fakePostgres({version: '1.24.1/bouncer'});
	const pgbouncer = createPgbouncerConsole({clock: systemClock});
	const limits = {timeoutMs: 5000, signal: new AbortController().signal};
	await expect(pgbouncer.show(instanceTarget({pgbouncerPort: server.port}), 'SHOW POOLS', limits)).resolves.toEqual([
		{value: '1'},
	]);
	expect(server.texts).toEqual(['SHOW POOLS']);
	expect(server.messages).toEqual(['Q']);
	expect(server.connections.opened).toBe(1);
	expect(Object.keys(server.startups[0] ?? {}).toSorted()).toEqual([
		'application_name',
		'client_encoding',
		'database',
		'user',
	]);
	expect(server.startups[0]).toMatchObject({database: 'pgbouncer', user: 'dbuser_monitor'});
	pgbouncer.close();
	await server.close();
});

test('what goes wrong names pgbouncer and its port', async () => {
	const server = await fakePostgres({login: {code: '08P01', message: 'no such user'}});
	const pgbouncer = createPgbouncerConsole({clock: systemClock});
	const limits = {timeoutMs: 5000, signal: new AbortController().signal};
	await expect(pgbouncer.show(instanceTarget({pgbouncerPort: server.port}), 'SHOW POOLS', limits)).rejects.toThrow(
		`pg-test-1: pgbouncer (127.0.0.1:${server.port}): it says 08P01 no such user\nOn pg-test-1: systemctl status pgbouncer`,
	);
	pgbouncer.close();
	await server.close();
});
