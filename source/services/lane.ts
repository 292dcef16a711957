export type Lane<Item> = {
	/** Starts the item now, or when a slot is free. */
	readonly add: (item: Item) => void;
	/** Takes the item out of the line, if it still waits. */
	readonly remove: (item: Item) => void;
	/** Gives a slot back. Called once for each item that was started. */
	readonly release: () => void;
	/** Starts nothing any more. */
	readonly close: () => void;
};

/** So many at once, the others in line. `start` answers false when the item needs no slot after all. */
export const createLane = <Item>(slots: number, start: (item: Item) => boolean): Lane<Item> => {
	const waiting = new Set<Item>();
	let taken = 0;
	let isClosed = false;
	const admit = () => {
		for (const item of waiting) {
			if (isClosed || taken >= slots) {
				return;
			}

			waiting.delete(item);
			taken += 1;
			if (!start(item)) {
				taken -= 1;
			}
		}
	};

	return {
		add(item) {
			waiting.add(item);
			admit();
		},
		remove(item) {
			waiting.delete(item);
		},
		release() {
			taken -= 1;
			admit();
		},
		close() {
			isClosed = true;
			waiting.clear();
		},
	};
};
