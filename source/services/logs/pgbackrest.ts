import {levelOf} from './levels.ts';
import type {LineReader} from './line-parser.ts';
import {logRecord, type ParserOptions} from './log-parser.ts';
import {wallTime} from './log-time.ts';
import {shown} from './shown.ts';

/**
 * `2026-11-23 05:00:58.844 P00   INFO: backup command begin 2.45: …`, in local time without a zone. Hints are indented below,
 * and a line of dashes stands before each run.
 */
export const pgbackrestLine =
	(options: ParserOptions): LineReader =>
	line => {
		const [, text, word, message] = form.exec(line) ?? [];
		if (text === undefined || word === undefined || message === undefined) {
			return line === '' || line === '-------------------PROCESS START-------------------' ? undefined : {more: line};
		}

		return logRecord(options, {
			at: wallTime({text, zone: undefined}, options),
			level: levelOf('pgbackrest', word),
			message: shown(message),
		});
	};

const form = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) P\d{2,3} +([A-Z]+): (.*)$/s;
