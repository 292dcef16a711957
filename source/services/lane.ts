import type {Timers} from './timers.ts';

export type Lane<Item> = {
	/** Starts the item now, or when a slot is free. */
	readonly add: (item: Item) => void;
	/** The item is done, or no longer wanted: it leaves its slot or the line. */
	readonly leave: (item: Item) => void;
	/** Starts nothing any more. */
	readonly close: () => void;
};

export type LaneOptions<Item> = {
	readonly timers: Timers;
	/** So many at once. */
	readonly slots: number;
	/** Answers false when the item needs no slot after all. */
	readonly start: (item: Item) => boolean;
};

/** Who takes longer than this makes place for the next: it hangs, and only holds a socket. */
const slowAfterMs = 250;
/** So many times the slots may hang beside those that do not. */
const slowShare = 15;

/** A few at once, the others in line; those that hang do not keep the line waiting. */
export const createLane = <Item>({timers, slots, start}: LaneOptions<Item>): Lane<Item> => {
	const waiting = new Set<Item>();
	/** In the order of starting, with the time of it. */
	const busy = new Map<Item, number>();
	const slow = new Set<Item>();
	let isClosed = false;
	let isLookingForSlow = false;

	const take = (item: Item) => {
		busy.set(item, timers.now());
		if (!start(item)) {
			busy.delete(item);
		}
	};

	const admit = () => {
		for (const item of waiting) {
			if (busy.size >= slots) {
				lookForSlow();
				return;
			}

			waiting.delete(item);
			take(item);
		}
	};

	/** Only while somebody waits, so that it costs nothing as long as all is well. */
	const lookForSlow = () => {
		if (!isLookingForSlow) {
			isLookingForSlow = true;
			timers.after(slowAfterMs / 2, () => {
				isLookingForSlow = false;
				setSlowAside();
				admit();
			});
		}
	};

	const setSlowAside = () => {
		const before = timers.now() - slowAfterMs;
		for (const [item, startedAt] of busy) {
			if (startedAt > before || slow.size >= slots * slowShare) {
				return;
			}

			busy.delete(item);
			slow.add(item);
		}
	};

	return {
		add(item) {
			if (!isClosed) {
				waiting.add(item);
				admit();
			}
		},
		leave(item) {
			if (busy.delete(item)) {
				if (waiting.size > 0) {
					admit();
				}
			} else if (!slow.delete(item)) {
				waiting.delete(item);
			}
		},
		close() {
			isClosed = true;
			waiting.clear();
		},
	};
};
