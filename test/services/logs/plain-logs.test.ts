import {expect, test} from 'vitest';
import {parsed, sample} from './parsing.ts';

test('pgbouncer: level, process, and whom a message is about', () => {
	const records = parsed('pgbouncer', sample('pgbouncer-1.18/pgbouncer-log.txt'));
	expect(records[0]).toMatchObject({
		at: Date.UTC(2026, 10, 23, 4, 59, 37, 773),
		level: 'info',
		pid: 29,
		message: expect.stringContaining('kernel file descriptor limit'),
		user: undefined,
	});
	expect(records.at(-3)).toMatchObject({level: 'error', database: 'test', user: 'dbuser_dba'});
	expect(records.at(-2)).toMatchObject({level: 'warning'});
	expect(records.at(-1)).toMatchObject({level: 'error', database: undefined, user: 'dbuser_dba'});
});

test('pgbackrest: hints are below their warning, and separators are left out', () => {
	const records = parsed('pgbackrest', sample('pgbackrest-2.45/backup-log.txt'));
	expect(records[0]).toMatchObject({level: 'info', at: Date.UTC(2026, 10, 24, 15, 44, 10, 909)});
	expect(records.find(({level}) => level === 'warning')).toMatchObject({
		message: expect.stringContaining('a timeline switch has occurred'),
		detail: [expect.stringContaining('HINT: this is normal')],
	});
	expect(JSON.stringify(records)).not.toContain('PROCESS START');
	expect(parsed('pgbackrest', '2026-11-24 15:44:10.909 P01  ERROR: [082]: WAL was not archived\n')).toMatchObject([
		{level: 'error', message: '[082]: WAL was not archived'},
	]);
});

test('redis: its marks are levels', () => {
	const records = parsed('redis', sample('redis-7.0/redis-log.txt'));
	expect(records.at(-1)).toMatchObject({
		at: Date.UTC(2026, 10, 24, 15, 44, 27, 340),
		level: 'warning',
		pid: 39,
		message: 'Connection with replica 10.10.10.13:6380 lost.',
	});
	expect(parsed('redis', '1:M 24 Foo 2026 15:44:27.340 * x\n')).toMatchObject([{at: Date.UTC(2026, 10, 24, 18)}]);
});
