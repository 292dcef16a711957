import type {Clock} from '../../source/services/clock.ts';

export type ManualClock = Clock & {
	/** Lets time pass at once, and wakes who slept long enough. */
	readonly advance: (ms: number) => void;
	/** How many sleep now. */
	readonly sleeping: () => number;
};

/** A clock that stands still until a test moves it. */
export const manualClock = (startAt = 1_790_000_000_000): ManualClock => {
	const sleepers = new Set<{readonly until: number; readonly wake: () => void}>();
	let now = startAt;
	return {
		now: () => now,
		sleeping: () => sleepers.size,
		sleep: (ms, signal) =>
			new Promise(resolve => {
				const sleeper = {
					until: now + ms,
					wake: () => {
						sleepers.delete(sleeper);
						signal.removeEventListener('abort', sleeper.wake);
						resolve();
					},
				};
				if (signal.aborted || ms <= 0) {
					resolve();
					return;
				}

				sleepers.add(sleeper);
				signal.addEventListener('abort', sleeper.wake, {once: true});
			}),
		advance(ms) {
			now += ms;
			for (const sleeper of [...sleepers].filter(({until}) => until <= now)) {
				sleeper.wake();
			}
		},
	};
};
