import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {BackupRow} from '../../store/selectors/backup-rows.ts';
import {healthCell, orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';
import {windowBar} from '../parts/window-bar.ts';

/** What the bars of all rows have in common: they end now, and the longest window fills them. */
export type Axis = {readonly now: number; readonly longestMs: number};

export const axisOf = (rows: readonly BackupRow[], now: number): Axis => ({
	now,
	longestMs: Math.max(0, ...rows.map(({windowStartAt}) => (windowStartAt === undefined ? 0 : now - windowStartAt))),
});

/** How a repository looks in a list. */
export const backupColumns = (axis: Axis): readonly Column<BackupRow>[] => [
	{title: 'HEALTH', width: 6, drop: 0, by: 'health', cell: row => healthCell(row.health)},
	{
		title: 'CLUSTER',
		width: 9,
		grow: 2,
		drop: 0,
		by: 'cluster',
		cell: row => ({text: row.member ?? row.cluster, tone: 'strong'}),
	},
	{
		title: 'FULL',
		width: 6,
		drop: 1,
		align: 'right',
		by: 'lastFullAgeMs',
		cell: row => ageCell(row, row.lastFullAgeMs),
	},
	{title: 'LAST', width: 6, drop: 4, align: 'right', by: 'lastAgeMs', cell: row => ageCell(row, row.lastAgeMs)},
	{title: 'WAL', width: 5, drop: 2, cell: archiveCell},
	{
		title: 'REPO',
		width: 6,
		drop: 5,
		align: 'right',
		by: 'repositoryBytes',
		cell: row => known(row, orDash(row.repositoryBytes, size)),
	},
	{title: '', width: 14, grow: 2, drop: 6, cell: (row, width) => barCell(row, axis, width)},
	{title: 'PITR WINDOW', width: 11, drop: 3, by: 'windowStartAt', cell: row => windowCell(row, axis.now)},
	{
		title: 'METHOD',
		width: 8,
		drop: 8,
		cell: row => ({text: row.method, tone: row.isSameHost === true ? 'warn' : 'dim'}),
	},
	{title: 'STATUS', width: 8, grow: 2, drop: 7, cell: statusCell},
];

const ageCell = (row: BackupRow, ageMs: number | undefined): Cell => known(row, orDash(ageMs, age));

const known = ({freshness}: BackupRow, text: string): Cell => ({
	text,
	tone: text === '—' || freshness !== 'fresh' ? 'unknown' : 'plain',
});

function archiveCell({archiveOk, isLeaders}: BackupRow): Cell {
	if (!isLeaders) {
		return {text: '', tone: 'dim'};
	}

	return archiveOk === undefined
		? {text: '—', tone: 'unknown'}
		: archiveOk
			? {text: 'ok', tone: 'ok'}
			: {text: 'FAILS', tone: 'crit'};
}

function statusCell({running, status, problem, freshness, isEnabled}: BackupRow): Cell {
	if (!isEnabled) {
		return {text: 'disabled', tone: 'dim'};
	}

	if (running === true) {
		return {text: 'running', tone: 'accent'};
	}

	if (status === undefined) {
		return {text: problem?.split('\n')[0] ?? (freshness === 'never' ? 'no answer yet' : freshness), tone: 'unknown'};
	}

	return {text: status, tone: status === 'ok' ? 'dim' : 'crit'};
}

/** How far back one can go, and up to when: `7d → 2m`. */
function windowCell(row: BackupRow, now: number): Cell {
	const {windowStartAt: startAt, windowEndAt: endAt} = row;
	if (startAt === undefined) {
		return row.sets === undefined ? {text: '—', tone: 'unknown'} : {text: 'none', tone: 'crit'};
	}

	return {
		text: `${age(now - startAt)} → ${endAt === undefined ? '?' : age(now - endAt)}`,
		tone: windowTone(row),
	};
}

function barCell(row: BackupRow, {now, longestMs}: Axis, width: number): Cell {
	const {windowStartAt: startAt, windowEndAt: endAt, archiveOk} = row;
	if (startAt === undefined) {
		return {text: ''};
	}

	const bar = windowBar({startAt, endAt, now, axisMs: longestMs, isLate: archiveOk === false, width});
	return {text: bar.before + bar.covered + bar.open, tone: windowTone(row)};
}

const windowTone = ({freshness, archiveOk}: BackupRow) =>
	freshness === 'fresh' ? (archiveOk === false ? 'warn' : 'plain') : 'unknown';
