export type Release = () => void;

export type Semaphore = {
	/** Waits in line for a slot. Rejects with the signal's reason when it aborts first. Releasing twice is harmless. */
	readonly acquire: (signal: AbortSignal) => Promise<Release>;
	readonly inUse: () => number;
	/** Sets how many slots there are. Those taken beyond a lower limit stay taken until they are released. */
	readonly resize: (slots: number) => void;
};

/** Slots given out first come, first served. */
export const createSemaphore = (initialSlots: number): Semaphore => {
	const waiting = new Set<() => void>();
	let slots = initialSlots;
	let taken = 0;
	const admit = () => {
		for (const enter of waiting) {
			if (taken >= slots) {
				return;
			}

			waiting.delete(enter);
			enter();
		}
	};

	const take = (): Release => {
		let held = true;
		taken += 1;
		return () => {
			if (held) {
				held = false;
				taken -= 1;
				admit();
			}
		};
	};

	return {
		inUse: () => taken,
		resize(next) {
			slots = next;
			admit();
		},
		acquire: signal =>
			new Promise((resolve, reject) => {
				const abandon = () => {
					waiting.delete(enter);
					reject(signal.reason);
				};

				const enter = () => {
					signal.removeEventListener('abort', abandon);
					resolve(take());
				};

				if (signal.aborted) {
					reject(signal.reason);
					return;
				}

				waiting.add(enter);
				signal.addEventListener('abort', abandon, {once: true});
				admit();
			}),
	};
};
