import type {Clock} from '../clock.ts';

export type Hedge<Candidate, Answer> = {
	/** In the order in which they are asked. */
	readonly candidates: readonly Candidate[];
	readonly ask: (candidate: Candidate, signal: AbortSignal) => Promise<Answer>;
	readonly clock: Clock;
	/** So long one candidate is alone; then the next is asked as well. */
	readonly hedgeMs: number;
	readonly signal: AbortSignal;
};

/** Nobody answered. `errors` are in the order in which they came. */
export class NobodyAnswered extends Error {
	override name = 'NobodyAnswered';
	readonly errors: readonly unknown[];
	constructor(errors: readonly unknown[]) {
		super('nobody answered');
		this.errors = errors;
	}
}

/**
 * The first answer of anyone. Who fails makes place for the next at once, who is slow is joined by the next, so that a
 * dead one does not eat the time of all. Those who come too late are told to stop.
 */
export const hedged = <Candidate, Answer>({
	candidates,
	ask,
	clock,
	hedgeMs,
	signal,
}: Hedge<Candidate, Answer>): Promise<{readonly candidate: Candidate; readonly answer: Answer}> =>
	new Promise((resolve, reject) => {
		const over = new AbortController();
		const errors: unknown[] = [];
		let next = 0;
		const finish = (act: () => void) => {
			signal.removeEventListener('abort', abandon);
			over.abort();
			act();
		};

		const abandon = () => finish(() => reject(signal.reason));
		const start = () => {
			const candidate = candidates[next];
			if (candidate === undefined || over.signal.aborted) {
				return;
			}

			next += 1;
			const order = next;
			ask(candidate, over.signal).then(
				answer => finish(() => resolve({candidate, answer})),
				(error: unknown) => {
					errors.push(error);
					if (errors.length === candidates.length) {
						finish(() => reject(new NobodyAnswered(errors)));
					} else if (order === next) {
						start();
					}
				},
			);
			void clock.sleep(hedgeMs, over.signal).then(() => {
				if (order === next) {
					start();
				}
			});
		};

		if (signal.aborted) {
			reject(signal.reason);
			return;
		}

		signal.addEventListener('abort', abandon, {once: true});
		start();
		if (candidates.length === 0) {
			finish(() => reject(new NobodyAnswered([])));
		}
	});
