import {expect, test} from 'vitest';
import {parsed, sample} from './parsing.ts';

const log = (text: string) => parsed('patroni', text);

test('lines of a file have their time, level and message', () => {
	expect(log('2026-02-13 10:00:00 +0800 INFO: no action. I am (pg-meta-1), the leader with the lock\n')).toEqual([
		{
			at: Date.UTC(2026, 1, 13, 2),
			node: 'pg-test-1',
			ip: '10.10.10.11',
			program: 'patroni',
			level: 'info',
			message: 'no action. I am (pg-meta-1), the leader with the lock',
			pid: undefined,
			user: undefined,
			database: undefined,
			application: undefined,
			code: undefined,
			detail: [],
		},
	]);
	expect(log('2026-02-13 10:00:00,123 CRITICAL: system ID mismatch\n')).toMatchObject([
		{at: Date.UTC(2026, 1, 13, 10, 0, 0, 123), level: 'fatal', message: 'system ID mismatch'},
	]);
});

test('a traceback is below the error that it explains', () => {
	const [error, next] = log(
		'2026-02-13 10:00:00 +0000 ERROR: get_cluster\nTraceback (most recent call last):\n  File "x.py", line 1\nValueError: y\n2026-02-13 10:00:01 +0000 INFO: z\n',
	);
	expect(error).toMatchObject({
		message: 'get_cluster',
		detail: ['Traceback (most recent call last):', '  File "x.py", line 1', 'ValueError: y'],
	});
	expect(next?.message).toBe('z');
});

test('the journal is read as the file is, with its finer time', () => {
	const records = log(sample('patroni-4.1/journal.jsonl'));
	expect(records.find(({message}) => message.startsWith('promoted self'))).toMatchObject({
		level: 'info',
		pid: 29,
		at: expect.closeTo(Date.UTC(2026, 10, 24, 15, 38, 2, 500), -3),
		application: undefined,
	});
	const traced = records.find(({message}) => message === 'get_cluster');
	expect(traced).toMatchObject({level: 'error'});
	expect(traced?.detail).toHaveLength(12);
	expect(traced?.detail.at(-1)).toBe('patroni.utils.RetryFailedError: Exceeded retry deadline');
	expect(records.some(({message}) => message.startsWith('Traceback'))).toBe(false);
});

test('what other processes write into its journal stands for itself', () => {
	const records = log(sample('patroni-4.1/journal.jsonl'));
	expect(records.find(({message}) => message === 'server promoting')).toMatchObject({pid: 418, detail: []});
	expect(records[0]).toMatchObject({
		application: 'systemd',
		pid: 1,
		message: expect.stringContaining('Started patroni'),
	});
});
