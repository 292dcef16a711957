import type {Clock} from '../clock.ts';

export type Deadline = {
	readonly clock: Clock;
	readonly timeoutMs: number;
	/** The caller's own signal, if it has one. */
	readonly signal: AbortSignal | undefined;
	/** What to reject with when the time is over. Asked only then, so that it can say how far things had come. */
	readonly late: () => Error;
};

/**
 * Runs `work` until it settles, the time is over, or the caller aborts; in the last two cases the result rejects at once
 * with the reason, whatever `work` does. The signal that `work` is given aborts in every case, so it can tidy up.
 */
export const within = async <T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
	const over = new AbortController();
	const cancel = () => over.abort(deadline.signal?.reason);
	deadline.signal?.throwIfAborted();
	deadline.signal?.addEventListener('abort', cancel, {once: true});
	void deadline.clock.sleep(deadline.timeoutMs, over.signal).then(() => {
		if (!over.signal.aborted) {
			over.abort(deadline.late());
		}
	});
	try {
		return await orAbort(work(over.signal), over.signal);
	} finally {
		deadline.signal?.removeEventListener('abort', cancel);
		over.abort();
	}
};

/** The promise, or a rejection with the signal's reason as soon as that aborts. */
export const orAbort = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
	new Promise((resolve, reject) => {
		const abandon = () => reject(signal.reason);
		if (signal.aborted) {
			abandon();
		} else {
			signal.addEventListener('abort', abandon, {once: true});
		}

		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon));
	});
