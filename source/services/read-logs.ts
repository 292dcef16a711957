import {errorText} from '../format/error-text.ts';
import type {Clock} from './clock.ts';
import type {LogParser, WantedStream} from './log-streams.ts';
import type {Unnumbered} from './logs/log-parser.ts';
import type {LogRequest, World} from './world.ts';

export type LogReading = {readonly id: string; readonly problem: string | undefined};

export type ReadLogsPorts = {
	readonly clock: Clock;
	readonly follow: World['follow'];
	readonly parserFor: (stream: WantedStream) => LogParser;
	readonly emit: (records: readonly Unnumbered[]) => void;
};

/** A log of which nothing comes for so long is given up. */
const quietMs = 30_000;

/** Reads what the logs hold, all at once, and ends. Whether each was read to its end, and else why not, is the answer. */
export const readLogs = async (
	ports: ReadLogsPorts,
	wanted: readonly WantedStream[],
	request: Pick<LogRequest, 'since' | 'backfillLines'>,
	signal: AbortSignal,
): Promise<readonly LogReading[]> =>
	Promise.all(
		wanted.map(async stream => {
			const parser = ports.parserFor(stream);
			const problem = await readOne(ports, {stream, parser, request, signal});
			ports.emit(parser.flush());
			return {id: stream.id, problem};
		}),
	);

const readOne = async (
	{clock, follow, emit}: ReadLogsPorts,
	{
		stream: {node, program, subject},
		parser,
		request,
		signal,
	}: {
		readonly stream: WantedStream;
		readonly parser: LogParser;
		readonly request: Pick<LogRequest, 'since' | 'backfillLines'>;
		readonly signal: AbortSignal;
	},
): Promise<string | undefined> => {
	const stop = new AbortController();
	const over = new AbortController();
	const both = AbortSignal.any([signal, stop.signal]);
	let cameAt = clock.now();
	const watch = async () => {
		while (!over.signal.aborted && clock.now() - cameAt < quietMs) {
			await clock.sleep(quietMs - (clock.now() - cameAt), over.signal);
		}

		stop.abort();
	};

	const watching = watch();
	try {
		await follow(
			{node, program, subject, ...request, once: true},
			chunk => {
				cameAt = clock.now();
				emit(parser.push(chunk));
			},
			both,
		);
		return stop.signal.aborted && !over.signal.aborted
			? `${node.name ?? node.ip}: log of ${program}: nothing came for ${quietMs / 1000} s\nIt is shown as far as it came`
			: undefined;
	} catch (error) {
		return errorText(error);
	} finally {
		over.abort();
		await watching;
	}
};
