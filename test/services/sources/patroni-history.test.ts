import {expect, test} from 'vitest';
import {patroniHistory} from '../../../source/services/sources/patroni-history.ts';
import {http, sample, target} from './answers.ts';

const read = (body: string, status = 200) => patroniHistory.read(http(body, status), target('cluster'));

test('each ended timeline has its end, reason, time and new leader', () => {
	expect(read(sample('patroni-4.1/history.two.json'))).toEqual([
		{
			timeline: 1,
			lsn: '0/90000A0',
			reason: 'no recovery target specified',
			at: Date.UTC(2026, 10, 24, 15, 37, 56, 83),
			newLeader: 'pg-test-2',
		},
		{
			timeline: 2,
			lsn: '0/A0000A0',
			reason: 'no recovery target specified',
			at: Date.UTC(2026, 10, 24, 15, 38, 2, 627),
			newLeader: 'pg-test-1',
		},
	]);
});

test.each(['patroni-3.0', 'patroni-4.0'])('%s writes it the same way', version => {
	expect(read(sample(`${version}/history.json`))).toMatchObject([{timeline: 1, newLeader: 'pg-test-2'}]);
});

test('a cluster that never changed its leader has no history', () => {
	expect(read(sample('patroni-4.1/history.empty.json'))).toEqual([]);
});

test('rows of three, four and five fields are read; what is missing is unknown', () => {
	const [three, four] = read('[[1, 100, "why"], [2, 200, "why", "2026-02-13T10:00:00+08:00"]]');
	expect([three?.at, three?.newLeader]).toEqual([undefined, undefined]);
	expect([four?.at, four?.newLeader]).toEqual([Date.UTC(2026, 1, 13, 2), undefined]);
});

test('a position beyond 2^53 keeps all its digits', () => {
	expect(read('[[1, 18446744073709551614, "x"]]')[0]?.lsn).toBe('FFFFFFFF/FFFFFFFE');
});

test('a wrong row is refused with its place', () => {
	expect(() => read('[[1, 2]]')).toThrow('body[0]: expected a list of three to five');
	expect(() => read('[[1, 2, "x", "yesterday"]]')).toThrow('body[0][3]: expected a time with its zone');
	expect(() => read('[]', 502)).toThrow('HTTP status 502');
});
