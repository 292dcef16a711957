import type {LogStream} from '../model/log.ts';
import {passesFilter} from '../model/log-filter.ts';
import type {Clock} from '../services/clock.ts';
import {createLogStreams, type LogParser, type WantedStream} from '../services/log-streams.ts';
import type {Unnumbered} from '../services/logs/log-parser.ts';
import {createLogParser} from '../services/logs/parser.ts';
import {createReorder} from '../services/logs/reorder.ts';
import {readLogs} from '../services/read-logs.ts';
import type {World} from '../services/world.ts';
import {exitCode} from './exit-code.ts';
import type {LogOptions} from './log-options.ts';
import {logJson, logText} from './log-text.ts';

export type PrintPorts = {
	readonly world: Pick<World, 'follow'>;
	readonly clock: Clock;
	readonly random: () => number;
	/** Takes whole lines; resolves when more may come. */
	readonly write: (text: string) => Promise<void>;
	/** What could not be read, for people. */
	readonly say: (sentence: string) => void;
	readonly isColoured: boolean;
	/** Ends following. */
	readonly signal: AbortSignal;
};

/** Where no `--since` says more: so many last lines of each log. */
const backfillLines = 200;
/** While following, records wait so long for those of other nodes that belong before them. */
const windowMs = 500;
const tickMs = 100;
/** A log that has not begun by then holds up the others no longer. */
const openingMs = 3000;
/** More records than this are not held for an output that takes none; what is dropped is counted and said. */
const mostHeld = 200_000;
const recordsPerWrite = 1000;

/** Prints the logs, those that there are or as they come, and answers the exit code. */
export const printLogs = (ports: PrintPorts, wanted: readonly WantedStream[], options: LogOptions): Promise<number> =>
	options.isFollowing ? follow(ports, wanted, options) : read(ports, wanted, options);

const read = async (ports: PrintPorts, wanted: readonly WantedStream[], options: LogOptions): Promise<number> => {
	const {world, clock, signal, say} = ports;
	const order = createReorder<Unnumbered>(windowMs);
	const readings = await readLogs(
		{
			clock,
			follow: world.follow,
			parserFor: parserFor(clock),
			emit: records =>
				order.push(
					records.filter(record => passesFilter(options.filter, record)),
					0,
				),
		},
		wanted,
		{since: options.filter.since, backfillLines},
		signal,
	);
	await print(ports, options, order.flush());
	const problems = readings.flatMap(({problem}) => problem ?? []);
	for (const problem of new Set(problems)) {
		say(problem);
	}

	return problems.length === 0
		? exitCode.done
		: problems.length === readings.length
			? exitCode.nothingAnswered
			: exitCode.findings;
};

const follow = async (ports: PrintPorts, wanted: readonly WantedStream[], options: LogOptions): Promise<number> => {
	const {world, clock, random, signal, say} = ports;
	const order = createReorder<Unnumbered>(windowMs);
	const said = new Map<string, string>();
	const opening = new Set(wanted.map(({id}) => id));
	let cameAt = clock.now();
	let dropped = 0;
	const streams = createLogStreams({
		clock,
		random,
		follow: world.follow,
		parserFor: parserFor(clock),
		place: {since: options.filter.since},
		emit: records => {
			const passing = records.filter(record => passesFilter(options.filter, record));
			const room = Math.max(0, mostHeld - order.count());
			dropped += Math.max(0, passing.length - room);
			cameAt = clock.now();
			order.push(passing.slice(0, room), cameAt);
		},
		report: stream => {
			if (stream.state !== 'opening') {
				opening.delete(stream.id);
			}

			sayOnce(stream, said, say);
		},
	});
	streams.setWanted(wanted);
	const startedAt = clock.now();
	// What the logs hold is put in order as a whole, before anything is printed.
	const isBeginning = () =>
		clock.now() - startedAt < openingMs && (opening.size > 0 || clock.now() - cameAt < windowMs);
	while (!signal.aborted) {
		await clock.sleep(tickMs, signal);
		streams.settle();
		if (isBeginning()) {
			continue;
		}

		await print(ports, options, order.take(clock.now()));
		if (dropped > 0) {
			say(`${dropped} records were dropped: the output takes them more slowly than they come`);
			dropped = 0;
		}
	}

	streams.stop();
	await print(ports, options, order.flush());
	return exitCode.interrupted;
};

/** Again only when it is another problem, or when it had been well in between. */
const sayOnce = ({id, state, problem}: LogStream, said: Map<string, string>, say: (sentence: string) => void) => {
	if (state === 'following') {
		said.delete(id);
	}

	if (state === 'failed' && problem !== undefined && said.get(id) !== problem) {
		said.set(id, problem);
		say(problem);
	}
};

/** Lines that carry no time of their own take ours. */
const parserFor =
	(clock: Clock) =>
	({node, program}: WantedStream): LogParser =>
		createLogParser(program, {node: node.name ?? node.ip, ip: node.ip, now: () => clock.now()});

const print = async (
	{write, isColoured}: PrintPorts,
	{isJson}: LogOptions,
	records: readonly Unnumbered[],
): Promise<void> => {
	for (let from = 0; from < records.length; from += recordsPerWrite) {
		const lines = records
			.slice(from, from + recordsPerWrite)
			.map(record => `${isJson ? logJson(record) : logText(record, isColoured)}\n`);
		await write(lines.join(''));
	}
};
