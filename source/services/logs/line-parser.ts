import type {LogParser} from '../log-streams.ts';
import {createLineSplitter} from './line-splitter.ts';
import {logRecord, type ParserOptions, type Unnumbered} from './log-parser.ts';
import {shown} from './shown.ts';

/**
 * What a line is: a record of its own, `more` of the record before (a traceback, a hint), or undefined: nothing that anyone
 * needs to see. `before` is the record before it, when there is one.
 */
export type LineReader = (
	line: string,
	before: Unnumbered | undefined,
) => Unnumbered | {readonly more: string} | undefined;

/** Lines that one record may have below it; more are counted. */
const mostDetails = 100;

/**
 * Reads a log of lines. A record is held back until the next one begins, since what follows may belong to it; `settle` gives
 * it free when nothing has come for a while.
 */
export const createLineParser = (options: ParserOptions, readLine: LineReader): LogParser => {
	const splitter = createLineSplitter();
	let held: {record: Unnumbered; readonly below: string[]; more: number} | undefined;

	const release = (): readonly Unnumbered[] => {
		if (held === undefined) {
			return [];
		}

		const {record, below, more} = held;
		held = undefined;
		return [
			below.length === 0
				? record
				: {...record, detail: [...record.detail, ...below, ...(more > 0 ? [`… and ${more} more lines`] : [])]},
		];
	};

	const take = (line: string): readonly Unnumbered[] => {
		const read = readLine(line, held?.record);
		if (read !== undefined && 'more' in read && held !== undefined) {
			if (held.below.length < mostDetails) {
				held.below.push(shown(read.more));
			} else {
				held.more += 1;
			}

			return [];
		}

		const free = release();
		if (read !== undefined) {
			// More of a record whose beginning we do not have stands for itself.
			const record = 'more' in read ? logRecord(options, {message: shown(read.more)}) : read;
			held = {record, below: [], more: 0};
		}

		return free;
	};

	return {
		push: chunk => splitter.push(chunk).flatMap(take),
		settle: release,
		flush: () => [...splitter.flush().flatMap(take), ...release()],
	};
};
