import type {Reading} from '../model/sample.ts';
import type {Target} from '../model/target.ts';
import {type Attempt, attempt, type Outcome} from './attempt.ts';
import {backOffMs, jittered, probeMs} from './back-off.ts';
import type {Clock} from './clock.ts';
import type {Lane} from './lane.ts';
import {problemOf} from './poll-problem.ts';
import type {Source} from './source.ts';
import type {Timer, Timers} from './timers.ts';
import type {Way} from './way.ts';
import type {World} from './world.ts';

/** One source asked of one target, again and again. Changed by the functions below and by nobody else. */
export type Job = {
	readonly source: Source;
	/** Replaced by an equal one when the inventory is read again, so that the secrets in it are the newest. */
	target: Target;
	readonly everyMs: number;
	/** Undefined before the first poll, and when there is nothing between us and the target that could be down. */
	way: Way<Job> | undefined;
	failures: number;
	hasAnswered: boolean;
	/** Steady time. */
	startedAt: number;
	/** When the next poll is due, in steady time. */
	nextAt: number;
	phase: 'waiting' | 'in line' | 'asking' | 'gone';
	timer: Timer | undefined;
	running: Attempt | undefined;
	/** The line it stands in, or whose slot it holds. */
	lane: Lane<Job> | undefined;
	/** Wanted once more while it was under way. */
	again: boolean;
};

export type JobPorts = {
	readonly clock: Clock;
	readonly timers: Timers;
	readonly random: () => number;
	readonly ask: World['ask'];
	readonly emit: (reading: Reading) => void;
	readonly wayOf: (source: Source, target: Target) => Way<Job> | undefined;
	readonly healthy: Lane<Job>;
	/** For those who see whether a broken way works again: hanging probes cannot fill the line of the healthy. */
	readonly probes: Lane<Job>;
};

/** Between the end of a poll that took too long and the next one, in intervals: some rest for a server in trouble. */
const restShare = 0.25;

export const schedule = (job: Job, ports: JobPorts, ms: number): void => {
	ports.timers.cancel(job.timer);
	job.phase = 'waiting';
	job.nextAt = ports.timers.now() + ms;
	job.timer = ports.timers.after(ms, () => due(job, ports));
};

/** Stands in line, unless the way is known to be broken: then it says so at once, instead of hanging until its deadline. */
const due = (job: Job, ports: JobPorts): void => {
	job.timer = undefined;
	job.way ??= ports.wayOf(job.source, job.target);
	const broken = job.way?.enter(job);
	if (broken === undefined) {
		standInLine(job, ports);
	} else {
		fail(job, ports, broken, 0);
	}
};

export const standInLine = (job: Job, ports: JobPorts): void => {
	ports.timers.cancel(job.timer);
	job.timer = undefined;
	job.phase = 'in line';
	job.lane = job.way?.isOpen() === true ? ports.probes : ports.healthy;
	job.lane.add(job);
};

/** Called by the line when there is a slot. False when the way broke in the meantime. */
export const begin = (job: Job, ports: JobPorts): boolean => {
	const broken = job.way?.enter(job);
	if (broken !== undefined) {
		job.phase = 'waiting';
		job.lane = undefined;
		fail(job, ports, broken, 0);
		return false;
	}

	const {source, target} = job;
	const {timeoutMs} = source;
	job.phase = 'asking';
	job.again = false;
	job.startedAt = ports.timers.now();
	job.running = attempt({
		timers: ports.timers,
		timeoutMs,
		work: async signal => source.read(await ports.ask(target, source.ask(target), {timeoutMs, signal}), target),
		onOutcome: outcome => report(job, ports, outcome),
		onEnd: () => end(job, ports),
	});
	return true;
};

const report = (job: Job, ports: JobPorts, outcome: Outcome): void => {
	const {source, target, everyMs, startedAt} = job;
	const tookMs = Math.round(ports.timers.now() - startedAt);
	if (typeof outcome === 'object' && 'value' in outcome) {
		job.failures = 0;
		job.hasAnswered = true;
		job.nextAt = startedAt + jittered(everyMs, ports.random);
		// The value is what this source reads, which the compiler cannot follow through the union of all sources.
		ports.emit({
			id: source.id,
			target: target.id,
			at: ports.clock.now(),
			tookMs,
			ok: true,
			value: outcome.value,
		} as Reading);
		job.way?.succeeded();
		return;
	}

	const {kind, problem} = problemOf(outcome, source, target);
	job.failures += 1;
	const failing = {failures: job.failures, everyMs, timeoutMs: source.timeoutMs};
	job.nextAt = ports.timers.now() + jittered(backOffMs(kind, failing), ports.random);
	fail(job, ports, problem, tookMs);
	job.way?.failed(job, kind, problem, jittered(probeMs(failing), ports.random));
};

/** Reports a failure, whether it was just seen or is that of the way to the host. */
export const fail = (job: Job, {clock, emit}: JobPorts, problem: string, tookMs: number): void => {
	job.hasAnswered = true;
	emit({id: job.source.id, target: job.target.id, at: clock.now(), tookMs, ok: false, problem});
};

const end = (job: Job, ports: JobPorts): void => {
	job.lane?.leave(job);
	job.lane = undefined;
	job.running = undefined;
	job.phase = 'waiting';
	if (job.again) {
		standInLine(job, ports);
	} else if (job.failures === 0 || job.way?.rest(job) !== true) {
		const restMs = job.everyMs * restShare;
		schedule(job, ports, Math.max(job.nextAt - ports.timers.now(), job.failures === 0 ? restMs : 0));
	}
};

/** As soon as possible, and once more if it is under way: what is being answered may be from before. */
export const poke = (job: Job, ports: JobPorts): void => {
	job.again = job.phase === 'asking';
	if (job.timer !== undefined) {
		schedule(job, ports, 0);
	} else {
		job.way?.poke();
	}
};

/** Nothing is emitted for it after this. */
export const drop = (job: Job, {timers}: JobPorts): void => {
	job.phase = 'gone';
	timers.cancel(job.timer);
	job.running?.abandon();
	job.way?.forget(job);
	job.lane?.leave(job);
};
