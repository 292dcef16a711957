import type {LogParser} from '../log-streams.ts';
import {createFields, type Fields, incomplete, malformed, scanRecord} from './csv-scan.ts';
import {createRecordReader, fewestColumns} from './csvlog-record.ts';
import {logRecord, type ParserOptions, type Unnumbered} from './log-parser.ts';
import {isRecordStart, nextRecordStart} from './record-start.ts';
import {shown} from './shown.ts';

/** A longer record is cut here, in bytes: one broken quote must not swallow the log. */
export const longestRecord = 1024 * 1024;

/** More than enough to see whether a record begins. */
const startBytes = 64;
const newline = 0x0a;

/**
 * - `start`: nothing has come yet.
 * - `records`: a record begins here.
 * - `skipping`: inside a record whose beginning we do not have, at the start or after a cut; it is dropped.
 * - `garbage`: this is no record; it is kept until one begins, and then shown as it is.
 */
type Mode = 'start' | 'records' | 'skipping' | 'garbage';

type Reading = {
	readonly options: ParserOptions;
	readonly read: ReturnType<typeof createRecordReader>;
	readonly fields: Fields;
	mode: Mode;
	/** In `garbage`, where the search for a record goes on, counted from where the garbage begins. */
	searched: number;
};

/** Go on at `next`, or wait for more with the bytes from `keepFrom` on. */
type Step = {readonly next: number} | {readonly keepFrom: number};

/**
 * Reads PostgreSQL's csvlog. Quoted fields hold line ends, so a record ends at the first line end outside quotes. The result
 * does not depend on where the stream is cut.
 */
export const createCsvlogParser = (options: ParserOptions): LogParser => {
	const reading: Reading = {
		options,
		read: createRecordReader(options),
		fields: createFields(),
		mode: 'start',
		searched: 0,
	};
	let pending: Buffer[] = [];
	let pendingBytes = 0;

	const run = (bytes: Buffer): readonly Unnumbered[] => {
		const {records, keepFrom} = recordsOf(reading, bytes);
		// A copy, since the chunk is the transport's, and a few bytes of it must not hold all of it.
		pending = keepFrom < bytes.length ? [Buffer.from(bytes.subarray(keepFrom))] : [];
		pendingBytes = bytes.length - keepFrom;
		return records;
	};

	return {
		push: chunk => {
			const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
			if (pendingBytes === 0) {
				return run(bytes);
			}

			// Without a line end nothing can end; to look again at all of a long record for each chunk would be slow.
			if (pendingBytes + bytes.length < longestRecord + startBytes && !bytes.includes(newline)) {
				pending.push(Buffer.from(bytes));
				pendingBytes += bytes.length;
				return [];
			}

			return run(Buffer.concat([...pending, bytes]));
		},
		/** A record is complete when its line ends, so none is held back. */
		settle: () => [],
		flush: () => {
			const records = run(Buffer.concat(pending));
			const last = lastOf(reading, Buffer.concat([...pending, Buffer.from('\n')]));
			pending = [];
			pendingBytes = 0;
			return [...records, ...last];
		},
	};
};

const recordsOf = (reading: Reading, bytes: Buffer) => {
	const records: Unnumbered[] = [];
	let at = 0;
	while (at < bytes.length) {
		const step = steps[reading.mode](reading, {bytes, at, records});
		if ('keepFrom' in step) {
			return {records, keepFrom: step.keepFrom};
		}

		at = step.next;
	}

	return {records, keepFrom: at};
};

type Place = {readonly bytes: Buffer; readonly at: number; readonly records: Unnumbered[]};

const steps: Readonly<Record<Mode, (reading: Reading, place: Place) => Step>> = {
	start: (reading, {bytes, at}) => {
		const begins = isRecordStart(bytes, at);
		if (begins === 'maybe') {
			return {keepFrom: at};
		}

		reading.mode = begins === 'yes' ? 'records' : 'skipping';
		return {next: at};
	},
	records: (reading, {bytes, at, records}) => {
		const {fields, read} = reading;
		const begins = isRecordStart(bytes, at);
		const until = Math.min(bytes.length, at + longestRecord);
		const next = begins === 'yes' ? scanRecord(bytes, at, until, fields) : malformed;
		if (begins === 'maybe' || (next === incomplete && until < at + longestRecord)) {
			return {keepFrom: at};
		}

		if (next === incomplete) {
			records.push(read(bytes, fields, 'cut: the record is longer than 1 MiB'));
			reading.mode = 'skipping';
			return {next: until};
		}

		if (next === malformed || fields.count < fewestColumns) {
			reading.mode = 'garbage';
			reading.searched = 0;
			return {next: at};
		}

		records.push(read(bytes, fields));
		return {next};
	},
	skipping: (reading, {bytes, at}) => {
		const next = nextRecordStart(bytes, at);
		if (next.found === undefined) {
			return {keepFrom: next.searched};
		}

		reading.mode = 'records';
		return {next: next.found};
	},
	garbage: (reading, {bytes, at, records}) => {
		const next = nextRecordStart(bytes, at + reading.searched);
		if (next.found !== undefined && next.found - at <= longestRecord) {
			records.push(...garbage(reading.options, bytes.subarray(at, next.found)));
			reading.mode = 'records';
			return {next: next.found};
		}

		if (bytes.length - at >= longestRecord + startBytes) {
			records.push(...garbage(reading.options, bytes.subarray(at, at + longestRecord)));
			reading.mode = 'skipping';
			return {next: at + longestRecord};
		}

		reading.searched = (next.found ?? next.searched) - at;
		return {keepFrom: at};
	},
};

/** Half a record is dropped: the rest of it, and all of it again, comes with the next stream. */
const lastOf = ({mode, options, fields, read}: Reading, bytes: Buffer): readonly Unnumbered[] => {
	if (mode === 'garbage') {
		return garbage(options, bytes);
	}

	const isWhole =
		mode === 'records' &&
		isRecordStart(bytes, 0) === 'yes' &&
		scanRecord(bytes, 0, bytes.length, fields) > 0 &&
		fields.count >= fewestColumns;
	return isWhole ? [read(bytes, fields)] : [];
};

const garbage = (options: ParserOptions, bytes: Buffer): readonly Unnumbered[] => {
	const message = shown(bytes.toString('utf8').trim());
	return message === '' ? [] : [logRecord(options, {message})];
};
