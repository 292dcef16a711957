import {anything, dictionary, json, record, ShapeError, text} from '../../model/decode.ts';
import type {MessageReader} from './journal.ts';
import {levelOf} from './levels.ts';

/** HAProxy: `[WARNING]  (120) : Server pg-test-primary/pg-test-2 is DOWN, …`, whatever priority it has in the journal. */
export const haproxyMessage: MessageReader = message => {
	const word = /^\[(ALERT|WARNING|NOTICE|INFO|DEBUG)\] /.exec(message)?.[1];
	return word === undefined ? {message} : {message, level: levelOf('haproxy', word)};
};

/**
 * etcd: from 3.5 on JSON, `{"level":"warn","ts":…,"caller":…,"msg":"…", …}`, of which the rest goes below; before,
 * `2026-11-23 04:59:37.773123 W | etcdserver: …`. All of it has the same priority in the journal.
 */
export const etcdMessage: MessageReader = message => {
	const [, letter, said] = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6} ([CEWNID]) \| (.*)$/s.exec(message) ?? [];
	if (letter !== undefined && said !== undefined) {
		return {message: said, level: levelOf('etcd', letter)};
	}

	const entry = message.startsWith('{') ? zapEntry(message) : undefined;
	return entry ?? {message};
};

const zapEntry = (line: string) => {
	try {
		const {level, msg} = zap(line);
		const {level: _level, msg: _msg, ts: _ts, caller: _caller, ...rest} = all(line);
		const detail = Object.keys(rest).length > 0 ? [JSON.stringify(rest)] : [];
		return {message: msg, level: levelOf('etcd', level), detail};
	} catch (error) {
		if (error instanceof ShapeError) {
			return undefined;
		}

		throw error;
	}
};

const zap = json(record({level: text, msg: text}));
const all = json(dictionary(anything));
