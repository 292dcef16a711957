import {errorText} from '../format/error-text.ts';
import type {InventoryNode} from '../model/inventory/inventory.ts';
import type {LogProgram, LogStream} from '../model/log.ts';
import type {Clock} from './clock.ts';
import type {Unnumbered} from './logs/log-parser.ts';
import type {World} from './world.ts';

/** One log that somebody wants to see. `id` is `ip/program` or `ip/program/subject`. */
export type WantedStream = {
	readonly id: string;
	readonly node: InventoryNode;
	readonly program: LogProgram;
	readonly subject: string | undefined;
};

export type LogParser = {
	/** Complete records so far; what is not complete yet is kept for the next chunk. */
	readonly push: (chunk: Uint8Array) => readonly Unnumbered[];
	/** Records that what comes next could still have added to; called when nothing came for a while. Half a line stays. */
	readonly settle?: () => readonly Unnumbered[];
	/** What was kept, taken as complete: called when the stream ends. */
	readonly flush: () => readonly Unnumbered[];
};

export type LogPorts = {
	readonly clock: Clock;
	/** 0 ≤ x < 1, for jitter. */
	readonly random: () => number;
	readonly follow: World['follow'];
	readonly parserFor: (stream: WantedStream) => LogParser;
	/** Not numbered yet: whoever puts several streams in order does that. */
	readonly emit: (records: readonly Unnumbered[]) => void;
	readonly report: (stream: LogStream) => void;
	/**
	 * For whoever may miss nothing: after a break a log goes on from its newest record, and not with its last lines. `since`
	 * (epoch ms) is where it begins at first; undefined = with its last lines.
	 */
	readonly place?: {readonly since: number | undefined};
};

const backfillLines = 200;
const overlapMs = 2000;
const mostRemembered = 20_000;
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/** Follows the wanted logs, one loop each: opens, parses, and opens again with back-off when one breaks. */
export const createLogStreams = (ports: LogPorts) => {
	const running = new Map<string, Running>();

	const start = (wanted: WantedStream) => {
		const stream: Running = {stop: new AbortController(), settle: () => {}};
		running.set(wanted.id, stream);
		void followForever(wanted, ports, stream);
	};

	return {
		/** Opens what is new, closes what is no longer wanted, leaves the rest alone. */
		setWanted: (wanted: readonly WantedStream[]): void => {
			const ids = new Set(wanted.map(({id}) => id));
			for (const [id, {stop}] of running) {
				if (!ids.has(id)) {
					stop.abort();
					running.delete(id);
				}
			}

			for (const stream of wanted) {
				if (!running.has(stream.id)) {
					start(stream);
				}
			}
		},
		/**
		 * Lets go of the records that wait for what may still belong to them, where nothing has come since the last call:
		 * the last line of a quiet log is as fresh as any.
		 */
		settle: (): void => {
			for (const stream of running.values()) {
				stream.settle();
			}
		},
		stop: (): void => {
			for (const {stop} of running.values()) {
				stop.abort();
			}

			running.clear();
		},
	};
};

type Running = {readonly stop: AbortController; settle: () => void};

const followForever = async (wanted: WantedStream, ports: LogPorts, stream: Running) => {
	const {signal} = stream.stop;
	const {clock, random, follow, emit, report} = ports;
	const state = (name: LogStream['state'], problem?: string) =>
		report({id: wanted.id, ip: wanted.node.ip, program: wanted.program, state: name, problem, dropped: 0});
	const repeats = withoutRepeats(ports.place === undefined ? 2 * backfillLines : mostRemembered);
	let retryMs = firstRetryMs;
	while (!signal.aborted) {
		const parser = ports.parserFor(wanted);
		const newestAt = repeats.reopened();
		const deliver = (records: readonly Unnumbered[]) => {
			const fresh = records.filter(repeats.isNew);
			if (fresh.length > 0 && !signal.aborted) {
				emit(fresh);
			}
		};

		let isQuiet = true;
		stream.settle = () => {
			if (isQuiet) {
				deliver(parser.settle?.() ?? []);
			}

			isQuiet = true;
		};
		state('opening');
		let problem = 'the log ended on the other side; it is opened again';
		try {
			await follow(
				{
					node: wanted.node,
					program: wanted.program,
					subject: wanted.subject,
					backfillLines,
					...(ports.place !== undefined && {since: placeOf(ports.place.since, newestAt, clock.now())}),
				},
				chunk => {
					retryMs = firstRetryMs;
					isQuiet = false;
					state('following');
					deliver(parser.push(chunk));
				},
				signal,
			);
		} catch (error) {
			problem = errorText(error);
		}

		deliver(parser.flush());
		if (signal.aborted) {
			return;
		}

		state('failed', problem);
		await clock.sleep(retryMs * (0.75 + random() / 2), signal);
		retryMs = Math.min(longestRetryMs, retryMs * 2);
	}
};

/** A little before the newest record. One from the future must not make us miss the present. */
const placeOf = (since: number | undefined, newestAt: number, now: number): number | undefined =>
	newestAt === Number.NEGATIVE_INFINITY
		? since
		: Math.max(since ?? Number.NEGATIVE_INFINITY, Math.min(newestAt, now) - overlapMs);

/**
 * After a break the backfill brings lines that we had before. Among records that are not later than the newest one
 * at the break, those that we remember are dropped; in between, programs may write out of order as they like.
 */
const withoutRepeats = (mostRecords: number) => {
	const remembered = new Set<string>();
	let newestAt = Number.NEGATIVE_INFINITY;
	let catchUpTo = Number.NEGATIVE_INFINITY;
	return {
		reopened: () => {
			catchUpTo = newestAt;
			return newestAt;
		},
		isNew: (record: Unnumbered): boolean => {
			const identity = `${record.at} ${record.pid ?? ''} ${record.message}`;
			if (record.at <= catchUpTo && remembered.has(identity)) {
				return false;
			}

			newestAt = Math.max(newestAt, record.at);
			remembered.add(identity);
			if (remembered.size > mostRecords) {
				remembered.delete(remembered.values().next().value ?? identity);
			}

			return true;
		},
	};
};
