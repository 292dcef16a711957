import {type Decoder, json, nullable, number, record, ShapeError, text} from '../../model/decode.ts';
import type {LogLevel} from '../../model/log.ts';
import {levelOf} from './levels.ts';
import type {LineReader} from './line-parser.ts';
import {logRecord, type ParserOptions, type Unnumbered} from './log-parser.ts';
import {shown, shownName} from './shown.ts';

/** What a program wrote into the first line of a message, or that it is `more` of what it wrote before. */
export type MessageReader = (
	message: string,
	where: {readonly pid: number | undefined; readonly before: Unnumbered | undefined},
) => {readonly message: string; readonly level?: LogLevel; readonly detail?: readonly string[]} | 'more';

/** Lines that one message may have. */
const mostLines = 100;

/**
 * A line of `journalctl -o json`. `readMessage` finds what the program itself says in the message; the time is the journal's,
 * which is finer. https://systemd.io/JOURNAL_EXPORT_FORMATS/#journal-json-format
 */
export const journalLine =
	(options: ParserOptions, readMessage: MessageReader = message => ({message})): LineReader =>
	(line, before) => {
		const found = entryOf(line);
		if (found === undefined) {
			return line === '' || line.startsWith('-- ') ? undefined : {more: line};
		}

		const [first = '', ...below] = found.MESSAGE.split('\n');
		const pid = found._PID;
		const read = readMessage(first, {pid, before});
		if (read === 'more') {
			return {more: first};
		}

		const {program} = options;
		const identifier = found.SYSLOG_IDENTIFIER;
		return logRecord(options, {
			at: found.__REALTIME_TIMESTAMP / 1000,
			level: read.level ?? levelOf('journal', String(found.PRIORITY)),
			message: shown(read.message),
			pid,
			application: identifier === program ? undefined : shownName(identifier),
			detail: [...(read.detail ?? []), ...below].slice(0, mostLines).map(shown),
		});
	};

/** Text, or its bytes when it is not printable UTF-8; null when it is too large, a list when the field came twice. */
const message: Decoder<string> = (raw, path = '') => {
	if (raw === null || raw === undefined) {
		return '(a message that the journal does not print: it is too large)';
	}

	if (!Array.isArray(raw)) {
		return text(raw, path);
	}

	return raw.every(item => typeof item === 'number')
		? Buffer.from(raw).toString('utf8')
		: raw.map(item => message(item, path)).join('\n');
};

const entry = json(
	record({
		__REALTIME_TIMESTAMP: number,
		MESSAGE: message,
		PRIORITY: nullable(number),
		SYSLOG_IDENTIFIER: nullable(text),
		_PID: nullable(number),
	}),
);

const entryOf = (line: string): ReturnType<typeof entry> | undefined => {
	if (!line.startsWith('{')) {
		return undefined;
	}

	try {
		return entry(line);
	} catch (error) {
		if (error instanceof ShapeError) {
			return undefined;
		}

		throw error;
	}
};
