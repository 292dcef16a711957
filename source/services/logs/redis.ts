import {levelOf} from './levels.ts';
import type {LineReader} from './line-parser.ts';
import {logRecord, type ParserOptions} from './log-parser.ts';
import {wallTime} from './log-time.ts';
import {shown} from './shown.ts';

/** `30:M 23 Nov 2026 04:59:37.792 * Ready to accept connections`, in local time without a zone. */
export const redisLine =
	(options: ParserOptions): LineReader =>
	line => {
		const [, pid, day, month, year, time, mark, message] = form.exec(line) ?? [];
		if (mark === undefined || message === undefined) {
			return line.trim() === '' ? undefined : {more: line};
		}

		const date = `${year}-${String(months.indexOf(month ?? '') + 1).padStart(2, '0')}-${day}`;
		return logRecord(options, {
			at: wallTime({text: `${date} ${time}`, zone: undefined}, options),
			level: levelOf('redis', mark),
			message: shown(message),
			pid: Number(pid),
		});
	};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const form = /^(\d{1,9}):[XCMS] (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d\.\d{3}) ([.\-*#]) (.*)$/s;
