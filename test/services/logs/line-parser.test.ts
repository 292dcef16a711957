import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {LogProgram} from '../../../source/model/log.ts';
import {arrival, cuts, parsed, parserFor, sample} from './parsing.ts';

const logs: readonly (readonly [LogProgram, string])[] = [
	['patroni', 'patroni-4.1/journal.jsonl'],
	['pgbouncer', 'pgbouncer-1.18/pgbouncer-log.txt'],
	['pgbackrest', 'pgbackrest-2.45/backup-log.txt'],
	['redis', 'redis-7.0/redis-log.txt'],
	['haproxy', 'haproxy-2.6/journal.jsonl'],
	['etcd', 'etcd-3.4/journal.jsonl'],
];

describe.each(logs)('%s', (program, path) => {
	test('a recorded log is the same however it is cut', () => {
		const bytes = Buffer.from(sample(path));
		const whole = parsed(program, bytes);
		expect(whole.length).toBeGreaterThan(3);
		fc.assert(
			fc.property(cuts(bytes), pieces => {
				expect(parsed(program, ...pieces)).toEqual(whole);
			}),
			{numRuns: 30},
		);
	});

	test('whatever comes in, nothing is thrown and no control comes out', () => {
		const line = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.constantFrom(...sample(path).split('\n')),
			fc.json(),
			fc.constantFrom('{"__REALTIME_TIMESTAMP":"1","MESSAGE":[255,10,27]}', '{"__REALTIME_TIMESTAMP":"1"}'),
		);
		fc.assert(
			fc.property(fc.array(line, {maxLength: 10}), lines => {
				for (const {message, detail, at} of parsed(program, lines.join('\n'))) {
					expect([message, ...detail].join('')).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
					expect(Number.isFinite(at)).toBe(true);
				}
			}),
			{numRuns: 60},
		);
	});
});

test('a record is held until the next one begins, or until nothing has come for a while', () => {
	const parser = parserFor('pgbackrest');
	const push = (text: string) => parser.push(Buffer.from(text)).map(({message}) => message);
	expect(push('2026-11-24 15:44:13.000 P00   WARN: a timeline switch\n')).toEqual([]);
	expect(push('      HINT: this is normal\n2026-11-24 15:44:13.')).toEqual([]);
	expect(parser.settle?.()).toMatchObject([{message: 'a timeline switch', detail: ['      HINT: this is normal']}]);
	expect(parser.settle?.()).toEqual([]);
	expect(push('645 P00   INFO: next\n')).toEqual([]);
	expect(parser.flush()).toMatchObject([{message: 'next'}]);
});

test('more lines than anyone reads are counted', () => {
	const [record] = parsed('patroni', `2026-11-24 15:44:13 +0000 ERROR: x\n${'  frame\n'.repeat(250)}`);
	expect(record?.detail).toHaveLength(101);
	expect(record?.detail.at(-1)).toBe('… and 150 more lines');
});

test('lines whose beginning we do not have stand for themselves', () => {
	expect(parsed('patroni', 'ValueError: x\n  more\n2026-11-24 15:44:13 +0000 INFO: next\n')).toMatchObject([
		{level: 'unknown', at: arrival, message: 'ValueError: x', detail: ['  more']},
		{level: 'info', message: 'next'},
	]);
});
