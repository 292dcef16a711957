import {blank, cellSpan, fit, retone, span, type Line} from './line.ts';
import type {Tone} from '../theme.ts';

export type Cell = {readonly text: string; readonly tone?: Tone};

export type Column<Row> = {
	readonly title: string;
	/** Columns it wants. A column with `grow` takes what is left over as well. */
	readonly width: number;
	readonly grow?: number;
	readonly align?: 'left' | 'right';
	/** The higher, the sooner it is left out when there is no room; 0 stays always. */
	readonly drop: number;
	readonly cell: (row: Row) => Cell;
};

export type TableProps<Row> = {
	readonly columns: readonly Column<Row>[];
	/** Only the rows in view. */
	readonly rows: readonly Row[];
	readonly cursor: number;
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
	/** Title of the column the rows are ordered by, marked in the heading. */
	readonly sorted?: {readonly title: string; readonly descending: boolean} | undefined;
	/** What an empty table says: why it is empty. */
	readonly empty: string;
};

/** Heading and rows, each exactly `width` columns; `height` lines at most. */
export const table = <Row>(props: TableProps<Row>): readonly Line[] => {
	const {columns, rows, cursor, focused, width, height, sorted, empty} = props;
	const placed = place(columns, width);
	const heading = fit(
		placed.flatMap(({column, width: columnWidth}) => {
			const mark = sorted?.title === column.title ? (sorted.descending ? '▼' : '▲') : '';
			return [cellSpan(column.title + mark, columnWidth, 'heading', column.align), ...gap];
		}),
		width,
	);
	if (rows.length === 0) {
		return [heading, fit([span(` ${empty}`, 'dim')], width)].slice(0, height);
	}

	const lines = rows.slice(0, height - 1).map((row, index) => {
		const line = fit(
			placed.flatMap(({column, width: columnWidth}) => {
				const {text, tone = 'plain'} = column.cell(row);
				return [cellSpan(text, columnWidth, tone, column.align), ...gap];
			}),
			width,
		);
		return index === cursor ? retone(line, focused ? 'selected' : 'selectedBlurred') : line;
	});
	return [heading, ...lines].slice(0, height);
};

const gap = blank(1);

/** Leaves out the columns with the highest `drop` until the rest fits, then shares what is left among those that grow. */
const place = <Row>(columns: readonly Column<Row>[], width: number) => {
	let kept = [...columns];
	const wanted = () => kept.reduce((sum, column) => sum + column.width + 1, -1);
	while (wanted() > width && kept.some(({drop}) => drop > 0)) {
		const worst = kept.reduce((worstSoFar, column) => (column.drop > worstSoFar.drop ? column : worstSoFar));
		kept = kept.filter(column => column !== worst);
	}

	const spare = Math.max(0, width - wanted());
	const shares = kept.reduce((sum, {grow = 0}) => sum + grow, 0);
	return kept.map(column => ({
		column,
		width: column.width + (shares > 0 ? Math.floor((spare * (column.grow ?? 0)) / shares) : 0),
	}));
};
