import {focusedRect} from '../layout.ts';
import type {ListRow} from '../selectors/list-view.ts';
import {logStep} from '../selectors/log-view.ts';
import {shownState} from '../selectors/shown-state.ts';
import type {ListState, State} from '../state.ts';
import type {ListDefinition, Order, Selected} from './list-definition.ts';
import {lists, type ListId, type RowOf} from './lists.ts';
import {logText} from './log-text.ts';
import {listOfScreen, pageOf, placedList, placedLog} from './placed-list.ts';
import {textSelected} from './text-selected.ts';

/** The list that keys act on, whatever it holds. */
export type FocusedList = {
	readonly selected: Selected | undefined;
	/** Where it stands after moving by so many rows; undefined when there is nothing to move in. */
	readonly moved: (rows: number) => Partial<ListState> | undefined;
	/** False for a screen that is a text. */
	readonly canFilter: boolean;
	/** A log that stands still while newer records come in. */
	readonly isScrolledLog: boolean;
	/** Rows that a page has. */
	readonly page: number;
	readonly list: ListState;
	/** What it can be ordered by. */
	readonly orders: readonly Order[];
};

/** Worked out once for each state: every hint of the footer asks for it. */
export const focusedList = (state: State): FocusedList => {
	const known = made.get(state);
	if (known !== undefined) {
		return known;
	}

	const list = focusedListOf(state);
	made.set(state, list);
	return list;
};

const made = new WeakMap<State, FocusedList>();

const focusedListOf = (state: State): FocusedList => {
	const top = state.ui.screens.at(-1);
	const id = top === undefined || top.id === 'cockpit' ? state.ui.focus : listOfScreen[top.id];
	const {height} = focusedRect(state.ui);
	if (id === undefined) {
		return top === undefined ? text(noList, height, undefined) : text(top.list, height, textSelected(state, top));
	}

	return id === 'logs' ? log(state, height) : rowsOf(state, id, height);
};

const rowsOf = <Id extends ListId>(state: State, id: Id, height: number): FocusedList => {
	const {rows, cursor, top, list, subject} = placedList(state, id, height);
	const definition: ListDefinition<RowOf<Id>> = lists[id];
	const row = rows[cursor];
	return {
		selected: row === undefined ? undefined : selectedOf(definition, row, subject),
		moved: by => {
			const index = clamp(cursor + by, 0, rows.length - 1);
			const page = pageOf(height);
			return rows.length === 0
				? undefined
				: {cursor: rows[index]?.key, top: clamp(top, Math.max(0, index - page + 1), index)};
		},
		canFilter: true,
		isScrolledLog: false,
		page: pageOf(height),
		list,
		orders: definition.orders,
	};
};

const selectedOf = <Row extends ListRow>(
	{at, open, copy}: ListDefinition<Row>,
	row: Row,
	subject: string | undefined,
): Selected => ({at: at?.(row) ?? {}, open: open?.(row, subject), copy: copy(row)});

const log = (state: State, height: number): FocusedList => {
	const view = placedLog(state, height);
	const {list, subject} = view;
	const record = view.isFollowing ? view.rows.at(-1) : view.rows[view.cursor];
	return {
		selected:
			record === undefined
				? undefined
				: {
						at: view.isFollowing ? {} : {node: record.ip},
						open: undefined,
						copy: logText(record),
					},
		moved: by => {
			if (by === 0 || record === undefined) {
				return undefined;
			}

			const cursor =
				by === Number.POSITIVE_INFINITY
					? undefined
					: logStep(shownState(state), list, subject, clamp(by, -100_000, 100_000));
			return {cursor, top: cursor === undefined ? 0 : Math.min(Number(cursor), view.rows[0]?.seq ?? 0)};
		},
		canFilter: true,
		isScrolledLog: !view.isFollowing,
		page: pageOf(height) + 1,
		list,
		orders: [],
	};
};

const text = (list: ListState, height: number, selected: Selected | undefined): FocusedList => ({
	selected,
	moved: by => ({top: clamp(list.top + by, 0, textLinesMax)}),
	canFilter: false,
	isScrolledLog: false,
	page: pageOf(height),
	list,
	orders: [],
});

/** A text screen is cut at its end by the view, which knows how many lines there are. */
const textLinesMax = 10_000;
const noList: ListState = {cursor: undefined, top: 0, filter: '', sort: undefined};

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
