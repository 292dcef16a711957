import type {Timers} from './timers.ts';

export type Outcome = {readonly value: unknown} | {readonly error: unknown} | 'late';

export type Attempt = {
	/** Aborts the work and forgets it: nothing is called any more. */
	readonly abandon: () => void;
};

/** A transport that keeps the deadline itself knows better what went wrong, so it gets to say it first. */
const graceMs = 150;
/** Work that does not end when it is told to is waited for this many deadlines, then forgotten. */
const deadlinesToLinger = 3;

/**
 * Does something once, under a deadline that holds even if the work ignores its signal. `onOutcome` is called exactly
 * once and no later than the deadline; `onEnd` exactly once after it, when the work has really ended or was given up.
 */
export const attempt = ({
	timers,
	timeoutMs,
	work,
	onOutcome,
	onEnd,
}: {
	readonly timers: Timers;
	readonly timeoutMs: number;
	/** May reject, or never settle. */
	readonly work: (signal: AbortSignal) => Promise<unknown>;
	readonly onOutcome: (outcome: Outcome) => void;
	readonly onEnd: () => void;
}): Attempt => {
	const abort = new AbortController();
	let phase: 'working' | 'lingering' | 'over' = 'working';
	const settled = (outcome: Outcome) => {
		const before = phase;
		phase = 'over';
		timers.cancel(timer);
		if (before === 'working') {
			onOutcome(outcome);
		}

		if (before !== 'over') {
			onEnd();
		}
	};

	let timer = timers.after(timeoutMs + graceMs, () => {
		phase = 'lingering';
		timer = timers.after((deadlinesToLinger - 1) * timeoutMs, () => settled('late'));
		abort.abort();
		onOutcome('late');
	});
	work(abort.signal).then(
		value => settled({value}),
		(error: unknown) => settled({error}),
	);
	return {
		abandon() {
			phase = 'over';
			timers.cancel(timer);
			abort.abort();
		},
	};
};
