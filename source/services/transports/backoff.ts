import type {Clock} from '../clock.ts';

export type Backoff = {
	/** Another attempt went wrong: rest now, and longer than the last time. */
	readonly failed: (problem: unknown) => void;
	readonly succeeded: () => void;
	/** The problem of the last attempt while it is too early for the next one. */
	readonly resting: () => {readonly problem: unknown} | undefined;
};

const firstMs = 1000;
const maxMs = 15_000;

/** How long to leave a host alone after failed attempts: 1 s, 2 s, 4 s… up to 15 s, of which at random up to half is left off. */
export const createBackoff = (clock: Clock, random: () => number): Backoff => {
	const steadyMs = clock.steady ?? clock.now;
	let failures = 0;
	let rest: {readonly problem: unknown; readonly from: number; readonly forMs: number} | undefined;
	return {
		failed(problem) {
			const fullMs = Math.min(maxMs, firstMs * 2 ** failures);
			failures += 1;
			rest = {problem, from: steadyMs(), forMs: fullMs * (1 - random() / 2)};
		},
		succeeded() {
			failures = 0;
			rest = undefined;
		},
		resting() {
			const passedMs = rest === undefined ? 0 : steadyMs() - rest.from;
			return rest !== undefined && passedMs >= 0 && passedMs < rest.forMs ? rest : undefined; // A clock set back must not hold us for an hour.
		},
	};
};
