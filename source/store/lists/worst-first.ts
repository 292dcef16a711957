import type {Health} from '../../model/health.ts';
import type {State} from '../state.ts';

type Healthy = {readonly health: Health};

const badness: Readonly<Record<Health, number>> = {crit: 0, warn: 1, unknown: 2, ok: 3};

/**
 * The rows of a selector in the order in which they need looking at, so that the cursor begins at the worst; what is
 * alike stays in the order of the inventory. Worked out once for the rows that the selector remembers: keys do not order
 * them again.
 */
export const worstFirst = <Row extends Healthy>(
	rowsOf: (state: State) => readonly Row[],
): ((state: State) => readonly Row[]) => {
	const ordered = new WeakMap<readonly Row[], readonly Row[]>();
	return state => {
		const rows = rowsOf(state);
		const known = ordered.get(rows) ?? rows.toSorted((one, other) => badness[one.health] - badness[other.health]);
		ordered.set(rows, known);
		return known;
	};
};
