/**
 * Comparisons that are true only when the fact is known. Guards are built of these and of `and` and `or` alone, never of
 * `not`: so a fact that is lost can only make a guard trip.
 */
export const differs = (fact: string | undefined, other: string | undefined): boolean =>
	fact !== undefined && other !== undefined && fact !== other;

export const atMost = (fact: number | undefined, limit: number | undefined): boolean =>
	fact !== undefined && limit !== undefined && fact <= limit;

export const isEmpty = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length === 0;

/** True of each of a known list; also of an empty one. */
export const all = <Item>(list: readonly Item[] | undefined, is: (item: Item) => boolean): boolean =>
	list !== undefined && list.every(item => is(item));

/** True of at least one of a known list. */
export const any = <Item>(list: readonly Item[] | undefined, is: (item: Item) => boolean): boolean =>
	list !== undefined && list.some(item => is(item));

/** True when both are known, not empty, and hold the same texts, whatever their order. */
export const isSameSet = (one: readonly string[] | undefined, other: readonly string[] | undefined): boolean => {
	if (one === undefined || other === undefined || one.length === 0) {
		return false;
	}

	const [first, second] = [new Set(one), new Set(other)];
	return first.size === second.size && [...first].every(text => second.has(text));
};
