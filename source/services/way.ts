import {afterFailure, closedCircuit, type Circuit} from './circuit.ts';
import type {Timer, Timers} from './timers.ts';
import type {ProblemError} from './world.ts';

/** What a way needs to know of those who use it. */
export type Traveller = {readonly everyMs: number};

export type Way<Job extends Traveller> = {
	readonly isOpen: () => boolean;
	/** Undefined when the job may ask. Else why not; the job is parked here then. */
	readonly enter: (job: Job) => string | undefined;
	/** Parks a job that has just failed, if the circuit is open. False when it is closed. */
	readonly rest: (job: Job) => boolean;
	readonly succeeded: () => void;
	/** `probeMs` is when to look again, should this open the circuit or have been the probe. */
	readonly failed: (job: Job, kind: ProblemError['kind'], problem: string, probeMs: number) => void;
	/** Makes the next probe now, if the circuit is open. */
	readonly poke: () => void;
	readonly forget: (job: Job) => void;
};

export type WayPorts<Job> = {
	readonly timers: Timers;
	/** This job shall ask now. */
	readonly onProbe: (job: Job) => void;
	/** This parked job is as broken as the probe has just found out. */
	readonly onStillBroken: (job: Job, problem: string) => void;
	/** This job waits no longer. */
	readonly onFree: (job: Job) => void;
};

/**
 * One way to one host, shared by several jobs. While it is broken, one job at a time goes to see whether it still is;
 * the others wait here, and are told each time that it still is.
 */
export const createWay = <Job extends Traveller>(ports: WayPorts<Job>): Way<Job> => {
	const lookout = createLookout(ports);
	let circuit: Circuit = closedCircuit;
	return {
		isOpen: () => circuit.openBecause !== undefined,
		enter(job) {
			if (circuit.openBecause === undefined || lookout.isProbe(job)) {
				return undefined;
			}

			lookout.park(job);
			return circuit.openBecause;
		},
		rest(job) {
			if (circuit.openBecause === undefined) {
				return false;
			}

			lookout.park(job);
			return true;
		},
		succeeded() {
			if (circuit !== closedCircuit) {
				circuit = closedCircuit;
				lookout.end();
			}
		},
		failed(job, kind, problem, probeMs) {
			const wasOpen = circuit.openBecause !== undefined;
			circuit = afterFailure(circuit, kind, problem);
			if (circuit.openBecause === undefined) {
				lookout.end();
			} else if (!wasOpen || lookout.isProbe(job)) {
				lookout.lookIn(probeMs);
				lookout.parked.forEach(other => ports.onStillBroken(other, problem));
			}
		},
		poke: lookout.lookNow,
		forget: lookout.forget,
	};
};

/** Who waits for a way to work again, and who of them goes to look next. */
const createLookout = <Job extends Traveller>({timers, onProbe, onFree}: WayPorts<Job>) => {
	const parked = new Set<Job>();
	/** It is time to look and nobody is here, because all still hang: whoever comes next is the probe. */
	let isOverdue = false;
	let probe: Job | undefined;
	let timer: Timer | undefined;

	const reset = () => {
		timers.cancel(timer);
		timer = undefined;
		probe = undefined;
		isOverdue = false;
	};

	const look = () => {
		reset();
		probe = quickest(parked);
		isOverdue = probe === undefined;
		if (probe !== undefined) {
			parked.delete(probe);
			onProbe(probe);
		}
	};

	const lookIn = (ms: number) => {
		reset();
		timer = timers.after(ms, look);
	};

	return {
		parked,
		lookIn,
		lookNow: () => {
			if (timer !== undefined) {
				look();
			}
		},
		/** True for who goes to look; whoever asks while that is overdue becomes it. */
		isProbe: (job: Job): boolean => {
			if (isOverdue) {
				probe = job;
				isOverdue = false;
			}

			return probe === job;
		},
		park: (job: Job) => {
			parked.add(job);
			if (isOverdue) {
				lookIn(0);
			}
		},
		end: () => {
			reset();
			const all = [...parked];
			parked.clear();
			all.forEach(onFree);
		},
		forget: (job: Job) => {
			parked.delete(job);
			if (probe === job) {
				lookIn(0);
			}
		},
	};
};

/** The one that is asked most often costs the least. */
const quickest = <Job extends Traveller>(jobs: Iterable<Job>): Job | undefined => {
	let found: Job | undefined;
	for (const job of jobs) {
		if (found === undefined || job.everyMs < found.everyMs) {
			found = job;
		}
	}

	return found;
};
