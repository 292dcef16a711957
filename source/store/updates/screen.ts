import type {Event} from '../event.ts';
import {freshList} from '../initial-state.ts';
import type {ListState, Screen, State, Ui} from '../state.ts';

export type ScreenEvent = Exclude<Event, {readonly type: 'published' | 'inventory-read' | 'targets-asked'}>;

/** Deeper than anyone drills; the oldest screens are forgotten then. */
const screensMax = 32;

/** What is on screen after something the operator did. Whatever it was, the last notice has been read by then. */
export const afterScreenEvent = (state: State, event: ScreenEvent): Ui => ({
	...state.ui,
	notice: event.type === 'resized' ? state.ui.notice : undefined,
	...changed(state, event),
});

const changed = ({ui, ...data}: State, event: ScreenEvent): Partial<Ui> => {
	switch (event.type) {
		case 'resized':
			return {columns: atLeastOne(event.columns), rows: atLeastOne(event.rows)};
		case 'pane-focused':
			return {focus: event.pane};
		case 'zoom-toggled':
			return {zoomed: !ui.zoomed};
		case 'screen-opened':
			return opened(ui, {id: event.screen, subject: event.subject, list: {...freshList, cursor: event.cursor}});
		case 'screen-closed':
			return closed(ui);
		case 'list-changed':
			return withList(ui, list => ({...list, ...event.list}));
		case 'overlay-changed':
			return {overlay: event.overlay};
		case 'pause-toggled':
			return {paused: ui.paused === undefined ? snapshot(data) : undefined};
		case 'notified':
			return {notice: {text: event.text, at: data.now}};
		case 'theme-chosen':
			return {theme: event.theme};
		case 'log-view-changed':
			return event.view;
		default:
			return nothing(event);
	}
};

/** Does not compile when an event has no case above. */
const nothing = (_event: never): Partial<Ui> => ({});

const opened = ({screens}: Ui, screen: Screen): Partial<Ui> => {
	const [home, ...drilled] = screens;
	const top = screens.at(-1);
	return top?.id === screen.id && top.subject === screen.subject
		? {overlay: undefined}
		: {overlay: undefined, screens: [home, ...drilled.slice(2 - screensMax), screen]};
};

/** One step back. The cockpit stays, so this never leaves the program; there it gives up the zoom. */
const closed = ({screens}: Ui): Partial<Ui> => {
	const [home, ...drilled] = screens;
	return drilled.length > 0
		? {overlay: undefined, screens: [home, ...drilled.slice(0, -1)]}
		: {overlay: undefined, zoomed: false};
};

/** Changes the list that keys act on: that of the drill-down on top, or of the focused pane. */
const withList = (ui: Ui, change: (list: ListState) => ListState): Partial<Ui> => {
	const [home, ...drilled] = ui.screens;
	const top = drilled.at(-1);
	return top === undefined
		? {panes: {...ui.panes, [ui.focus]: change(ui.panes[ui.focus])}}
		: {screens: [home, ...drilled.slice(0, -1), {...top, list: change(top.list)}]};
};

const snapshot = ({now, samples, logs, findings}: Omit<State, 'ui'>): Ui['paused'] => ({
	at: now,
	samples,
	logs,
	findings,
});

const atLeastOne = (cells: number) => (cells >= 1 ? Math.floor(cells) : 1);
