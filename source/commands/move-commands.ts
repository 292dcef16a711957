import {focusedList} from '../store/lists/focused-list.ts';
import type {State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

/** The view stops at the last line; this only keeps the number finite. */
const helpLinesMax = 1000;

/** Moves in the focused list, or in the help while it is open, by a number of rows or of pages, or to an end. */
const moveBy =
	(amount: number, unit: 'row' | 'page' = 'row') =>
	(state: State): Intent => {
		const {moved, page} = focusedList(state);
		const rows = unit === 'row' ? amount : Math.round(amount * page);
		const {overlay} = state.ui;
		if (overlay?.kind === 'help') {
			const top = Math.min(helpLinesMax, Math.max(0, overlay.top + rows));
			return {event: {type: 'overlay-changed', overlay: {...overlay, top}}};
		}

		const list = moved(rows);
		return list === undefined ? {blocked: 'the list is empty'} : {event: {type: 'list-changed', list}};
	};

/** Moves the cursor, or the text where there is none. */
export const moveCommands: readonly Command[] = [
	{id: 'cursor.down', title: 'Down', keys: ['j', 'down'], on: 'everywhere', group: 'move', prepare: moveBy(1)},
	{id: 'cursor.up', title: 'Up', keys: ['k', 'up'], on: 'everywhere', group: 'move', prepare: moveBy(-1)},
	{
		id: 'cursor.page-down',
		title: 'Page down',
		keys: ['pagedown', 'ctrl+f', 'space'],
		on: 'everywhere',
		group: 'move',
		prepare: moveBy(1, 'page'),
	},
	{
		id: 'cursor.page-up',
		title: 'Page up',
		keys: ['pageup', 'ctrl+b'],
		on: 'everywhere',
		group: 'move',
		prepare: moveBy(-1, 'page'),
	},
	{
		id: 'cursor.half-down',
		title: 'Half a page down',
		keys: ['ctrl+d'],
		on: 'everywhere',
		group: 'move',
		prepare: moveBy(0.5, 'page'),
	},
	{
		id: 'cursor.half-up',
		title: 'Half a page up',
		keys: ['ctrl+u'],
		on: 'everywhere',
		group: 'move',
		prepare: moveBy(-0.5, 'page'),
	},
	{
		id: 'cursor.first',
		title: 'First row',
		keys: ['g', 'home'],
		on: 'everywhere',
		group: 'move',
		prepare: moveBy(Number.NEGATIVE_INFINITY),
	},
	{
		id: 'cursor.last',
		title: 'Last row',
		keys: ['G', 'end'],
		on: 'everywhere',
		group: 'move',
		prepare: moveBy(Number.POSITIVE_INFINITY),
	},
];
