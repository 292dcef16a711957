import {expect, test} from 'vitest';
import {logLevels} from '../../source/model/log.ts';
import {type LogFilter, passesFilter} from '../../source/model/log-filter.ts';
import {record} from '../kit/log-record.ts';

const all: LogFilter = {since: undefined, level: undefined, grep: undefined, exclude: undefined};

test('a level passes itself and all that is graver', () => {
	expect(logLevels.filter(level => passesFilter({...all, level: 'warning'}, record(1, {level})))).toEqual([
		'warning',
		'error',
		'fatal',
		'panic',
	]);
});

test('a record of unknown level is never hidden by a level', () => {
	expect(passesFilter({...all, level: 'panic'}, record(1, {level: 'unknown'}))).toBe(true);
});

test('expressions look into the detail as well', () => {
	const deadlock = record(1, {message: 'deadlock detected', detail: ['DETAIL: Process 1 waits for ShareLock']});
	expect(passesFilter({...all, grep: /ShareLock/}, deadlock)).toBe(true);
	expect(passesFilter({...all, grep: /no such/}, deadlock)).toBe(false);
	expect(passesFilter({...all, exclude: /ShareLock/}, deadlock)).toBe(false);
	expect(passesFilter({...all, grep: /deadlock/, exclude: /ShareLock/}, deadlock)).toBe(false);
});

test('what is older than asked for is left out', () => {
	const one = record(1);
	expect(passesFilter({...all, since: one.at}, one)).toBe(true);
	expect(passesFilter({...all, since: one.at + 1}, one)).toBe(false);
});
