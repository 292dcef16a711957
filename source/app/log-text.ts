import {sanitize} from '../format/sanitize.ts';
import {clockMs, isoDate} from '../format/time.ts';
import type {LogLevel, LogRecord} from '../model/log.ts';

/** A record before it is numbered: on the command line nothing points at it. */
type Printed = Omit<LogRecord, 'seq'>;

/** A record as one line for people and pipes, what belongs to it indented below. All of it is safe for a terminal. */
export const logText = (record: Printed, isColoured: boolean): string => {
	const {node, program, level, pid, user, database, code, message, detail} = record;
	const who = user === undefined && database === undefined ? undefined : `${user ?? ''}@${database ?? ''}`;
	const head = [logTime(record.at), node, program, level.toUpperCase(), pid, who, code && `[${code}]`]
		.filter(part => part !== undefined && part !== '')
		.join(' ');
	const lines = [`${head} ${message}`, ...detail.map(line => `    ${line}`)].map(line => sanitize(line, 'log'));
	const colour = isColoured ? colours[level] : undefined;
	return lines.map(line => (colour === undefined ? line : `\u001B[${colour}m${line}\u001B[0m`)).join('\n');
};

/** A record as one JSON document on one line; what is not known is null. The keys are a contract. */
export const logJson = (record: Printed): string =>
	JSON.stringify({
		time: logTime(record.at),
		node: record.node,
		ip: record.ip,
		program: record.program,
		level: record.level === 'unknown' ? null : record.level,
		pid: record.pid ?? null,
		user: record.user ?? null,
		database: record.database ?? null,
		application: record.application ?? null,
		sqlState: record.code ?? null,
		message: record.message,
		detail: record.detail,
	});

/** `2026-11-24T03:12:44.123Z` */
const logTime = (at: number): string => `${isoDate(at)}T${clockMs(at)}Z`;

/** By what they mean, in the terminal's own palette. */
const colours: Readonly<Record<LogLevel, string | undefined>> = {
	panic: '1;31',
	fatal: '1;31',
	error: '31',
	warning: '33',
	notice: undefined,
	info: undefined,
	debug: '2',
	unknown: undefined,
};
