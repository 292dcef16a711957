import {type LogLevel, logLevels, type LogRecord} from './log.ts';

export type LogFilter = {
	/** Epoch ms. */
	readonly since: number | undefined;
	readonly level: LogLevel | undefined;
	readonly grep: RegExp | undefined;
	readonly exclude: RegExp | undefined;
};

/**
 * Whether a record is wanted. A record whose level is unknown passes any level: it may be the one that matters. Expressions are
 * held against the message and each line of detail.
 */
export const passesFilter = (
	{since, level, grep, exclude}: LogFilter,
	record: Pick<LogRecord, 'at' | 'level' | 'message' | 'detail'>,
): boolean => {
	if (since !== undefined && record.at < since) {
		return false;
	}

	if (level !== undefined && record.level !== 'unknown' && rank(record.level) < rank(level)) {
		return false;
	}

	const matches = (expression: RegExp) =>
		expression.test(record.message) || record.detail.some(line => expression.test(line));
	return (grep === undefined || matches(grep)) && !(exclude !== undefined && matches(exclude));
};

const rank = (level: LogLevel): number => logLevels.findIndex(name => name === level);
