import type {LogLevel} from '../../model/log.ts';

/** What each program calls its levels; a word that is not here is `unknown`. */
export const levelWords = {
	postgres: {
		DEBUG: 'debug',
		DEBUG1: 'debug',
		DEBUG2: 'debug',
		DEBUG3: 'debug',
		DEBUG4: 'debug',
		DEBUG5: 'debug',
		LOG: 'info',
		INFO: 'info',
		NOTICE: 'notice',
		WARNING: 'warning',
		ERROR: 'error',
		FATAL: 'fatal',
		PANIC: 'panic',
	},
	patroni: {DEBUG: 'debug', INFO: 'info', WARNING: 'warning', ERROR: 'error', CRITICAL: 'fatal'},
	pgbouncer: {NOISE: 'debug', DEBUG: 'debug', LOG: 'info', WARNING: 'warning', ERROR: 'error', FATAL: 'fatal'},
	pgbackrest: {TRACE: 'debug', DEBUG: 'debug', DETAIL: 'debug', INFO: 'info', WARN: 'warning', ERROR: 'error'},
	redis: {'.': 'debug', '-': 'info', '*': 'notice', '#': 'warning'},
	haproxy: {ALERT: 'error', WARNING: 'warning', NOTICE: 'notice', INFO: 'info', DEBUG: 'debug'},
	/** zap's words, and the letters of etcd before 3.5. */
	etcd: {
		debug: 'debug',
		info: 'info',
		warn: 'warning',
		error: 'error',
		dpanic: 'fatal',
		panic: 'panic',
		fatal: 'fatal',
		D: 'debug',
		I: 'info',
		N: 'notice',
		W: 'warning',
		E: 'error',
		C: 'fatal',
	},
	/** The journal's PRIORITY, which is syslog's. */
	journal: {
		0: 'panic',
		1: 'panic',
		2: 'fatal',
		3: 'error',
		4: 'warning',
		5: 'notice',
		6: 'info',
		7: 'debug',
	},
} as const satisfies Readonly<Record<string, Readonly<Record<string, LogLevel>>>>;

export const levelOf = (program: keyof typeof levelWords, word: string): LogLevel => {
	const words: Readonly<Record<string, LogLevel>> = levelWords[program];
	return Object.hasOwn(words, word) ? (words[word] ?? 'unknown') : 'unknown';
};
