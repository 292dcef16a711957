import {expect, test} from 'vitest';
import type {Event} from '../../../source/store/event.ts';
import type {State} from '../../../source/store/state.ts';
import {shownState} from '../../../source/store/selectors/shown-state.ts';
import {update} from '../../../source/store/update.ts';
import {answers, fleet, later, now} from '../../kit/state.ts';

const after = (...events: readonly Event[]): State => events.reduce(update, fleet());
const drilled = {type: 'screen-opened', screen: 'cluster', subject: 'pg-test'} as const;
const names = ({ui}: State) => ui.screens.map(({id, subject}) => (subject === undefined ? id : `${id} ${subject}`));

test('a screen is opened over the one before, and closing goes back', () => {
	const deep = after(drilled, {type: 'screen-opened', screen: 'instance', subject: 'pg-test-2'});
	expect(names(deep)).toEqual(['cockpit', 'cluster pg-test', 'instance pg-test-2']);
	expect(names(update(deep, {type: 'screen-closed'}))).toEqual(['cockpit', 'cluster pg-test']);
});

test('closing on the cockpit stays there, and gives up the zoom', () => {
	const zoomed = after({type: 'zoom-toggled'});
	const closed = update(zoomed, {type: 'screen-closed'});
	expect(names(closed)).toEqual(['cockpit']);
	expect(closed.ui.zoomed).toBe(false);
	expect(names(update(closed, {type: 'screen-closed'}))).toEqual(['cockpit']);
});

test('opening what is on screen already opens nothing twice', () => {
	expect(names(after(drilled, drilled))).toEqual(['cockpit', 'cluster pg-test']);
});

test('the stack of screens is bounded, and the cockpit stays at its bottom', () => {
	const many = Array.from({length: 100}, (_, index) => ({...drilled, subject: `pg-${index}`}));
	const state = after(...many);
	expect(state.ui.screens).toHaveLength(32);
	expect(names(state)[0]).toBe('cockpit');
	expect(names(state).at(-1)).toBe('cluster pg-99');
});

test('a screen that opens or closes takes the overlay away', () => {
	const overlay = {type: 'overlay-changed', overlay: {kind: 'help', top: 0}} as const;
	expect(after(overlay).ui.overlay).toEqual({kind: 'help', top: 0});
	expect(after(overlay, drilled).ui.overlay).toBeUndefined();
	expect(after(overlay, {type: 'screen-closed'}).ui.overlay).toBeUndefined();
});

test('the list that changes is that of the focused pane', () => {
	const {panes} = after(
		{type: 'pane-focused', pane: 'ha'},
		{type: 'list-changed', list: {cursor: 'pg-test', top: 3}},
	).ui;
	expect(panes.ha).toMatchObject({cursor: 'pg-test', top: 3, filter: ''});
	expect(panes.clusters.cursor).toBeUndefined();
});

test('with a drill-down on top its own list changes, and the panes do not', () => {
	const {ui} = after(drilled, {type: 'list-changed', list: {filter: 'lag'}});
	expect(ui.screens.at(-1)?.list.filter).toBe('lag');
	expect(ui.panes.clusters.filter).toBe('');
});

test('a list is where it was left when its screen comes back', () => {
	const {ui} = after(
		drilled,
		{type: 'list-changed', list: {cursor: 'pg-test-3'}},
		{type: 'screen-opened', screen: 'instance', subject: 'pg-test-3'},
		{type: 'screen-closed'},
	);
	expect(ui.screens.at(-1)?.list.cursor).toBe('pg-test-3');
});

test('pausing keeps what was seen while the data goes on, and pausing again lets go', () => {
	const paused = update(fleet(), {type: 'pause-toggled'});
	const live = answers(later(paused, 60_000), 'etcd', 'etcd-1', {healthy: false, reason: 'RAFT NO LEADER'});
	expect(live.samples.etcd.get('etcd-1')).toMatchObject({value: {healthy: false}});
	expect(shownState(live)).toMatchObject({now, samples: paused.samples});
	const resumed = update(live, {type: 'pause-toggled'});
	expect(shownState(resumed)).toBe(resumed);
});

test('a notice carries the time at which it was given', () => {
	expect(update(later(fleet(), 500), {type: 'notified', text: 'copied'}).ui.notice).toEqual({
		text: 'copied',
		at: now + 500,
	});
});

test('theme, log view and size are as chosen, and a size is never below one cell', () => {
	const {ui} = after(
		{type: 'theme-chosen', theme: 'contrast'},
		{type: 'log-view-changed', view: {logLevel: 'error'}},
		{type: 'resized', columns: 0, rows: Number.NaN},
	);
	expect(ui).toMatchObject({theme: 'contrast', logLevel: 'error', logWrap: false, columns: 1, rows: 1});
});
