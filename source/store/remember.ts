import type {State} from './state.ts';

/**
 * A selector that makes its result anew only when one of the parts it is made of is another one than before. Keys that
 * move a cursor change none of the data, and must not pay for it.
 */
export const remember = <Result>(
	parts: (state: State) => readonly unknown[],
	make: (state: State) => Result,
): ((state: State) => Result) => {
	let last: {readonly of: readonly unknown[]; readonly result: Result} | undefined;
	return state => {
		const of = parts(state);
		if (last === undefined || of.some((part, index) => part !== last?.of[index])) {
			last = {of, result: make(state)};
		}

		return last.result;
	};
};

/** What everything is made of that is not the screen itself. */
export const dataOf = ({now, samples, findings, inventory, thresholds}: State): readonly unknown[] => [
	now,
	samples,
	findings,
	inventory,
	thresholds,
];
