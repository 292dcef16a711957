import {focusedList} from '../store/lists/focused-list.ts';
import type {State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

/** Through the columns, and after the last one back to the list's own order. */
const sortByNext = (state: State): Intent => {
	const {orders, list} = focusedList(state);
	if (orders.length === 0) {
		return {blocked: 'this list keeps its own order'};
	}

	const next = orders[orders.findIndex(({column}) => column === list.sort?.column) + 1];
	return {event: {type: 'list-changed', list: {sort: next}}};
};

const turnAround = (state: State): Intent => {
	const {orders, list} = focusedList(state);
	const order = list.sort ?? orders[0];
	return order === undefined
		? {blocked: 'this list keeps its own order'}
		: {event: {type: 'list-changed', list: {sort: {...order, descending: !order.descending}}}};
};

const filter = (state: State): Intent => {
	const {canFilter, list} = focusedList(state);
	return canFilter
		? {event: {type: 'overlay-changed', overlay: {kind: 'filter', text: list.filter}}}
		: {blocked: 'only lists are filtered'};
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
		hint: {rank: 6, word: 'filter'},
		prepare: filter,
	},
	{
		id: 'list.sort',
		title: 'Sort by the next column',
		keys: ['s'],
		on: 'everywhere',
		group: 'list',
		prepare: sortByNext,
	},
	{
		id: 'list.reverse',
		title: 'Turn the order around',
		keys: ['S'],
		on: 'everywhere',
		group: 'list',
		prepare: turnAround,
	},
	{id: 'row.copy', title: 'Copy the row', keys: ['y'], on: 'everywhere', group: 'list', prepare: copyRow},
	{
		id: 'row.actions',
		title: 'Actions of the row',
		keys: ['a'],
		on: 'everywhere',
		group: 'list',
		hint: {rank: 7, word: 'actions'},
		prepare: state =>
			focusedList(state).selected === undefined
				? {blocked: 'no row is selected'}
				: {event: {type: 'overlay-changed', overlay: {kind: 'menu'}}},
	},
];
