import type {Event} from '../event.ts';
import {freshList} from '../initial-state.ts';
import type {ListState, Screen, State, Ui} from '../state.ts';

export type ScreenEvent = Exclude<Event, {readonly type: 'published' | 'inventory-read'}>;

/** Deeper than anyone drills; the oldest screens are forgotten then. */
const screensMax = 32;

/** What is on screen after something the operator did. */
export const afterScreenEvent = ({ui, ...data}: State, event: ScreenEvent): Ui => {
	switch (event.type) {
		case 'resized':
			return {...ui, columns: atLeastOne(event.columns), rows: atLeastOne(event.rows)};
		case 'pane-focused':
			return {...ui, focus: event.pane};
		case 'zoom-toggled':
			return {...ui, zoomed: !ui.zoomed};
		case 'screen-opened':
			return opened(ui, {id: event.screen, subject: event.subject, list: freshList});
		case 'screen-closed':
			return closed(ui);
		case 'list-changed':
			return withList(ui, list => ({...list, ...event.list}));
		case 'overlay-changed':
			return {...ui, overlay: event.overlay};
		case 'pause-toggled':
			return {...ui, paused: ui.paused === undefined ? snapshot(data) : undefined};
		case 'notified':
			return {...ui, notice: {text: event.text, at: data.now}};
		case 'theme-chosen':
			return {...ui, theme: event.theme};
		case 'log-view-changed':
			return {...ui, ...event.view};
		default:
			return unchanged(ui, event);
	}
};

/** Does not compile when an event has no case above. */
const unchanged = (ui: Ui, _event: never) => ui;

const opened = (ui: Ui, screen: Screen): Ui => {
	const [home, ...drilled] = ui.screens;
	const top = ui.screens.at(-1);
	return top?.id === screen.id && top.subject === screen.subject
		? {...ui, overlay: undefined}
		: {...ui, overlay: undefined, screens: [home, ...drilled.slice(2 - screensMax), screen]};
};

/** One step back. The cockpit stays, so this never leaves the program; there it gives up the zoom. */
const closed = (ui: Ui): Ui => {
	const [home, ...drilled] = ui.screens;
	return drilled.length > 0
		? {...ui, overlay: undefined, screens: [home, ...drilled.slice(0, -1)]}
		: {...ui, overlay: undefined, zoomed: false};
};

/** Changes the list that keys act on: that of the drill-down on top, or of the focused pane. */
const withList = (ui: Ui, change: (list: ListState) => ListState): Ui => {
	const [home, ...drilled] = ui.screens;
	const top = drilled.at(-1);
	return top === undefined
		? {...ui, panes: {...ui.panes, [ui.focus]: change(ui.panes[ui.focus])}}
		: {...ui, screens: [home, ...drilled.slice(0, -1), {...top, list: change(top.list)}]};
};

const snapshot = ({now, samples, logs, findings}: Omit<State, 'ui'>): Ui['paused'] => ({
	at: now,
	samples,
	logs,
	findings,
});

const atLeastOne = (cells: number) => (cells >= 1 ? Math.floor(cells) : 1);
