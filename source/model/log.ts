/** Programs whose logs we read. */
export const logPrograms = [
	'postgres',
	'patroni',
	'pgbouncer',
	'pgbackrest',
	'haproxy',
	'etcd',
	'kernel',
	'redis',
] as const;
export type LogProgram = (typeof logPrograms)[number];

/** From the least to the gravest. */
export const logLevels = ['debug', 'info', 'notice', 'warning', 'error', 'fatal', 'panic'] as const;
export type LogLevel = (typeof logLevels)[number] | 'unknown';

/** One record of a log, of any program. Texts are sanitised at ingestion. */
export type LogRecord = {
	/** Rises by one for each record we take in: identity, and the order of arrival. */
	readonly seq: number;
	/** Epoch ms by the record's own clock; the time of arrival when the line carries none. */
	readonly at: number;
	/** Node name, or its address when it has none. */
	readonly node: string;
	readonly ip: string;
	readonly program: LogProgram;
	readonly level: LogLevel;
	readonly message: string;
	readonly pid: number | undefined;
	readonly user: string | undefined;
	readonly database: string | undefined;
	readonly application: string | undefined;
	/** SQLSTATE, five characters. */
	readonly code: string | undefined;
	/** DETAIL, HINT, CONTEXT and STATEMENT lines, each with its label. */
	readonly detail: readonly string[];
};

/** State of one stream, for the log pane and the sources screen. */
export type LogStream = {
	readonly id: string;
	readonly ip: string;
	readonly program: LogProgram;
	readonly state: 'opening' | 'following' | 'failed';
	/** Why it cannot be read, and what to do. */
	readonly problem: string | undefined;
	/** Records dropped because they came faster than we can show. */
	readonly dropped: number;
};
