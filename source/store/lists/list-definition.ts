import type {ListRow} from '../selectors/list-view.ts';
import type {DrillId, State} from '../state.ts';

/** A field that rows may be ordered by, and which way round first: names from A, numbers from the greatest, which matters. */
export type Order<Field extends string = string> = {readonly column: Field; readonly descending: boolean};

export const fromLeast = <Field extends string>(column: Field): Order<Field> => ({column, descending: false});
export const fromMost = <Field extends string>(column: Field): Order<Field> => ({column, descending: true});

/** Names of what something is of. A node is named by its address or by its name. */
export type Place = {
	readonly cluster?: string | undefined;
	readonly instance?: string | undefined;
	readonly node?: string | undefined;
};

/** What a list is, apart from how it is drawn: its rows, what they may be ordered by, what is behind one, what a copy says. */
export type ListDefinition<Row extends ListRow = ListRow> = {
	/** Rows in their natural order. `subject` is what the screen shows; undefined = the fleet. */
	readonly rows: (state: State, subject: string | undefined) => readonly Row[];
	/** What it can be ordered by. Nothing: the order is part of what the list says. */
	readonly orders: readonly Order<keyof Row & string>[];
	readonly open?: (
		row: Row,
		subject: string | undefined,
	) => {readonly screen: DrillId; readonly subject: string | undefined} | undefined;
	/** What of the fleet a row is, or belongs to. */
	readonly at?: (row: Row) => Place;
	readonly copy: (row: Row) => string;
};

/** What the selected row, or a screen that is no list, offers. */
export type Selected = {
	readonly at: Place;
	readonly open: {readonly screen: DrillId; readonly subject: string | undefined} | undefined;
	readonly copy: string;
};
