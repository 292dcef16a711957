import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {BackupRow} from '../../store/selectors/backup-rows.ts';
import {healthCell, orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';

/** How a repository looks in a list. `now` is the right end of the window bars. */
export const backupColumns = (now: number): readonly Column<BackupRow>[] => [
	{title: 'HEALTH', width: 6, drop: 0, cell: row => healthCell(row.health)},
	{title: 'CLUSTER', width: 9, grow: 2, drop: 0, cell: row => ({text: row.member ?? row.cluster, tone: 'strong'})},
	{title: 'FULL', width: 6, drop: 0, align: 'right', cell: row => ageCell(row, row.lastFullAgeMs)},
	{title: 'LAST', width: 6, drop: 1, align: 'right', cell: row => ageCell(row, row.lastAgeMs)},
	{title: 'WAL', width: 5, drop: 2, cell: archiveCell},
	{title: 'REPO', width: 7, drop: 5, align: 'right', cell: row => ({text: orDash(row.repositoryBytes, size)})},
	{title: 'PITR WINDOW', width: 19, grow: 4, drop: 3, cell: row => windowCell(row, now)},
	{
		title: 'METHOD',
		width: 8,
		drop: 7,
		cell: row => ({text: row.method, tone: row.isSameHost === true ? 'warn' : 'dim'}),
	},
	{title: 'STATUS', width: 8, grow: 2, drop: 6, cell: statusCell},
];

const ageCell = ({freshness}: BackupRow, ageMs: number | undefined): Cell => ({
	text: orDash(ageMs, age),
	tone: ageMs === undefined || freshness !== 'fresh' ? 'unknown' : 'plain',
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

/** How far back one can go, and whether up to now: `9d ago → 2m ago`. */
function windowCell({windowStartAt, windowEndAt}: BackupRow, now: number): Cell {
	if (windowStartAt === undefined) {
		return {text: '—', tone: 'unknown'};
	}

	const end = windowEndAt === undefined ? '?' : `${age(now - windowEndAt)} ago`;
	return {text: `${age(now - windowStartAt)} ago → ${end}`};
}
