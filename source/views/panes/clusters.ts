import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {ClusterRow} from '../../store/selectors/cluster-rows.ts';
import {healthCell, orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';

/** How a cluster looks in a list. */
export const clusterColumns: readonly Column<ClusterRow>[] = [
	{title: 'HEALTH', width: 6, drop: 0, by: 'health', cell: row => healthCell(row.health)},
	{title: 'CLUSTER', width: 11, grow: 2, drop: 0, by: 'name', cell: row => ({text: row.name, tone: 'strong'})},
	{title: 'LEADER', width: 11, grow: 1, drop: 3, by: 'leader', cell: leaderCell},
	{title: 'UP', width: 4, drop: 0, align: 'right', cell: upCell},
	{title: 'LAG', width: 6, drop: 1, align: 'right', by: 'lagBytes', cell: lagCell},
	{title: 'TL', width: 3, drop: 6, align: 'right', cell: row => ofPgsql(row, orDash(row.timeline, String))},
	{
		title: 'BACKUP',
		width: 6,
		drop: 4,
		align: 'right',
		by: 'backupAgeMs',
		cell: row => ofPgsql(row, orDash(row.backupAgeMs, age)),
	},
	{
		title: 'AGE',
		width: 4,
		drop: 5,
		align: 'right',
		by: 'ageMs',
		cell: row => ({text: orDash(row.ageMs, age), tone: ageTone(row)}),
	},
	{
		title: 'FINDING',
		width: 26,
		grow: 6,
		drop: 7,
		cell: ({finding}) =>
			finding === undefined ? {text: '', tone: 'dim'} : {text: finding.title, tone: severityTone[finding.severity]},
	},
];

export const severityTone = {info: 'dim', warn: 'warn', crit: 'crit'} as const;

function leaderCell({module, leader, paused, isLeaderPlanned, freshness}: ClusterRow, width: number): Cell {
	if (module !== 'pgsql') {
		return {text: `(${module})`, tone: 'dim'};
	}

	if (leader === undefined) {
		return {text: '—', tone: freshness === 'fresh' ? 'crit' : 'unknown'};
	}

	const withPause = paused === true && leader.length + 7 <= width ? `${leader} PAUSED` : leader;
	return {
		text: withPause,
		tone: freshness !== 'fresh' ? 'unknown' : isLeaderPlanned === false || paused === true ? 'warn' : 'plain',
	};
}

function upCell({membersUp, membersTotal}: ClusterRow): Cell {
	return {
		text: `${orDash(membersUp, String)}/${membersTotal}`,
		tone: membersUp === undefined ? 'unknown' : membersUp < membersTotal ? 'crit' : 'plain',
	};
}

/** A cluster of one has nobody to lag. */
function lagCell(row: ClusterRow): Cell {
	return row.membersTotal === 1 ? {text: ''} : ofPgsql(row, orDash(row.lagBytes, size));
}

/** What only PostgreSQL has; a value that is no longer fresh is drawn as old. */
const ofPgsql = ({module, freshness}: ClusterRow, text: string): Cell =>
	module === 'pgsql' ? {text, tone: text === '—' || freshness !== 'fresh' ? 'unknown' : 'plain'} : {text: ''};

const ageTone = ({freshness}: ClusterRow) =>
	freshness === 'fresh' ? 'dim' : freshness === 'never' ? 'unknown' : 'warn';
