import type {ListId, RowOf} from '../../store/lists/lists.ts';
import {pageOf, placedList} from '../../store/lists/placed-list.ts';
import type {ListState, State} from '../../store/state.ts';
import {frame} from './frame.ts';
import type {Line} from './line.ts';
import {table, type Column} from './table.ts';

type Props<Id extends ListId> = {
	readonly state: State;
	readonly id: Id;
	readonly title: string;
	readonly columns: readonly Column<RowOf<Id>>[];
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
	/** Why there is nothing, when there is nothing. */
	readonly empty: string;
};

/** A framed list, with its count, filter and order in the frame. */
export const listFrame = <Id extends ListId>({
	state,
	id,
	title,
	columns,
	focused,
	width,
	height,
	empty,
}: Props<Id>): readonly Line[] => {
	const {rows, cursor, top, hidden, list} = placedList(state, id, height);
	const page = pageOf(height);
	const note = [
		list.filter === '' ? '' : `/${list.filter}`,
		orderNote(columns, list.sort),
		rows.length > page ? `${cursor + 1} of ${rows.length}` : '',
	]
		.filter(part => part !== '')
		.join('  ');
	const body = table({
		columns,
		rows: rows.slice(top, top + page),
		cursor: cursor - top,
		focused,
		sort: list.sort,
		width: width - 2,
		height: height - 2,
		empty: hidden > 0 ? `the filter /${list.filter} hides all ${hidden}` : empty,
	});
	return frame({width, height, title, note, focused, body});
};

/** The order in words as well: the column that is marked may be one that there is no room for. */
const orderNote = <Row>(columns: readonly Column<Row>[], sort: ListState['sort']): string => {
	const column = columns.find(({by}) => by !== undefined && by === sort?.column);
	return column === undefined ? '' : `by ${column.title.toLowerCase()}${sort?.descending === true ? ' ↓' : ' ↑'}`;
};
