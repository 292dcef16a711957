import type {Clock} from '../clock.ts';
import {type Limits, ProblemError} from '../world.ts';
import type {FaultLog} from './fault-log.ts';

/** How long a host that is off can be tried before the network says that there is no route. */
const noRouteMs = 3000;

/**
 * The way to a host and back, with what is wrong on it. Resolves when the question has arrived; rejects with what a real
 * network would make of it, no later than the deadline.
 */
export const reach = async (
	to: {readonly node: string; readonly port: number},
	network: {readonly faults: FaultLog; readonly clock: Clock},
	limits: Limits,
): Promise<void> => {
	const {faults, clock} = network;
	const now = clock.now();
	if (!faults.touches([to.node], now, now)) {
		return;
	}

	const where = `${to.node}:${to.port}`;
	if (faults.has('node-down', to.node, now)) {
		await clock.sleep(Math.min(noRouteMs, limits.timeoutMs), limits.signal);
		throw limits.timeoutMs > noRouteMs && !limits.signal.aborted
			? new ProblemError('unreachable', `${where}: no route to host\nIs the machine on? Look at its console.`)
			: noAnswer(where, limits);
	}

	if (faults.has('node-frozen', to.node, now)) {
		await clock.sleep(limits.timeoutMs, limits.signal);
		throw noAnswer(where, limits);
	}

	const lateMs = faults.find('link-latency', to.node, now)?.fault.ms ?? 0;
	await delay(where, lateMs, clock, limits);
};

/** Waits as an answer does that takes so long, and gives up at the deadline. */
export const delay = async (where: string, ms: number, clock: Clock, limits: Limits): Promise<void> => {
	if (ms <= 0) {
		return;
	}

	await clock.sleep(Math.min(ms, limits.timeoutMs), limits.signal);
	if (ms >= limits.timeoutMs || limits.signal.aborted) {
		throw noAnswer(where, limits);
	}
};

const noAnswer = (where: string, {timeoutMs}: Limits) =>
	new ProblemError(
		'timeout',
		`${where}: no answer in ${timeoutMs / 1000} s\nThe host or the way to it hangs: try ssh to it.`,
	);
