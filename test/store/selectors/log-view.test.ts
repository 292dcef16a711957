import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {LogRecord} from '../../../source/model/log.ts';
import {freshList} from '../../../source/store/initial-state.ts';
import {logStep, logView} from '../../../source/store/selectors/log-view.ts';
import type {ListState, State} from '../../../source/store/state.ts';
import {record} from '../../kit/log-record.ts';
import {fleet, logs} from '../../kit/state.ts';

/** Ten batches of ten records. */
const hundred = (more: (seq: number) => Partial<LogRecord> = () => ({})): State =>
	Array.from({length: 10}, (_, batch) =>
		Array.from({length: 10}, (_, index) => record(batch * 10 + index, more(batch * 10 + index))),
	).reduce((state, batch) => logs(state, ...batch), fleet());

const seqs = (state: State, list: Partial<ListState>, height = 5, subject?: string) =>
	logView(state, {...freshList, ...list}, subject, height).rows.map(({seq}) => seq);

test('the newest records are followed', () => {
	expect(logView(hundred(), freshList, undefined, 5)).toMatchObject({
		isFollowing: true,
		cursor: -1,
		older: true,
	});
	expect(seqs(hundred(), {})).toEqual([95, 96, 97, 98, 99]);
});

test('a log shorter than the window is shown whole', () => {
	const state = logs(fleet(), record(1), record(2));
	expect(logView(state, freshList, undefined, 5)).toMatchObject({older: false});
	expect(seqs(state, {})).toEqual([1, 2]);
	expect(seqs(state, {cursor: '1', top: 1})).toEqual([1, 2]);
	expect(seqs(fleet(), {})).toEqual([]);
});

test('with a cursor the window stays where it is while records come in', () => {
	const list = {cursor: '52', top: 50};
	const before = logView(hundred(), {...freshList, ...list}, undefined, 5);
	expect(before).toMatchObject({cursor: 2, isFollowing: false, older: true});
	expect(seqs(logs(hundred(), record(100)), list)).toEqual([50, 51, 52, 53, 54]);
});

test('the window follows the cursor out at either side', () => {
	expect(seqs(hundred(), {cursor: '60', top: 50})).toEqual([56, 57, 58, 59, 60]);
	expect(seqs(hundred(), {cursor: '40', top: 50})).toEqual([40, 41, 42, 43, 44]);
});

test('near the end the window stays full', () => {
	expect(seqs(hundred(), {cursor: '98', top: 98})).toEqual([95, 96, 97, 98, 99]);
});

test('only what matches is shown', () => {
	const state = hundred(seq => (seq % 20 === 3 ? {message: 'deadlock detected', level: 'error'} : {}));
	expect(seqs(state, {filter: 'dead.ock'})).toEqual([3, 23, 43, 63, 83]);
	expect(seqs(state, {filter: '!message'})).toEqual([3, 23, 43, 63, 83]);
	expect(seqs({...state, ui: {...state.ui, logLevel: 'error'}}, {})).toEqual([3, 23, 43, 63, 83]);
	expect(seqs(state, {filter: 'nothing like it'})).toEqual([]);
});

test('a record of unknown level is no error, and is shown with all the others', () => {
	const state = logs(fleet(), record(1, {level: 'unknown'}), record(2, {level: 'fatal'}));
	expect(seqs({...state, ui: {...state.ui, logLevel: 'warning'}}, {})).toEqual([2]);
	expect(seqs(state, {})).toEqual([1, 2]);
});

test('a cluster, an instance and a node each have the logs of their hosts', () => {
	const ips = ['10.10.10.10', '10.10.10.11', '10.10.10.12'];
	const state = logs(fleet(), ...ips.map((ip, index) => record(index, {ip})));
	expect(seqs(state, {}, 5, 'pg-test')).toEqual([1, 2]);
	expect(seqs(state, {}, 5, 'pg-test-2')).toEqual([2]);
	expect(seqs(state, {}, 5, '10.10.10.10')).toEqual([0]);
	expect(seqs(state, {}, 5, 'nobody')).toEqual([]);
});

test('what came in after a search was made is searched too', () => {
	const state = hundred();
	expect(seqs(state, {filter: 'late'})).toEqual([]);
	expect(seqs(logs(state, record(100, {message: 'late'})), {filter: 'late'})).toEqual([100]);
});

test('steps go from match to match, and beyond the newest one the log is followed', () => {
	const state = hundred(seq => (seq % 20 === 3 ? {message: 'deadlock'} : {}));
	const step = (cursor: string | undefined, steps: number) =>
		logStep(state, {...freshList, filter: 'deadlock', cursor}, undefined, steps);
	expect(step(undefined, -1)).toBe('63');
	expect(step('63', -1)).toBe('43');
	expect(step('63', 1)).toBe('83');
	expect(step('83', 1)).toBeUndefined();
	expect(step('3', -5)).toBe('3');
});

test('records that fell out or were dropped are counted', () => {
	const state = {...hundred(), logs: {...hundred().logs, forgotten: 7}, streams: {a: stream(3), b: stream(4)}};
	expect(logView(state, freshList, undefined, 5)).toMatchObject({forgotten: 7, dropped: 7});
});

const stream = (dropped: number) =>
	({id: 'a', ip: '10.10.10.11', program: 'postgres', state: 'following', problem: undefined, dropped}) as const;

test('whatever the cursor, the window has matching records in order, without gaps, and the cursor in it', () => {
	const state = hundred(seq => (seq % 3 === 0 ? {message: 'third'} : {}));
	const matching = Array.from({length: 34}, (_, index) => index * 3);
	fc.assert(
		fc.property(fc.nat(120), fc.nat(120), fc.integer({min: 1, max: 40}), (cursor, top, height) => {
			const view = logView(state, {...freshList, filter: 'third', cursor: String(cursor), top}, undefined, height);
			const shown = view.rows.map(({seq}) => seq);
			expect(shown).toHaveLength(Math.min(height, matching.length));
			expect(matching.join()).toContain(shown.join());
			expect(view.rows[view.cursor]).toBeDefined();
			expect(view.older).toBe(shown[0] !== 0);
		}),
	);
});
