import type {LogStream} from '../model/log.ts';
import type {Reading} from '../model/sample.ts';
import {targetsOf} from '../model/targets.ts';
import type {Clock} from '../services/clock.ts';
import {createLogStreams, type LogPorts} from '../services/log-streams.ts';
import type {Unnumbered} from '../services/logs/log-parser.ts';
import {startPolling} from '../services/poll.ts';
import {sources} from '../services/sources/index.ts';
import type {World} from '../services/world.ts';
import {wantedLogs, type WantedLog} from '../store/selectors/wanted-logs.ts';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

/**
 * Data is folded this often. In a large fleet more often and less at a time: what is looked over for findings goes in
 * turns, and no turn may keep a key waiting.
 */
export const publishEveryMs = (state: State): number => (isLargeFleet(state) ? 100 : 250);

/** A fleet that is asked less often than its sources say. */
export const isLargeFleet = ({configuredIntervalsMs, intervalsMs}: State): boolean =>
	intervalsMs !== configuredIntervalsMs;

/** A cursor that has stood still for this long means to stay. */
const restMs = 500;
/** Ages on screen move with this beat when nothing else does. */
const beatMs = 1000;
/** More than this in one tick is dropped, counted and said. */
const recordsPerTick = 5000;

export type Engine = {
	/** Resolves when each source has answered or failed once, or after `timeoutMs`. */
	readonly firstAnswers: (timeoutMs: number) => Promise<void>;
	readonly stop: () => Promise<void>;
};

type EngineOptions = {
	readonly store: Store;
	readonly world: World;
	readonly clock: Clock;
	readonly random: () => number;
	/** How logs are read; undefined for one snapshot, which follows none. */
	readonly parserFor?: LogPorts['parserFor'] | undefined;
};

/** Runs the pollers and the log streams of what the inventory names, and publishes what they bring into the store. */
export const startEngine = ({store, world, clock, random, parserFor}: EngineOptions): Engine => {
	const stopped = new AbortController();
	const inbox = createInbox();
	const poll = () =>
		startPolling({
			clock,
			random,
			ask: world.ask,
			emit: reading => inbox.reading(withTrust(reading, world)),
			sources,
			intervalsMs: store.getState().intervalsMs,
		});
	let {intervalsMs} = store.getState();
	let polling = poll();
	const streams =
		parserFor === undefined
			? undefined
			: createLogStreams({clock, random, follow: world.follow, parserFor, emit: inbox.records, report: inbox.stream});

	const follow = whenAtRest(logs => streams?.setWanted(logs));
	let inventory: unknown;
	const publish = () => {
		const {model} = store.getState().inventory;
		if (model !== inventory) {
			inventory = model;
			if (store.getState().intervalsMs !== intervalsMs) {
				({intervalsMs} = store.getState());
				polling.stop();
				polling = poll();
			}

			polling.setTargets(model === undefined ? [] : targetsOf(model));
			store.dispatch({type: 'targets-asked', asked: polling.polled()});
		}

		streams?.settle();
		const now = clock.now();
		if (inbox.isEmpty() && now - store.getState().now < beatMs) {
			return;
		}

		store.dispatch({type: 'published', now, ...inbox.take()});
		follow(wantedLogs(store.getState()), now);
	};

	const loop = async () => {
		while (!stopped.signal.aborted) {
			publish();
			await clock.sleep(publishEveryMs(store.getState()), stopped.signal);
		}
	};

	const running = loop();
	return {
		firstAnswers: async timeoutMs => {
			const giveUpAt = clock.now() + timeoutMs;
			while (!stopped.signal.aborted && clock.now() < giveUpAt && !polling.allAnswered()) {
				await clock.sleep(25, stopped.signal);
			}

			publish();
		},
		stop: async () => {
			stopped.abort();
			polling.stop();
			streams?.stop();
			await running;
			await world.close();
		},
	};
};

/** A cursor that runs through a list passes many clusters; logs are opened where it rests. The first are opened at once. */
const whenAtRest = (open: (logs: readonly WantedLog[]) => void) => {
	let wanted = {key: '', since: 0};
	return (logs: readonly WantedLog[], now: number): void => {
		const key = logs.map(({id}) => id).join(' ');
		if (key !== wanted.key) {
			wanted = {key, since: wanted.key === '' ? Number.NEGATIVE_INFINITY : now};
		}

		if (now - wanted.since >= restMs) {
			open(logs);
		}
	};
};

/** A PostgreSQL instance has one connection, so that its state tells who is at the other end for all that is asked there. */
const withTrust = (reading: Reading, {trustOf}: World): Reading =>
	reading.ok && reading.id === 'instance' ? {...reading, trust: trustOf?.(reading.target)} : reading;

/** What came in since the last tick. */
const createInbox = () => {
	let readings: Reading[] = [];
	let records: Unnumbered[] = [];
	let seq = 0;
	const streams = new Map<string, LogStream>();
	const changed = new Set<string>();
	let dropped = new Map<string, number>();
	return {
		reading: (reading: Reading) => void readings.push(reading),
		records: (more: readonly Unnumbered[]) => {
			const room = Math.max(0, recordsPerTick - records.length);
			records.push(...more.slice(0, room));
			const [lost] = more.slice(room);
			if (lost !== undefined) {
				const id = `${lost.ip}/${lost.program}`;
				dropped.set(id, (dropped.get(id) ?? 0) + more.length - room);
			}
		},
		stream: (stream: LogStream) => {
			const known = streams.get(stream.id);
			if (known?.state !== stream.state || known.problem !== stream.problem) {
				streams.set(stream.id, {...stream, dropped: known?.dropped ?? 0});
				changed.add(stream.id);
			}
		},
		isEmpty: () => readings.length === 0 && records.length === 0 && changed.size === 0,
		take: () => {
			for (const [id, count] of dropped) {
				const stream = streams.get(id);
				if (stream !== undefined) {
					streams.set(id, {...stream, dropped: stream.dropped + count});
					changed.add(id);
				}
			}

			// By their own time: what several hosts wrote within one tick reads as it happened.
			const ordered = records.toSorted((one, other) => one.at - other.at).map(record => ({...record, seq: (seq += 1)}));
			const taken = {readings, records: ordered, streams: [...changed].flatMap(id => streams.get(id) ?? [])};
			readings = [];
			records = [];
			dropped = new Map();
			changed.clear();
			return taken;
		},
	};
};
