import type {LogLevel} from '../../../model/log.ts';
import {millisText, secondsText} from './line.ts';

/** A record of PostgreSQL's csvlog. `at` is the server's clock. */
export type CsvRecord = {
	readonly at: number;
	readonly pid: number;
	readonly startedAt: number;
	readonly level: LogLevel;
	readonly code?: string;
	readonly message: string;
	readonly user?: string | undefined;
	readonly database?: string | undefined;
	readonly from?: string | undefined;
	readonly tag?: string | undefined;
	readonly detail?: string | undefined;
	readonly hint?: string | undefined;
	readonly context?: string | undefined;
	readonly query?: string | undefined;
	readonly application?: string | undefined;
	readonly backend?: string;
};

/** The 26 columns of PostgreSQL 14 and later, times in UTC as Pigsty sets them. */
export const csvLine = (record: CsvRecord): string => {
	const {at, pid, startedAt, message, user, database, from, tag, detail, hint, context, query} = record;
	const session = `${Math.floor(startedAt / 1000).toString(16)}.${pid.toString(16)}`;
	const quoted = [user, database].map(quote);
	const transaction = user === undefined ? '' : `${pid % 90}/${1000 + (Math.floor(at / 1000) % 90_000)}`;
	return [
		`${millisText(at)} UTC`,
		...quoted,
		pid,
		quote(from),
		session,
		1 + (Math.floor(at / 1000) % 97),
		quote(tag),
		`${secondsText(startedAt)} UTC`,
		transaction,
		0,
		severities[record.level],
		record.code ?? '00000',
		quote(message),
		quote(detail),
		quote(hint),
		'',
		'',
		quote(context),
		quote(query),
		'',
		'',
		quote(record.application ?? ''),
		quote(record.backend ?? (user === undefined ? 'postmaster' : 'client backend')),
		'',
		0,
	].join(',');
};

const quote = (text: string | undefined) => (text === undefined ? '' : `"${text.replaceAll('"', '""')}"`);

const severities: Readonly<Record<LogLevel, string>> = {
	debug: 'DEBUG1',
	info: 'LOG',
	notice: 'NOTICE',
	warning: 'WARNING',
	error: 'ERROR',
	fatal: 'FATAL',
	panic: 'PANIC',
	unknown: 'LOG',
};
