import type {ListState} from '../../store/state.ts';
import {blank, cellSpan, fit, onGround, retone, span, type Line, type Span} from './line.ts';
import type {Tone} from '../theme.ts';

export type Cell = {readonly text: string; readonly tone?: Tone};

export type Column<Row> = {
	readonly title: string;
	/** Columns it wants. A column with `grow` takes what is left over as well. */
	readonly width: number;
	readonly grow?: number;
	readonly align?: 'left' | 'right';
	/** The field that orders the rows by this column, when one does. */
	readonly by?: keyof Row & string;
	/** The higher, the sooner it is left out when there is no room; 0 stays always. */
	readonly drop: number;
	/** `width` is what the column has in the end, for a text that can be short or long. */
	readonly cell: (row: Row, width: number) => Cell;
};

export type TableProps<Row> = {
	readonly columns: readonly Column<Row>[];
	/** Only the rows in view. */
	readonly rows: readonly Row[];
	readonly cursor: number;
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
	/** What the rows are ordered by: the heading marks it. */
	readonly sort?: ListState['sort'];
	/** What an empty table says: why it is empty. */
	readonly empty: string;
};

/** Heading and rows, each exactly `width` columns; `height` lines at most. */
export const table = <Row>(props: TableProps<Row>): readonly Line[] => {
	const {columns, rows, cursor, focused, width, height, sort, empty} = props;
	const placed = place(columns, width);
	const heading = fit(
		placed.flatMap(({column, width: columnWidth}) => [headingSpan(column, columnWidth, sort), ...gap]),
		width,
	);
	if (rows.length === 0) {
		return [heading, fit([span(` ${empty}`, 'dim')], width)].slice(0, height);
	}

	const lines = rows.slice(0, height - 1).map((row, index) => {
		const line = fit(
			placed.flatMap(({column, width: columnWidth}) => {
				const {text, tone = 'plain'} = column.cell(row, columnWidth);
				return [cellSpan(text, columnWidth, tone, column.align), ...gap];
			}),
			width,
		);
		return index === cursor ? (focused ? retone(line, 'selected') : onGround(line, 'selectedBlurred')) : line;
	});
	return [heading, ...lines].slice(0, height);
};

const headingSpan = <Row>({title, by, align}: Column<Row>, width: number, sort: ListState['sort']): Span => {
	if (by === undefined || sort?.column !== by) {
		return cellSpan(title, width, 'heading', align);
	}

	return cellSpan(`${title.slice(0, width - 1)}${sort.descending ? '▼' : '▲'}`, width, 'accent', align);
};

const gap = blank(1);

/**
 * The columns with `drop` 0, and of the others as many as there is room for, the lowest `drop` first; what is left over
 * is shared among those that grow.
 */
const place = <Row>(columns: readonly Column<Row>[], width: number) => {
	const kept = new Set<Column<Row>>();
	let used = -1;
	for (const column of columns.toSorted((one, other) => one.drop - other.drop)) {
		if (column.drop === 0 || used + column.width + 1 <= width) {
			kept.add(column);
			used += column.width + 1;
		}
	}

	const shown = columns.filter(column => kept.has(column));
	const spare = Math.max(0, width - used);
	const shares = shown.reduce((sum, {grow = 0}) => sum + grow, 0);
	const shared = shown.map(({grow = 0}) => (shares > 0 ? Math.floor((spare * grow) / shares) : 0));
	const rest = shares > 0 ? spare - shared.reduce((sum, part) => sum + part, 0) : 0;
	const taker = shown.findIndex(({grow}) => grow !== undefined);
	return shown.map((column, index) => ({
		column,
		width: column.width + (shared[index] ?? 0) + (index === taker ? rest : 0),
	}));
};
