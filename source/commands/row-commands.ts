import {focusedList} from '../store/lists/focused-list.ts';
import type {State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

const sortBy =
	(step: 'next column' | 'turn around') =>
	(state: State): Intent => {
		const {
			columns,
			list: {sort},
		} = focusedList(state);
		const [first] = columns;
		if (first === undefined) {
			return {blocked: 'this list keeps its own order'};
		}

		const column = sort?.column ?? first;
		const next = columns[(columns.indexOf(column) + 1) % columns.length] ?? first;
		const order =
			step === 'next column'
				? {column: sort === undefined ? first : next, descending: false}
				: {column, descending: !(sort?.descending ?? false)};
		return {event: {type: 'list-changed', list: {sort: order}}};
	};

const copyRow = (state: State): Intent => {
	const {selected} = focusedList(state);
	return selected === undefined ? {blocked: 'no row is selected'} : {effect: {type: 'copy', text: selected.copy}};
};

/** What every list can do: filter, sort, copy, and the menu of the selected row. */
export const rowCommands: readonly Command[] = [
	{
		id: 'list.filter',
		title: 'Filter',
		keys: ['/'],
		on: 'everywhere',
		group: 'list',
		hint: 6,
		prepare: state => ({
			event: {type: 'overlay-changed', overlay: {kind: 'filter', text: focusedList(state).list.filter}},
		}),
	},
	{
		id: 'list.sort',
		title: 'Sort by the next column',
		keys: ['s'],
		on: 'everywhere',
		group: 'list',
		prepare: sortBy('next column'),
	},
	{
		id: 'list.reverse',
		title: 'Turn the order around',
		keys: ['S'],
		on: 'everywhere',
		group: 'list',
		prepare: sortBy('turn around'),
	},
	{id: 'row.copy', title: 'Copy the row', keys: ['y'], on: 'everywhere', group: 'list', prepare: copyRow},
	{
		id: 'row.actions',
		title: 'Actions of the row',
		keys: ['a'],
		on: 'everywhere',
		group: 'list',
		hint: 7,
		prepare: state =>
			focusedList(state).selected === undefined
				? {blocked: 'no row is selected'}
				: {event: {type: 'overlay-changed', overlay: {kind: 'menu'}}},
	},
];
