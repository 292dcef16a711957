import type {PgView} from './view.ts';

/** Something that several rules want to know of a cluster, found out once for each look at it. */
export const perView = <Result>(find: (view: PgView) => Result): ((view: PgView) => Result) => {
	const known = new WeakMap<PgView, {readonly result: Result}>();
	return view => {
		const before = known.get(view);
		if (before !== undefined) {
			return before.result;
		}

		const result = find(view);
		known.set(view, {result});
		return result;
	};
};
