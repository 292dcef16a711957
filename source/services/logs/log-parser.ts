import type {LogProgram, LogRecord} from '../../model/log.ts';
import type {ZoneOffset} from './log-time.ts';

/** A record before it is numbered. */
export type Unnumbered = Omit<LogRecord, 'seq'>;

export type ParserOptions = {
	readonly program: LogProgram;
	/** Node name, or its address when it has none. */
	readonly node: string;
	readonly ip: string;
	/** Our clock, for lines that carry no time. */
	readonly now: () => number;
	/** For times without a zone; that of this machine when it is not given. */
	readonly offsetOf?: ZoneOffset;
};

/** A record of a program's log with what is known of it; texts must have been sanitised. */
export const logRecord = (
	{program, node, ip, now}: ParserOptions,
	known: {readonly [Name in keyof Unnumbered]?: Unnumbered[Name] | undefined} & Pick<Unnumbered, 'message'>,
): Unnumbered => ({
	at: known.at ?? now(),
	node,
	ip,
	program,
	level: known.level ?? 'unknown',
	message: known.message,
	pid: known.pid,
	user: known.user,
	database: known.database,
	application: known.application,
	code: known.code,
	detail: known.detail ?? [],
});
