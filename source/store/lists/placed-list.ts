import {listView, type ListView} from '../selectors/list-view.ts';
import {logView, type LogView} from '../selectors/log-view.ts';
import {followsAll} from '../selectors/follows-all.ts';
import {shownState} from '../selectors/shown-state.ts';
import type {DrillId, ListState, PaneId, State} from '../state.ts';
import type {ListDefinition} from './list-definition.ts';
import {lists, type ListId, type RowOf} from './lists.ts';
import {selectedCluster} from './selected-cluster.ts';

/** Lines of a list's rectangle that are no rows: the frame's two, and the heading. */
const furniture = 3;

export const pageOf = (height: number): number => Math.max(1, height - furniture);

export type Placed<Id extends ListId> = ListView<RowOf<Id>> & {
	readonly list: ListState;
	readonly subject: string | undefined;
};

/** A list as it stands in a rectangle of `height` lines. */
export const placedList = <Id extends ListId>(state: State, id: Id, height: number): Placed<Id> => {
	const shown = shownState(state);
	const subject = subjectOf(shown, id);
	const list = listStateOf(state, id);
	const definition: ListDefinition<RowOf<Id>> = lists[id];
	return {...listView(definition.rows(shown, subject), list, pageOf(height)), list, subject};
};

export type PlacedLog = LogView & {readonly list: ListState; readonly subject: string | undefined};

/** The log of a pane or a screen: no heading, so it has one line more. */
export const placedLog = (state: State, height: number): PlacedLog => {
	const list = listStateOf(state, 'logs');
	const subject = subjectOf(shownState(state), 'logs');
	return {...logView(shownState(state), list, subject, pageOf(height) + 1), list, subject};
};

const isPane = (id: ListId | 'logs'): id is PaneId => ['clusters', 'ha', 'backups', 'logs'].includes(id);

/** Cursor, filter and order of a list; a filter that is being typed counts already. */
export const listStateOf = ({ui}: State, id: ListId | 'logs'): ListState => {
	const [home, ...drilled] = ui.screens;
	const top = drilled.at(-1);
	const list = top === undefined ? (isPane(id) ? ui.panes[id] : home.list) : top.list;
	const isFocused = top !== undefined || ui.focus === id;
	return ui.overlay?.kind === 'filter' && isFocused ? {...list, filter: ui.overlay.text} : list;
};

/** What a list is about: the subject of its screen, or for the panes beside it the cluster under the cursor. */
export const subjectOf = (state: State, id: ListId | 'logs'): string | undefined => {
	const top = state.ui.screens.at(-1);
	if (top !== undefined && top.id !== 'cockpit') {
		return top.subject;
	}

	return id === 'ha' || (id === 'logs' && !followsAll(state)) ? selectedCluster(state) : undefined;
};

/** Which list a screen shows. A screen that is not here is text. */
export const listOfScreen: Readonly<Partial<Record<DrillId, ListId | 'logs'>>> = {
	cluster: 'members',
	nodes: 'nodes',
	backups: 'sets',
	ha: 'history',
	logs: 'logs',
	findings: 'findings',
	sources: 'sources',
	inventory: 'problems',
};
