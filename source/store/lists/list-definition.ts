import type {ListRow} from '../selectors/list-view.ts';
import type {DrillId, State} from '../state.ts';

/** What a list is, apart from how it is drawn: its rows, what they may be ordered by, what is behind one, what a copy says. */
export type ListDefinition<Row extends ListRow = ListRow> = {
	/** Rows in their natural order. `subject` is what the screen shows; undefined = the fleet. */
	readonly rows: (state: State, subject: string | undefined) => readonly Row[];
	/** Fields that it can be ordered by. None: the order is part of what the list says. */
	readonly columns: readonly (keyof Row & string)[];
	readonly open?: (
		row: Row,
		subject: string | undefined,
	) => {readonly screen: DrillId; readonly subject: string | undefined} | undefined;
	/** The cluster that a row belongs to. */
	readonly cluster?: (row: Row) => string | undefined;
	readonly copy: (row: Row) => string;
};
