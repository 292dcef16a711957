import {expect, test} from 'vitest';
import type {Reading} from '../../source/model/sample.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {seen} from '../../source/store/freshness.ts';
import type {Event} from '../../source/store/event.ts';
import {update} from '../../source/store/update.ts';
import {inventory, inventoryOf, pgMeta} from '../kit/inventory.ts';
import {record} from '../kit/log-record.ts';
import {answers, empty, fails, fleet, found, grey, heard, intervalsMs, later, logs, now} from '../kit/state.ts';

test('at first nothing is known and nothing is claimed', () => {
	const state = empty();
	expect(state.findings).toEqual([]);
	expect(Object.values(state.samples).every(samples => samples.size === 0)).toBe(true);
});

test('a good answer replaces what was known', () => {
	const state = answers(fleet(), 'etcd', 'etcd-1', {healthy: false, reason: 'RAFT NO LEADER'});
	expect(state.samples.etcd.get('etcd-1')).toMatchObject({ok: true, value: {reason: 'RAFT NO LEADER'}, at: now});
});

test('a failing source keeps the last good value with its own time, and the start of the run of failures', () => {
	const once = fails(later(fleet(), 5000), 'etcd-1');
	const twice = fails(later(once, 5000), 'etcd-1', [], 'connection refused');
	expect(twice.samples.etcd.get('etcd-1')).toMatchObject({
		ok: false,
		problem: 'connection refused',
		at: now + 10_000,
		since: now + 5000,
		last: {value: {healthy: true}, at: now},
	});
});

test('a source that never answered has no value while it fails', () => {
	const state = fails(grey(), 'etcd-1', ['etcd']);
	expect(state.samples.etcd.get('etcd-1')).toEqual({
		ok: false,
		problem: 'no answer in 1 s',
		at: now,
		since: now,
		tookMs: 1000,
		last: undefined,
	});
	expect(seen(state, 'etcd', 'etcd-1')).toMatchObject({value: undefined, state: 'failing'});
});

test('a new answer ends the run of failures', () => {
	const failing = fails(fleet(), 'etcd-1');
	const back = answers(failing, 'etcd', 'etcd-1', {healthy: true, reason: ''});
	expect(fails(later(back, 9000), 'etcd-1').samples.etcd.get('etcd-1')).toMatchObject({since: now + 9000});
});

test('maps of sources that said nothing are not copied', () => {
	const before = fleet();
	const after = answers(before, 'etcd', 'etcd-1', {healthy: true, reason: ''});
	expect(after.samples.node).toBe(before.samples.node);
	expect(after.samples.etcd).not.toBe(before.samples.etcd);
});

test('samples of targets that left the inventory are forgotten', () => {
	const state = update(fleet(), inventoryRead(inventoryOf([pgMeta])));
	expect([...state.samples.instance.keys()]).toEqual(['pg-meta-1']);
	expect([...state.samples.node.keys()]).toEqual(['10.10.10.10']);
	expect([...state.samples.etcd.keys()]).toEqual([]);
});

test('an answer that comes after its target left the inventory is not taken in', () => {
	const small = update(fleet(), inventoryRead(inventoryOf([pgMeta])));
	expect(answers(small, 'etcd', 'etcd-1', {healthy: true, reason: ''}).samples.etcd.size).toBe(0);
});

test('a broken inventory leaves the last good one in use, marked as stale', () => {
	const good = fleet();
	const problem = {file: 'pigsty.yml', line: 7, severity: 'crit', rule: 'yaml', text: 'Line 7 is not YAML.'} as const;
	const broken = update(good, {...inventoryRead(inventory()), reading: {inventory: undefined, problems: [problem]}});
	expect(broken.inventory).toMatchObject({stale: true, model: good.inventory.model, problems: [problem]});
	expect(broken.samples).toBe(good.samples);
	expect(update(broken, inventoryRead(inventory())).inventory.stale).toBe(false);
});

test('without any good inventory there is none, and it is not called stale', () => {
	const state = update(empty(), {...inventoryRead(inventory()), reading: {inventory: undefined, problems: []}});
	expect(state.inventory).toMatchObject({model: undefined, stale: false});
});

test('records are kept as the batches they came in, and whole batches fall out at the front', () => {
	const small = {...empty(), logs: {batches: [], count: 0, limit: 5, forgotten: 0}};
	const first = [record(1), record(2)];
	const second = [record(3), record(4)];
	const third = [record(5), record(6)];
	const state = logs(logs(logs(small, ...first), ...second), ...third);
	expect(state.logs).toEqual({batches: [second, third], count: 4, limit: 5, forgotten: 2});
});

test('a batch beyond the limit keeps its end', () => {
	const small = {...empty(), logs: {batches: [[record(1)]], count: 1, limit: 3, forgotten: 0}};
	const state = logs(small, record(2), record(3), record(4), record(5));
	expect(state.logs).toEqual({batches: [[record(3), record(4), record(5)]], count: 3, limit: 3, forgotten: 2});
});

test('a stream is known by the newest that was said of it', () => {
	const stream = {
		id: 'a',
		ip: '10.10.10.11',
		program: 'patroni',
		state: 'opening',
		problem: undefined,
		dropped: 0,
	} as const;
	const tick = {type: 'published', now, readings: [], records: []} as const;
	const opening = update(fleet(), {...tick, streams: [stream]});
	const following = update(opening, {...tick, streams: [{...stream, state: 'following'}]});
	expect(following.streams).toEqual({a: {...stream, state: 'following'}});
	expect(update(following, {...tick, streams: []}).streams).toBe(following.streams);
});

test('a clock that is not a number does not become the time', () => {
	expect(update(fleet(), {type: 'published', now: Number.NaN, readings: [], records: [], streams: []}).now).toBe(now);
});

test('the settings given at the start are in the state', () => {
	const state = initialState({
		now,
		path: 'x',
		intervalsMs,
		columns: 80,
		rows: 24,
		demo: 'calm',
		theme: 'light',
		logLimit: 9,
	});
	expect(state).toMatchObject({
		demo: 'calm',
		environment: undefined,
		ui: {theme: 'light', columns: 80},
		logs: {limit: 9},
	});
});

test('nothing is found in a healthy fleet', () => {
	expect(found(fleet())).toEqual([]);
});

test('readings of one tick are all taken in', () => {
	const readings: readonly Reading[] = [
		{id: 'etcd', target: 'etcd-1', at: now, tookMs: 1, ok: true, value: {healthy: true, reason: ''}},
		{id: 'etcd', target: 'etcd-2', at: now, tookMs: 1, ok: false, problem: 'no'},
	];
	expect([...heard(grey(), ...readings).samples.etcd.keys()]).toEqual(['etcd-1', 'etcd-2']);
});

const inventoryRead = (model: ReturnType<typeof inventory>): Extract<Event, {type: 'inventory-read'}> => ({
	type: 'inventory-read',
	now,
	path: '/home/dba/pigsty/pigsty.yml',
	sha256: 'another',
	reading: {inventory: model, problems: []},
});
