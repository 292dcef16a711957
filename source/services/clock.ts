/** The only clock. Everything else reads `state.now` or is given one of these. */
export type Clock = {
	/** Epoch ms. */
	readonly now: () => number;
	/** Resolves after `ms`, or at once when the signal aborts. Never rejects. */
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** Milliseconds since some moment, which no correction of the time of day can move; durations are counted in these. */
	readonly steady?: () => number;
};

export const systemClock: Clock = {
	now: () => Date.now(),
	steady: () => performance.now(),
	sleep: (ms, signal) =>
		new Promise(resolve => {
			if (signal.aborted) {
				resolve();
				return;
			}

			const done = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, ms);
			signal.addEventListener('abort', done, {once: true});
		}),
};
