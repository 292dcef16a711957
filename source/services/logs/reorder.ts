/**
 * Puts what several streams bring in the order of its own time, holding each for at most `windowMs` after it came. Among equal
 * times the order of arrival stays. What comes later than that is not in order any more, but it comes.
 */
export const createReorder = <T extends {readonly at: number}>(windowMs: number) => {
	let held: {readonly item: T; readonly cameAt: number}[] = [];
	return {
		push: (items: readonly T[], now: number): void => {
			for (const item of items) {
				held.push({item, cameAt: now});
			}
		},
		count: (): number => held.length,
		/** What has waited long enough, with everything that belongs before it. */
		take: (now: number): readonly T[] => {
			const due = held.reduce(
				(latest, {item, cameAt}) => (now - cameAt >= windowMs ? Math.max(latest, item.at) : latest),
				Number.NEGATIVE_INFINITY,
			);
			const out = held.filter(({item}) => item.at <= due);
			held = held.filter(({item}) => item.at > due);
			return sorted(out.map(({item}) => item));
		},
		/** All the rest. */
		flush: (): readonly T[] => {
			const out = sorted(held.map(({item}) => item));
			held = [];
			return out;
		},
	};
};

const sorted = <T extends {readonly at: number}>(items: readonly T[]): readonly T[] =>
	items.toSorted((one, other) => one.at - other.at);
