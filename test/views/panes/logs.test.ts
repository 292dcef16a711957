import {expect, test} from 'vitest';
import type {LogRecord} from '../../../source/model/log.ts';
import {logLines} from '../../../source/views/panes/logs.ts';
import {lineText} from '../../../source/views/parts/line.ts';
import {record} from '../../kit/log-record.ts';

const drawn = (width: number, more: Partial<LogRecord>, wrap = false) =>
	logLines(
		{
			rows: [record(1, more)],
			cursor: -1,
			isFollowing: true,
			older: false,
			forgotten: 0,
			dropped: 0,
			list: {cursor: undefined, top: 0, filter: '', sort: undefined},
			subject: undefined,
		},
		{width, height: 20, nodeWidth: 9, wrap, focused: false, empty: ''},
	).map(line => lineText(line).trimEnd());

const deadlock = {
	level: 'error',
	code: '40P01',
	user: 'dbuser_test',
	database: 'test',
	message: 'deadlock detected',
	detail: ['DETAIL: Process 4242 waits for ShareLock on transaction 812; blocked by process 4243.'],
} as const;

test('the wider the log, the more is told before the message', () => {
	expect(drawn(50, deadlock)[0]).toMatch(/^03:11:40 pg-test-1 E \[40P01\] deadlock/);
	expect(drawn(70, deadlock)[0]).toMatch(/^03:11:40 pg-test-1 ERROR dbuser_test@test \[40P01\] deadlock/);
	expect(drawn(120, deadlock)[0]).toMatch(/^03:11:40\.001 pg-test-1 postgres   ERROR dbuser_test@test/);
});

test('wrapped lines are broken between words, and details begin their own', () => {
	expect(drawn(70, deadlock, true)).toEqual([
		'03:11:40 pg-test-1 ERROR dbuser_test@test [40P01] deadlock detected',
		'                         DETAIL: Process 4242 waits for ShareLock on',
		'                         transaction 812; blocked by process 4243.',
	]);
});

test('a word longer than the line is broken where it must be, and a record has no end of lines', () => {
	const lines = drawn(60, {message: 'x'.repeat(5000)}, true);
	expect(lines).toHaveLength(20);
});
