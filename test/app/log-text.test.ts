import {expect, test} from 'vitest';
import {logJson, logText} from '../../source/app/log-text.ts';
import {record} from '../kit/log-record.ts';

const failed = record(0, {
	at: Date.UTC(2026, 10, 24, 3, 12, 44, 123),
	level: 'error',
	pid: 4242,
	user: 'app',
	database: 'test',
	code: '42P01',
	message: 'relation "x" does not exist',
	detail: ['STATEMENT: select * from x'],
});

test('a record is a line, and what belongs to it is indented below', () => {
	expect(logText(failed, false)).toBe(
		'2026-11-24T03:12:44.123Z pg-test-1 postgres ERROR 4242 app@test [42P01] relation "x" does not exist\n    STATEMENT: select * from x',
	);
});

test('what is not known leaves no hole', () => {
	expect(
		logText({...failed, pid: undefined, user: undefined, database: undefined, code: undefined, detail: []}, false),
	).toBe('2026-11-24T03:12:44.123Z pg-test-1 postgres ERROR relation "x" does not exist');
});

test('colour is on each line for itself, and only where it is asked for', () => {
	expect(
		logText(failed, true)
			.split('\n')
			.every(line => /^\u001B\[31m.*\u001B\[0m$/.test(line)),
	).toBe(true);
	expect(logText(failed, false)).not.toContain('\u001B');
});

test('nothing that a program wrote reaches the terminal as a control character', () => {
	const hostile = {...failed, message: 'a\u001B]0;title\u0007b\nc', detail: ['\u009B2J'], user: '\u001B[2J'};
	// oxlint-disable-next-line no-control-regex
	expect(logText(hostile, false)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
	expect(logText(hostile, false).split('\n')).toHaveLength(2);
});

test('JSON is one line with every key, and null for what is not known', () => {
	const text = logJson({...failed, user: undefined, level: 'unknown', message: 'two\nlines'});
	expect(text).not.toContain('\n');
	expect(JSON.parse(text)).toEqual({
		time: '2026-11-24T03:12:44.123Z',
		node: 'pg-test-1',
		ip: '10.10.10.11',
		program: 'postgres',
		level: null,
		pid: 4242,
		user: null,
		database: 'test',
		application: null,
		sqlState: '42P01',
		message: 'two\nlines',
		detail: ['STATEMENT: select * from x'],
	});
});
