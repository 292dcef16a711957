import type {LogLevel, LogRecord} from '../../model/log.ts';
import {fleetOf} from '../fleet-index.ts';
import type {ListState, LogBuffer, State} from '../state.ts';
import {matcher} from './list-view.ts';

/** The part of the log that is on screen, newest last. */
export type LogView = {
	readonly rows: readonly LogRecord[];
	/** Position of the cursor in `rows`; −1 while the newest record is followed. */
	readonly cursor: number;
	readonly isFollowing: boolean;
	/** There are matching records above what is shown. */
	readonly older: boolean;
	/** Records lost: fallen out of the buffer, and dropped because they came too fast. */
	readonly forgotten: number;
	readonly dropped: number;
};

/**
 * A window on the log. While `list.cursor` is undefined it follows the newest record; otherwise the cursor is the `seq`
 * of a record and `list.top` the `seq` of the first one shown. `subject` is a cluster, instance or node; undefined = all.
 */
export const logView = (state: State, list: ListState, subject: string | undefined, height: number): LogView => {
	const search = searchOf(state, list, subject);
	const lost = {forgotten: state.logs.forgotten, dropped: droppedOf(state)};
	const count = Math.max(1, height);
	if (list.cursor === undefined) {
		const rows = upTo(search, Infinity, count + 1);
		return {rows: rows.slice(-count), cursor: -1, isFollowing: true, older: rows.length > count, ...lost};
	}

	const cursor = Number(list.cursor);
	const fromTop = from(search, Math.min(list.top, cursor), count);
	const isInside = cursor <= (fromTop.at(-1)?.seq ?? -1) || fromTop.length < count;
	const rows = isInside ? fill(search, fromTop, count) : upTo(search, cursor, count);
	return {
		rows,
		cursor: Math.max(
			0,
			rows.findLastIndex(({seq}) => seq <= cursor),
		),
		isFollowing: false,
		older: upTo(search, (rows[0]?.seq ?? 0) - 1, 1).length > 0,
		...lost,
	};
};

/**
 * The `seq`, as a cursor, of the matching record that is `steps` after (below zero: before) the cursor. Undefined when
 * that is beyond the newest one: then the log is followed.
 */
export const logStep = (
	state: State,
	list: ListState,
	subject: string | undefined,
	steps: number,
): string | undefined => {
	const search = searchOf(state, list, subject);
	const cursor = list.cursor === undefined ? Infinity : Number(list.cursor);
	if (steps > 0) {
		const below = from(search, cursor + 1, steps);
		return below.length < steps ? undefined : String(below.at(-1)?.seq);
	}

	const above = upTo(search, cursor, 1 - steps);
	return above[0] === undefined ? list.cursor : String(above[0].seq);
};

const droppedOf = ({streams}: State) => Object.values(streams).reduce((sum, {dropped}) => sum + dropped, 0);

type Search = {readonly logs: LogBuffer; readonly matching: (batch: readonly LogRecord[]) => readonly LogRecord[]};

/** The last `count` matching records up to a seq, in order. Walks from the end, so that only what is shown is read. */
const upTo = ({logs, matching}: Search, seq: number, count: number): readonly LogRecord[] => {
	const found: LogRecord[] = [];
	for (let index = logs.batches.length - 1; index >= 0 && found.length < count; index -= 1) {
		const records = matching(logs.batches[index] ?? []);
		for (let at = records.length - 1; at >= 0 && found.length < count; at -= 1) {
			const record = records[at];
			if (record !== undefined && record.seq <= seq) {
				found.push(record);
			}
		}
	}

	return found.reverse();
};

/** The first `count` matching records from a seq on, in order. */
const from = ({logs, matching}: Search, seq: number, count: number): readonly LogRecord[] => {
	const start = Math.max(
		0,
		logs.batches.findLastIndex(batch => (batch[0]?.seq ?? Infinity) <= seq),
	);
	const found: LogRecord[] = [];
	for (let index = start; index < logs.batches.length && found.length < count; index += 1) {
		for (const record of matching(logs.batches[index] ?? [])) {
			if (record.seq >= seq && found.length < count) {
				found.push(record);
			}
		}
	}

	return found;
};

/** Near the end there may be fewer records than rows: then older ones are shown above. */
const fill = (search: Search, rows: readonly LogRecord[], count: number): readonly LogRecord[] =>
	rows.length >= count ? rows : [...upTo(search, (rows[0]?.seq ?? Infinity) - 1, count - rows.length), ...rows];

/** The search that was made last: its batches need not be looked through again. */
let last: {readonly key: string; readonly search: Search['matching']} | undefined;

const searchOf = (state: State, {filter}: ListState, subject: string | undefined): Search => {
	const {logLevel} = state.ui;
	const ips = subject === undefined ? undefined : addressesOf(state, subject);
	if (filter === '' && ips === undefined && logLevel === 'all') {
		return {logs: state.logs, matching: batch => batch};
	}

	const key = JSON.stringify([filter, logLevel, ips === undefined ? null : [...ips]]);
	if (last?.key !== key) {
		const known = new WeakMap<readonly LogRecord[], readonly LogRecord[]>();
		const matches = recordMatcher(filter, logLevel, ips);
		const search = (batch: readonly LogRecord[]) => {
			const found = known.get(batch) ?? batch.filter(matches);
			known.set(batch, found);
			return found;
		};
		last = {key, search};
	}

	return {logs: state.logs, matching: last.search};
};

const addressesOf = (state: State, subject: string): ReadonlySet<string> => {
	const {nodesOf, nodeNames, instances} = fleetOf(state);
	const ip = instances.get(subject)?.instance.ip ?? nodeNames.get(subject)?.ip;
	return new Set(nodesOf.get(subject)?.map(node => node.ip) ?? [ip ?? subject]);
};

const severe: Readonly<Record<State['ui']['logLevel'], readonly LogLevel[] | undefined>> = {
	all: undefined,
	warning: ['warning', 'error', 'fatal', 'panic'],
	error: ['error', 'fatal', 'panic'],
};

const recordMatcher = (filter: string, level: State['ui']['logLevel'], ips: ReadonlySet<string> | undefined) => {
	const matches = matcher(filter);
	const levels = severe[level];
	return (record: LogRecord) =>
		(levels === undefined || levels.includes(record.level)) &&
		(ips === undefined || ips.has(record.ip)) &&
		(matches === undefined || matches(searchText(record)));
};

const searchText = ({node, program, level, message, user, database, application, code, detail}: LogRecord) =>
	[node, program, level, message, user, database, application, code, ...detail].join(' ');
