import type {ListState} from '../state.ts';

/** What every row of every list has: an identity, and the text that a filter looks into. */
export type ListRow = {readonly key: string; readonly search: string};

export type ListView<Row extends ListRow> = {
	/** Filtered and in order. */
	readonly rows: readonly Row[];
	/** Position of the cursor in `rows`; −1 when there are none. */
	readonly cursor: number;
	/** First row shown, moved so that the cursor is within `height`. */
	readonly top: number;
	/** How many the filter hides. */
	readonly hidden: number;
};

/**
 * A list as it is shown: filtered, sorted, and with the cursor on the row it was put on, wherever that row is now.
 * When the row is gone the cursor stays at its place on the screen.
 */
export const listView = <Row extends ListRow>(rows: readonly Row[], list: ListState, height: number): ListView<Row> => {
	const filtered = filterRows(rows, list.filter);
	const sorted = list.sort === undefined ? filtered : sortRows(filtered, list.sort);
	const last = sorted.length - 1;
	const found = list.cursor === undefined ? 0 : sorted.findIndex(({key}) => key === list.cursor);
	const cursor = found === -1 ? Math.min(Math.max(0, list.top), last) : Math.min(found, last);
	const shown = Math.max(1, height);
	const topMax = Math.max(0, sorted.length - shown);
	const top = Math.max(0, Math.min(list.top, topMax, Math.max(0, cursor)));
	return {rows: sorted, cursor, top: Math.max(top, cursor - shown + 1), hidden: rows.length - sorted.length};
};

/**
 * Rows that a filter lets through. The filter is a regular expression, or plain text when it is not a valid one; `!` in
 * front turns it round; capitals count only when it has some.
 */
export const filterRows = <Row extends ListRow>(rows: readonly Row[], filter: string): readonly Row[] => {
	const matches = matcher(filter);
	return matches === undefined ? rows : rows.filter(({search}) => matches(search));
};

/** Undefined when everything matches. */
export const matcher = (filter: string): ((text: string) => boolean) | undefined => {
	const isInverse = filter.startsWith('!');
	const wanted = isInverse ? filter.slice(1) : filter;
	if (wanted === '') {
		return undefined;
	}

	const pattern = patternOf(wanted);
	return isInverse ? text => !pattern.test(text) : text => pattern.test(text);
};

const patternOf = (wanted: string): RegExp => {
	const flags = /\p{Lu}/u.test(wanted) ? 'u' : 'iu';
	try {
		return new RegExp(wanted, flags);
	} catch {
		return new RegExp(wanted.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), flags);
	}
};

const sortRows = <Row extends ListRow>(rows: readonly Row[], {column, descending}: NonNullable<ListState['sort']>) =>
	rows.toSorted((a, b) => {
		const [left, right]: readonly unknown[] = [Reflect.get(a, column), Reflect.get(b, column)];
		if (left === undefined || right === undefined) {
			// Unknown is neither small nor large: it comes last in both directions.
			return Number(left === undefined) - Number(right === undefined);
		}

		return descending ? compare(right, left) : compare(left, right);
	});

/** Words that have an order of their own, from good to bad. */
const order: readonly unknown[] = ['ok', 'fresh', 'info', 'unknown', 'never', 'stale', 'warn', 'failing', 'crit'];

const compare = (left: unknown, right: unknown): number => {
	if (typeof left === 'number' && typeof right === 'number') {
		return left - right;
	}

	if (typeof left === 'boolean' && typeof right === 'boolean') {
		return Number(left) - Number(right);
	}

	return order.includes(left) && order.includes(right)
		? order.indexOf(left) - order.indexOf(right)
		: collate(String(left), String(right));
};

/** `pg-test-10` after `pg-test-9`. */
const {compare: collate} = new Intl.Collator('en', {numeric: true});
