import {journalLine, type MessageReader} from './journal.ts';
import {levelOf} from './levels.ts';
import type {LineReader} from './line-parser.ts';
import {logRecord, type ParserOptions} from './log-parser.ts';
import {wallTime} from './log-time.ts';
import {shown} from './shown.ts';

/**
 * Patroni writes to its own file from Pigsty 4.4 on and to the journal before, and the stream is of whichever there is:
 * `2026-11-23 04:59:43 +0000 INFO: no action. I am (pg-test-2), …`, as Pigsty sets it, or with milliseconds and no zone, as
 * Patroni does by itself. Tracebacks follow below.
 */
export const patroniLine = (options: ParserOptions): LineReader => {
	const inJournal = journalLine(options, readMessage);
	return (line, before) => {
		if (line.startsWith('{')) {
			return inJournal(line, before);
		}

		const [, text, zone, word, message] = form.exec(line) ?? [];
		if (text === undefined || word === undefined || message === undefined) {
			return line === '' ? undefined : {more: line};
		}

		return logRecord(options, {
			at: wallTime({text, zone}, options),
			level: levelOf('patroni', word),
			message: shown(message),
		});
	};
};

/** In the journal each line of a traceback is an entry; what other processes write (`server promoting`) has another pid. */
const readMessage: MessageReader = (line, {pid, before}) => {
	const [, , , word, message] = form.exec(line) ?? [];
	if (word === undefined || message === undefined) {
		return before !== undefined && before.pid === pid ? 'more' : {message: line};
	}

	return {message, level: levelOf('patroni', word)};
};

const form =
	/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{3})?)(?: ([+-]\d{4}|[A-Z]{1,5}))? (DEBUG|INFO|WARNING|ERROR|CRITICAL): (.*)$/s;
