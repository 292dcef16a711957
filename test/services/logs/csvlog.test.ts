import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {longestRecord} from '../../../source/services/logs/csvlog.ts';
import {type CsvFields, csvLine} from './csv-line.ts';
import {arrival, cuts, parsed, parserFor, sample} from './parsing.ts';

const log = (...pieces: readonly (string | Uint8Array)[]) => parsed('postgres', ...pieces);
const messages = (...pieces: readonly (string | Uint8Array)[]) => log(...pieces).map(({message}) => message);
const recorded = sample('postgresql-15/log.csv');

describe('a recorded log', () => {
	const records = log(recorded);
	const saying = (text: string) => records.find(({message}) => message.includes(text));

	test('has as many records as PostgreSQL wrote', () => {
		expect(records).toHaveLength(recorded.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC,/gm)?.length ?? 0);
		expect(records.every(({level}) => level !== 'unknown')).toBe(true);
	});

	test('an error has its code, statement, session and time', () => {
		expect(saying('no such table')).toEqual({
			at: Date.UTC(2026, 10, 24, 16, 1, 35, 258),
			node: 'pg-test-1',
			ip: '10.10.10.11',
			program: 'postgres',
			level: 'error',
			message: 'relation "no such table" does not exist',
			pid: 832,
			user: 'dbuser_dba',
			database: 'test',
			application: 'app',
			code: '42P01',
			detail: ['STATEMENT: select 1␊  from "no such table"'],
		});
	});

	test('what is said below a message has its label, and lines stay in their record', () => {
		expect(saying('say "hi"')).toMatchObject({
			level: 'warning',
			message: 'say "hi", two␊lines',
			detail: ['DETAIL: a detail', 'HINT: a hint', 'CONTEXT: PL/pgSQL function inline_code_block line 1 at RAISE'],
		});
	});

	test('a process of the server itself has no user, and success has no code', () => {
		expect(saying('checkpoint starting')).toMatchObject({
			user: undefined,
			database: undefined,
			application: undefined,
			code: undefined,
			level: 'info',
		});
	});

	test('a password in a statement is not shown', () => {
		expect(saying('create role plain')?.message).toContain('login password ●●●●');
		expect(JSON.stringify(records)).not.toContain("'plain'");
	});

	test('is the same however it is cut', () => {
		fc.assert(
			fc.property(cuts(Buffer.from(recorded)), pieces => {
				expect(log(...pieces)).toEqual(records);
			}),
			{numRuns: 40},
		);
	});
});

test('the columns of every version are read', () => {
	for (const columns of [23, 24, 26] as const) {
		expect(log(csvLine({columns, message: 'hello', application: 'psql'}))).toMatchObject([
			{message: 'hello', application: 'psql', at: Date.UTC(2026, 10, 24, 15, 45, 12, 731)},
		]);
	}
});

test('every severity has a level, and a new one is unknown', () => {
	const levels = ['DEBUG1', 'LOG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'FATAL', 'PANIC', 'NEW', 'constructor'].map(
		severity => log(csvLine({severity}))[0]?.level,
	);
	expect(levels.join(' ')).toBe('debug info info notice warning error fatal panic unknown unknown');
});

test('a time is read in the zone that it is written in; a zone of two meanings is that of the node', () => {
	const at = (time: string) => log(csvLine({time}))[0]?.at;
	expect(at('2026-11-24 15:45:12.731 +08')).toBe(Date.UTC(2026, 10, 24, 7, 45, 12, 731));
	expect(at('2026-11-24 15:45:12.731 GMT')).toBe(Date.UTC(2026, 10, 24, 15, 45, 12, 731));
	expect(at('2026-11-24 15:45:12.731 CST')).toBe(Date.UTC(2026, 10, 24, 15, 45, 12, 731));
	expect(at('2026-11-25 00:00:00.000 UTC')).toBe(Date.UTC(2026, 10, 25));
});

const anyText = fc.string({
	unit: fc.oneof(
		fc.constantFrom('"', ',', '\n', '\r', "'", '\\', 'é', '😀', '\u0000'),
		fc.string({minLength: 1, maxLength: 1}),
	),
});
const anyFields: fc.Arbitrary<CsvFields> = fc.record({
	user: anyText,
	database: anyText,
	pid: fc.integer({min: 1, max: 4_194_304}),
	severity: fc.constantFrom('LOG', 'ERROR', 'FATAL'),
	message: anyText,
	detail: anyText,
	hint: anyText,
	context: anyText,
	query: anyText,
	application: anyText,
	columns: fc.constantFrom(23, 24, 26),
});

test('whatever the fields hold, and wherever the stream is cut, the same records come out', () => {
	const logs = fc.array(anyFields, {minLength: 1, maxLength: 6}).chain(all => {
		const bytes = Buffer.from(all.map(csvLine).join(''));
		return cuts(bytes).map(pieces => ({all, pieces}));
	});
	fc.assert(
		fc.property(logs, ({all, pieces}) => {
			const records = log(...pieces);
			expect(records.map(({pid}) => pid)).toEqual(all.map(({pid}) => pid));
			for (const [index, fields] of all.entries()) {
				expect(records[index]).toEqual(log(csvLine(fields))[0]);
				expect(records[index]?.detail.length).toBe(
					[fields.detail, fields.hint, fields.context, fields.query].filter(text => text !== '').length,
				);
			}
		}),
	);
});

test('plain texts come out as they went in', () => {
	const plain = fc.string({unit: fc.constantFrom('a', 'Z', '"', ',', ' ', '('), minLength: 1});
	fc.assert(
		fc.property(plain, plain, plain, (message, user, detail) => {
			expect(log(csvLine({message, user, detail}))).toMatchObject([{message, user, detail: [`DETAIL: ${detail}`]}]);
		}),
	);
});

test('a stream that begins inside a record begins with the next one', () => {
	const text = csvLine({message: 'one\ntwo'}) + csvLine({message: 'three'});
	expect(messages(text.slice(10))).toEqual(['three']);
	expect(messages(text.slice(text.indexOf('two')))).toEqual(['three']);
	expect(messages(`x",,"\n${text}`)).toEqual(['one␊two', 'three']);
});

test('a record that was never finished is shown as it is, and the next one is read', () => {
	const torn = csvLine({message: 'never finished'}).slice(0, 145);
	expect(
		log(csvLine({message: 'a'}), torn, '\n', csvLine({message: 'b', user: 'u'}), csvLine({message: 'c'})),
	).toMatchObject([
		{message: 'a'},
		{level: 'unknown', at: arrival, message: expect.stringContaining('2026-11-24 15:45:12.731 UTC')},
		{message: 'b'},
		{message: 'c'},
	]);
});

test('what is no record at all is shown as it is', () => {
	expect(messages(csvLine({message: 'a'}), 'Segmentation fault\n(core dumped)\n', csvLine({message: 'b'}))).toEqual([
		'a',
		'Segmentation fault␊(core dumped)',
		'b',
	]);
	expect(messages(csvLine({message: 'a'}), 'at the end\n')).toEqual(['a', 'at the end']);
	expect(messages(csvLine({message: 'a'}), '\n\n', csvLine({message: 'b'}))).toEqual(['a', 'b']);
});

test('garbage is the same however it is cut', () => {
	const piece = fc.oneof(
		anyFields.map(csvLine),
		fc.constantFrom('"', '\n', 'garbage\n', '2026-11-24 ', '2026-11-24 15:45:12.731 UTC,', ',,,,,,', '"\n"'),
	);
	const logs = fc.array(piece, {maxLength: 8}).chain(parts => {
		const bytes = Buffer.from(parts.join(''));
		return cuts(bytes).map(pieces => ({bytes, pieces}));
	});
	fc.assert(
		fc.property(logs, ({bytes, pieces}) => {
			expect(log(...pieces)).toEqual(log(bytes));
		}),
		{numRuns: 300},
	);
});

const chunks = (bytes: Buffer, size: number) =>
	Array.from({length: Math.ceil(bytes.length / size)}, (_, index) => bytes.subarray(index * size, (index + 1) * size));

test('a record that is too long is cut, says so, and the next one is read', () => {
	const long = csvLine({message: 'x'.repeat(longestRecord), user: 'u'});
	const [cut, next] = log(long, csvLine({message: 'next'}));
	expect(cut?.message).toMatch(/^x{4096}…\[\+\d+\]$/);
	expect(cut).toMatchObject({user: 'u', detail: ['cut: the record is longer than 1 MiB']});
	expect(next?.message).toBe('next');
	const bytes = Buffer.from(long + csvLine({message: 'next'}));
	expect(log(...chunks(bytes, 4096))).toEqual([cut, next]);
	expect(log(...chunks(bytes, 65_537))).toEqual([cut, next]);
});

test('a quote that is never closed swallows no more than 1 MiB', () => {
	const open = csvLine({message: 'never closed'}).replace('closed"', 'closed');
	const rest = csvLine({severity: 'LOG'}).replaceAll('"', '').repeat(9000);
	const records = log(open, rest, csvLine({message: 'after', user: 'u'}));
	expect(records[0]).toMatchObject({message: expect.stringContaining('never closed')});
	expect(records.at(-1)?.message).toBe('after');
});

test('bytes that are not UTF-8 are shown as such', () => {
	const line = Buffer.from(csvLine({message: 'a?b'}));
	line[line.indexOf('?')] = 0xff;
	expect(messages(line)).toEqual(['a\uFFFDb']);
});

test('a record that is being written is neither shown nor lost', () => {
	const parser = parserFor('postgres');
	const line = Buffer.from(csvLine({message: 'whole'}));
	expect(parser.push(line.subarray(0, 50))).toEqual([]);
	expect(parser.push(line.subarray(50))).toMatchObject([{message: 'whole'}]);
	expect(parser.flush()).toEqual([]);
	parser.push(line.subarray(0, 150));
	expect(parser.flush()).toEqual([]);
	parser.push(line.subarray(0, -1));
	expect(parser.flush()).toMatchObject([{message: 'whole'}]);
});

test('controls in a text do not reach a terminal', () => {
	expect(messages(csvLine({message: '\u001B[2J\u001B]0;x\u0007'}))[0]).not.toMatch(/[\u0000-\u001F]/);
});
