import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Event} from '../../source/store/event.ts';
import {listView} from '../../source/store/selectors/list-view.ts';
import {clusterRows} from '../../source/store/selectors/cluster-rows.ts';
import {checkLine} from '../../source/store/selectors/check-line.ts';
import {header} from '../../source/store/selectors/header.ts';
import {memberRows} from '../../source/store/selectors/member-rows.ts';
import {statusReport} from '../../source/store/selectors/status-report.ts';
import {drillIds, paneIds, type State, themeNames} from '../../source/store/state.ts';
import {update} from '../../source/store/update.ts';
import {event, reading} from '../kit/arbitrary.ts';
import {empty, fleet, grey, now} from '../kit/state.ts';

const fold = (events: readonly Event[], from: State) => events.reduce(update, from);

test('whatever happens in whatever order, there is a next state and everything can be shown of it', () => {
	fc.assert(
		fc.property(fc.array(event, {maxLength: 25}), fc.constantFrom(empty, grey, fleet), (events, begin) => {
			const state = fold(events, begin());
			expect(state.ui.screens[0].id).toBe('cockpit');
			expect(state.logs.count).toBe(state.logs.batches.reduce((sum, batch) => sum + batch.length, 0));
			expect(state.logs.count).toBeLessThanOrEqual(state.logs.limit);
			expect(JSON.stringify(statusReport(state))).not.toMatch(/undefined|NaN/);
			expect(checkLine(state).line.split('\n')).toHaveLength(1);
			expect(header(state).clusters.total).toBe(clusterRows(state).length);
			for (const {name, health, freshness} of clusterRows(state)) {
				expect(health === 'ok' && freshness === 'never').toBe(false);
				memberRows(state, name);
			}
		}),
		{numRuns: 150},
	);
});

test('the same events give the same state, findings in the same order and with ids of their own', () => {
	fc.assert(
		fc.property(fc.array(event, {maxLength: 15}), events => {
			const once = fold(events, fleet());
			const ids = once.findings.map(({id}) => id);
			expect(fold(events, fleet()).findings).toEqual(once.findings);
			expect(new Set(ids).size).toBe(ids.length);
		}),
		{numRuns: 60},
	);
});

test('since never moves while a condition lasts, and is never ahead of the clock', () => {
	fc.assert(
		fc.property(fc.array(fc.array(reading, {maxLength: 8}), {maxLength: 10}), ticks => {
			let state = fleet();
			for (const [index, readings] of ticks.entries()) {
				const before = new Map(state.findings.map(({id, since}) => [id, since]));
				const at = now + (index + 1) * 500;
				state = update(state, {
					type: 'published',
					now: at,
					readings: readings.map(each => ({...each, at})),
					records: [],
					streams: [],
				});
				for (const {id, since} of state.findings) {
					expect(since).toBe(before.get(id) ?? since);
					expect(since).toBeLessThanOrEqual(at);
				}
			}
		}),
		{numRuns: 60},
	);
});

test('a run of failures keeps its beginning, and the last good value its time', () => {
	fc.assert(
		fc.property(fc.array(fc.boolean(), {minLength: 1, maxLength: 12}), outcomes => {
			let [good, since]: readonly (number | undefined)[] = [undefined, undefined];
			let state = grey();
			for (const [index, ok] of outcomes.entries()) {
				const at = now + index * 1000;
				const poll = {id: 'etcd', target: 'etcd-1', at, tookMs: 1} as const;
				state = update(state, {
					type: 'published',
					now: at,
					readings: [ok ? {...poll, ok, value: {healthy: true, reason: ''}} : {...poll, ok, problem: 'no'}],
					records: [],
					streams: [],
				});
				[good, since] = ok ? [at, undefined] : [good, since ?? at];
				const sample = state.samples.etcd.get('etcd-1');
				expect(sample?.ok === true ? sample.at : sample?.last?.at).toBe(good);
				expect(sample?.ok === false ? sample.since : undefined).toBe(since);
			}
		}),
	);
});

test('data that comes in moves no cursor, filter, focus or screen', () => {
	fc.assert(
		fc.property(fc.array(reading, {maxLength: 12}), fc.constantFrom('pg-test', 'etcd'), (readings, cursor) => {
			const before = update(fleet(), {type: 'list-changed', list: {cursor, filter: 'e'}});
			const after = update(before, {type: 'published', now: now + 250, readings, records: [], streams: []});
			expect(after.ui).toBe(before.ui);
			const view = listView(clusterRows(after), after.ui.panes.clusters, 3);
			expect(view.rows[view.cursor]?.key).toBe(cursor);
		}),
		{numRuns: 60},
	);
});

test('the names that events may carry are those that the state knows', () => {
	for (const screen of drillIds) {
		expect(update(empty(), {type: 'screen-opened', screen, subject: undefined}).ui.screens.at(-1)?.id).toBe(screen);
	}

	for (const pane of paneIds) {
		expect(update(empty(), {type: 'pane-focused', pane}).ui.focus).toBe(pane);
	}

	for (const theme of themeNames) {
		expect(update(empty(), {type: 'theme-chosen', theme}).ui.theme).toBe(theme);
	}
});
