import {expect, test} from 'vitest';
import {parsed, sample} from './parsing.ts';

const entry = (more: object) =>
	`${JSON.stringify({__REALTIME_TIMESTAMP: '1795410082937201', PRIORITY: '4', _PID: '7', SYSLOG_IDENTIFIER: 'kernel', ...more})}\n`;
const kernel = (text: string) => parsed('kernel', text);

test('an entry has its time, priority and process', () => {
	expect(kernel(entry({MESSAGE: 'Out of memory: Killed process 1 (postgres)'}))).toMatchObject([
		{at: 1_795_410_082_937.201, level: 'warning', pid: 7, message: 'Out of memory: Killed process 1 (postgres)'},
	]);
});

test('every priority has a level, and none is unknown', () => {
	const levels = ['0', '1', '2', '3', '4', '5', '6', '7', undefined].map(
		PRIORITY => kernel(entry({MESSAGE: 'x', PRIORITY}))[0]?.level,
	);
	expect(levels).toEqual(['panic', 'panic', 'fatal', 'error', 'warning', 'notice', 'info', 'debug', 'unknown']);
});

test('a message may be bytes, missing, or come twice', () => {
	expect(kernel(entry({MESSAGE: [...Buffer.from('é\u001B[2J')]}))[0]?.message).toBe('é␛[2J');
	expect(kernel(entry({MESSAGE: null}))[0]?.message).toContain('too large');
	expect(kernel(entry({MESSAGE: ['one', [...Buffer.from('two')]]}))[0]).toMatchObject({
		message: 'one',
		detail: ['two'],
	});
});

test('further lines of a message are below it', () => {
	expect(kernel(entry({MESSAGE: 'first\n\tsecond'}))[0]).toMatchObject({message: 'first', detail: ['        second']});
});

test('what journalctl itself says is left out, and what is no entry stands for itself', () => {
	expect(kernel('-- No entries --\n-- Boot 0123 --\n')).toEqual([]);
	expect(kernel('{"MESSAGE":"no time"}\n')).toMatchObject([{level: 'unknown', message: '{"MESSAGE":"no time"}'}]);
});

test('HAProxy says how bad it is in its message', () => {
	const records = parsed('haproxy', sample('haproxy-2.6/journal.jsonl'));
	expect(records).toHaveLength(8);
	expect(records.every(({level}) => level === 'warning')).toBe(true);
	expect(records.some(({message}) => message.includes('pg-test-replica/pg-test-3 is DOWN'))).toBe(true);
});

test('etcd sets the priority itself, or says it in its message', () => {
	const records = parsed('etcd', sample('etcd-3.4/journal.jsonl'));
	expect(records.find(({message}) => message.includes('elected leader'))?.level).toBe('info');
	expect(records.find(({message}) => message === 'invalid auth token: ●●●●')?.level).toBe('warning');
	const etcd = (MESSAGE: string) => parsed('etcd', entry({MESSAGE, SYSLOG_IDENTIFIER: 'etcd', PRIORITY: '6'}))[0];
	expect(etcd('2026-11-24 15:44:37.123456 C | etcdserver: no space')).toMatchObject({
		level: 'fatal',
		message: 'etcdserver: no space',
	});
	expect(etcd('{"level":')).toMatchObject({level: 'info', message: '{"level":'});
});

test('etcd’s JSON is taken apart: the message, and the rest of what it knows below', () => {
	const lines = sample('etcd-3.4/zap.jsonl').trim().split('\n');
	const records = parsed(
		'etcd',
		lines.map(MESSAGE => entry({MESSAGE, SYSLOG_IDENTIFIER: 'etcd', PRIORITY: '6'})).join(''),
	);
	expect(records[0]).toMatchObject({
		level: 'warning',
		message: 'simple token is not cryptographically signed',
		detail: [],
	});
	expect(records[1]).toMatchObject({level: 'info', detail: [expect.stringMatching(/^\{".*\}$/)]});
});
