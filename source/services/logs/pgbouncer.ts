import {levelOf} from './levels.ts';
import type {LineReader} from './line-parser.ts';
import {logRecord, type ParserOptions} from './log-parser.ts';
import {wallTime} from './log-time.ts';
import {shown, shownName} from './shown.ts';

/**
 * `2026-11-23 04:59:37.773 UTC [29] LOG listening on 0.0.0.0:6432`. What is about a connection says of which database and
 * user: `C-0x55d0: test/dbuser_dba@10.10.10.10:51234 closing because: …`.
 */
export const pgbouncerLine =
	(options: ParserOptions): LineReader =>
	line => {
		const [, text, zone, pid, word, message] = form.exec(line) ?? [];
		if (text === undefined || word === undefined || message === undefined) {
			return line === '' ? undefined : {more: line};
		}

		const [, database, user] = /^[CS]-0x[\da-f]+: ([^/@ ]+)\/([^@ ]+)@/.exec(message) ?? [];
		return logRecord(options, {
			at: wallTime({text, zone}, options),
			level: levelOf('pgbouncer', word),
			message: shown(message),
			pid: Number(pid),
			user: named(user),
			database: named(database),
		});
	};

/** `(nouser)` and `(nodb)` before the client has said. */
const named = (name: string | undefined) => (name?.startsWith('(') ? undefined : shownName(name));

const form = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (\S{1,8}) \[(\d{1,9})\] ([A-Z]+) (.*)$/s;
