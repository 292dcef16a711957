import type {Fields} from './csv-scan.ts';
import {levelOf} from './levels.ts';
import type {ParserOptions, Unnumbered} from './log-parser.ts';
import {ourOffset, writtenOffset} from './log-time.ts';
import {shown, shownName} from './shown.ts';

/**
 * Columns of csvlog that we read. https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG
 * 13 added the 24th and 14 two more, all at the end.
 */
const column = {
	time: 0,
	user: 1,
	database: 2,
	pid: 3,
	severity: 11,
	code: 12,
	message: 13,
	detail: 14,
	hint: 15,
	internalQuery: 16,
	context: 18,
	query: 19,
	application: 22,
};

/** The least number of columns that any version writes. */
export const fewestColumns = 23;

const labels = [
	['DETAIL', column.detail],
	['HINT', column.hint],
	['QUERY', column.internalQuery],
	['CONTEXT', column.context],
	['STATEMENT', column.query],
] as const;

const none: readonly string[] = [];

/** Makes records of fields. `cut` is said below the record when it is not whole. */
export const createRecordReader = ({program, node, ip, now, offsetOf = ourOffset}: ParserOptions) => {
	const timeOf = createTimeReader(offsetOf);
	return (bytes: Buffer, fields: Fields, cut?: string): Unnumbered => {
		const details = labels.flatMap(([label, index]) => {
			const value = valueOf(bytes, fields, index);
			return value === '' ? none : [shown(`${label}: ${value}`)];
		});
		const code = valueOf(bytes, fields, column.code);
		return {
			at: timeOf(bytes, fields.start[column.time] ?? 0, fields.end[column.time] ?? 0) ?? now(),
			node,
			ip,
			program,
			level: levelOf('postgres', valueOf(bytes, fields, column.severity)),
			message: shown(valueOf(bytes, fields, column.message)),
			pid: Number(valueOf(bytes, fields, column.pid)) || undefined,
			user: nameOf(bytes, fields, column.user),
			database: nameOf(bytes, fields, column.database),
			application: nameOf(bytes, fields, column.application),
			code: code === '00000' ? undefined : shownName(code),
			detail: cut === undefined ? details : [...details, cut],
		};
	};
};

const valueOf = (bytes: Buffer, fields: Fields, index: number): string => {
	const start = fields.start[index] ?? 0;
	const end = fields.end[index] ?? 0;
	if (index >= fields.count || start === end) {
		return '';
	}

	const value = bytes.toString('utf8', start, end);
	return fields.escaped[index] ? value.replaceAll('""', '"') : value;
};

const nameOf = (bytes: Buffer, fields: Fields, index: number): string | undefined =>
	shownName(valueOf(bytes, fields, index));

/** `2026-11-23 04:59:41.473 UTC`, whose form has been checked. Records come in runs of one day, so the day is kept. */
const createTimeReader = (offsetOf: (localMs: number) => number) => {
	let day = -1;
	let dayStart = 0;
	return (bytes: Buffer, start: number, end: number): number | undefined => {
		const digits = (at: number, count: number) => {
			let value = 0;
			for (let index = start + at; index < start + at + count; index += 1) {
				value = value * 10 + (bytes[index] ?? 0) - 0x30;
			}

			return value;
		};
		const date = digits(0, 4) * 10_000 + digits(5, 2) * 100 + digits(8, 2);
		if (date !== day) {
			day = date;
			dayStart = Date.UTC(digits(0, 4), digits(5, 2) - 1, digits(8, 2));
		}

		const local = dayStart + ((digits(11, 2) * 60 + digits(14, 2)) * 60 + digits(17, 2)) * 1000 + digits(20, 3);
		const at =
			local -
			(isUtc(bytes, start + 24, end)
				? 0
				: (writtenOffset(bytes.toString('latin1', start + 24, end)) ?? offsetOf(local)));
		return Number.isFinite(at) ? at : undefined;
	};
};

const isUtc = (bytes: Buffer, at: number, end: number) =>
	end - at === 3 && bytes[at] === 0x55 && bytes[at + 1] === 0x54 && bytes[at + 2] === 0x43;
