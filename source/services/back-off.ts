import type {ProblemError} from './world.ts';

export type Failing = {
	/** Failures in a row, this one included. */
	readonly failures: number;
	readonly everyMs: number;
	readonly timeoutMs: number;
};

/** A recovery is to be noticed within this time, an attempt that began just before it and hung to its deadline included. */
const noticedWithinMs = 10_000;
/** Who said no, says no again: a wrong password or a full server is asked this seldom. */
const refusedMs = 30_000;
/** For jitter, and for the attempt that succeeds. */
const slackMs = 1000;

/**
 * How long a source waits after its own failure: the interval, then twice, four times… up to a bound, and never less
 * than the interval, so that a service in trouble is asked no more often than a healthy one.
 */
export const backOffMs = (kind: ProblemError['kind'], failing: Failing): number => {
	const bound = kind === 'refused' ? refusedMs : noticedWithinMs - failing.timeoutMs - slackMs;
	return Math.max(failing.everyMs, Math.min(doubled(failing), bound));
};

/**
 * How long until somebody looks whether a host is back. Here the bound wins over the interval, because a lost host is
 * lost for all its sources; but looking must not come to more than about half of the time.
 */
export const probeMs = (failing: Failing): number =>
	Math.min(doubled(failing), Math.max(noticedWithinMs - failing.timeoutMs - slackMs, 0.8 * failing.timeoutMs));

const doubled = ({failures, everyMs}: Failing) => everyMs * 2 ** Math.min(failures - 1, 16);

/** ±10 %, so that what began together does not stay together. `random` is in [0, 1). */
export const jittered = (ms: number, random: () => number): number => ms * (0.9 + 0.2 * random());
