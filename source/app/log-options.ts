import {errorText} from '../format/error-text.ts';
import type {LogFilter} from '../model/log-filter.ts';
import {logLevels} from '../model/log.ts';

export type LogOptions = {
	readonly isFollowing: boolean;
	readonly isJson: boolean;
	readonly filter: LogFilter;
};

/** Reads the options of `logs`; a mistake is one sentence. `now` is epoch ms. */
export const readLogOptions = (
	values: Readonly<Record<string, string | boolean>>,
	now: number,
): LogOptions | {readonly problem: string} => {
	if (values['follow'] === true && values['no-follow'] === true) {
		return {problem: '--follow and --no-follow exclude each other'};
	}

	const level = logLevels.find(name => name === values['level']);
	if (values['level'] !== undefined && level === undefined) {
		return {problem: `--level takes ${logLevels.join(', ')}`};
	}

	const since = values['since'] === undefined ? undefined : sinceOf(String(values['since']), now);
	if (since !== undefined && Number.isNaN(since)) {
		return {problem: '--since takes an age such as 10m, 2h or 1d, or a time such as 2026-11-24T03:00:00Z'};
	}

	const grep = expressionOf('grep', values['grep']);
	const exclude = expressionOf('exclude', values['exclude']);
	for (const expression of [grep, exclude]) {
		if (expression !== undefined && 'problem' in expression) {
			return expression;
		}
	}

	return {
		isFollowing: values['follow'] === true,
		isJson: values['json'] === true,
		filter: {since, level, grep: regExp(grep), exclude: regExp(exclude)},
	};
};

const unitMs: Readonly<Record<string, number>> = {s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** A time without a zone is UTC, as are all times that we show. NaN when it is none. */
const sinceOf = (text: string, now: number): number => {
	const age = /^-?(\d{1,6})([smhd])$/.exec(text);
	if (age !== null) {
		return now - Number(age[1]) * (unitMs[age[2] ?? ''] ?? Number.NaN);
	}

	const time = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[-+]\d{2}:\d{2})?)?$/.exec(text);
	return time === null ? Number.NaN : Date.parse(`${time[1]}T${time[2] ?? '00:00'}${time[3] ?? 'Z'}`);
};

type Expression = {readonly expression: RegExp} | {readonly problem: string} | undefined;

const expressionOf = (name: string, given: string | boolean | undefined): Expression => {
	if (typeof given !== 'string') {
		return undefined;
	}

	try {
		return {expression: new RegExp(given, 'u')};
	} catch (error) {
		return {problem: `--${name}: ${errorText(error)}`};
	}
};

const regExp = (given: Expression): RegExp | undefined =>
	given !== undefined && 'expression' in given ? given.expression : undefined;
