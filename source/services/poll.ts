import type {Reading, SourceId} from '../model/sample.ts';
import type {Target} from '../model/target.ts';
import {wayOf} from './circuit.ts';
import type {Clock} from './clock.ts';
import {createLane} from './lane.ts';
import {begin, drop, fail, type Job, type JobPorts, poke, schedule, standInLine} from './poll-job.ts';
import {createSameness} from './sameness.ts';
import type {Source} from './source.ts';
import {createTimers} from './timers.ts';
import {createWay, type Way} from './way.ts';
import type {World} from './world.ts';

export type PollingOptions = {
	readonly clock: Clock;
	/** In [0, 1), for jitter. */
	readonly random: () => number;
	readonly ask: World['ask'];
	/** Called with each result, good or bad, in the order of arrival. */
	readonly emit: (reading: Reading) => void;
	readonly sources: Readonly<Partial<Record<SourceId, Source>>>;
	/** Instead of the sources' own intervals. */
	readonly intervalsMs?: Readonly<Partial<Record<SourceId, number>>>;
	/** How many may ask at once, those that hang aside; half as many again may see whether a broken host is back. */
	readonly concurrency?: number;
};

export type Polling = {
	/** Polls these from now on. What is new starts within 300 ms, what is gone is aborted, what is unchanged goes on as it was. */
	readonly setTargets: (targets: readonly Target[]) => void;
	/** Polls now what matches, back-off or not: everything when nothing is named. What is under way is asked once more. */
	readonly pokeNow: (sourceId?: SourceId, targetId?: string) => void;
	/** What is polled now. */
	readonly polled: () => readonly {readonly id: SourceId; readonly target: string}[];
	/** True when each source has answered or failed once for each of its targets. */
	readonly allAnswered: () => boolean;
	/** Aborts what is under way. Nothing is emitted, and no timer is left, after this returns. */
	readonly stop: () => void;
};

/** First polls are spread over so long at most, and in a small fleet so long for each. */
const firstSpreadMs = 300;
const firstSpreadEachMs = 5;
/** What is asked more often than this is wanted sooner at the start as well: roles and lag before sizes and backups. */
const lastToStartEveryMs = 10_000;
/** When a way works again, those who waited for it do not all start in the same instant. */
const freedSpreadMs = 100;

/** One loop for each source and target: polls never overlap, and a slow target delays nobody but itself. */
export const startPolling = (options: PollingOptions): Polling => {
	const ports = createPorts(options);
	const jobs = new Map<string, Job>();
	return {
		setTargets(targets) {
			const wanted = pairs(options, targets);
			const isUnchanged = createSameness();
			for (const [key, job] of jobs) {
				const pair = wanted.get(key);
				if (pair === undefined || !isUnchanged(job.target, pair.target)) {
					jobs.delete(key);
					drop(job, ports);
				}
			}

			const spreadMs = Math.min(firstSpreadMs, firstSpreadEachMs * (wanted.size - jobs.size));
			for (const [key, {source, target}] of wanted) {
				const known = jobs.get(key);
				if (known === undefined) {
					const job = createJob({
						source,
						target,
						everyMs: options.intervalsMs?.[source.id] ?? source.everyMs,
					});
					jobs.set(key, job);
					schedule(job, ports, spreadMs * ports.random() * Math.min(1, job.everyMs / lastToStartEveryMs));
				} else {
					known.target = target;
				}
			}
		},
		pokeNow(sourceId, targetId) {
			for (const job of jobs.values()) {
				if ((sourceId ?? job.source.id) === job.source.id && (targetId ?? job.target.id) === job.target.id) {
					poke(job, ports);
				}
			}
		},
		polled: () => [...jobs.values()].map(({source, target}) => ({id: source.id, target: target.id})),
		allAnswered: () => [...jobs.values()].every(({hasAnswered}) => hasAnswered),
		stop() {
			ports.timers.stop();
			ports.healthy.close();
			ports.probes.close();
			jobs.forEach(job => drop(job, ports));
			jobs.clear();
		},
	};
};

const createPorts = ({clock, random, ask, emit, concurrency = 200}: PollingOptions): JobPorts => {
	const timers = createTimers(clock);
	const ports: JobPorts = {
		clock,
		random,
		ask,
		emit,
		timers,
		wayOf: (source, target) => ways(source, target),
		healthy: createLane({timers, slots: concurrency, start: job => begin(job, ports)}),
		probes: createLane({timers, slots: Math.ceil(concurrency / 2), start: job => begin(job, ports)}),
	};
	const ways = createWays(ports);
	return ports;
};

/** Sources that go the same way to the same host share what is known of it. */
const createWays = (ports: JobPorts) => {
	const ways = new Map<string, Way<Job>>();
	return (source: Source, target: Target): Way<Job> | undefined => {
		const name = nameOf(source, target);
		if (name === undefined) {
			return undefined;
		}

		const way =
			ways.get(name) ??
			createWay<Job>({
				timers: ports.timers,
				onProbe: job => standInLine(job, ports),
				onStillBroken: (job, problem) => fail(job, ports, problem, 0),
				onFree: job => schedule(job, ports, freedSpreadMs * ports.random()),
			});
		ways.set(name, way);
		return way;
	};
};

const nameOf = (source: Source, target: Target): string | undefined => {
	try {
		return wayOf(target, source.ask(target));
	} catch {
		// The same throw becomes the result of each poll, with its sentence.
		return undefined;
	}
};

const createJob = (given: Pick<Job, 'source' | 'target' | 'everyMs'>): Job => ({
	...given,
	way: undefined,
	failures: 0,
	hasAnswered: false,
	startedAt: 0,
	nextAt: 0,
	phase: 'waiting',
	timer: undefined,
	running: undefined,
	lane: undefined,
	again: false,
});

type Pair = {readonly source: Source; readonly target: Target};

const pairs = ({sources}: PollingOptions, targets: readonly Target[]): ReadonlyMap<string, Pair> => {
	const byKind = Map.groupBy(targets, ({kind}) => kind);
	return new Map(
		Object.values(sources).flatMap(source =>
			(byKind.get(source.of) ?? [])
				.filter(target => source.applies?.(target) ?? true)
				.map(target => [`${source.id} ${target.id}`, {source, target}] as const),
		),
	);
};
