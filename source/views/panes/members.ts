import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {MemberRow} from '../../store/selectors/member-rows.ts';
import {healthCell, orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';
import {severityTone} from './clusters.ts';

/** How a member of a PostgreSQL cluster looks in a list: a tree by who replicates from whom. */
export const memberColumns: readonly Column<MemberRow>[] = [
	{
		title: 'MEMBER',
		width: 13,
		grow: 2,
		drop: 0,
		cell: row => ({text: `${branch(row.depth)}${row.name}`, tone: 'strong'}),
	},
	{title: 'ROLE', width: 11, drop: 0, cell: roleCell},
	{title: 'STATE', width: 9, grow: 1, drop: 2, cell: stateCell},
	{title: 'TL', width: 3, drop: 5, align: 'right', cell: row => known(row, orDash(row.timeline, String))},
	{title: 'LAG', width: 7, drop: 0, align: 'right', cell: lagCell},
	{title: 'DELAY', width: 6, drop: 6, align: 'right', cell: row => known(row, orDash(row.lagMs, age))},
	{
		title: 'SYNC',
		width: 6,
		drop: 7,
		cell: row =>
			known(
				row,
				orDash(row.sync, sync => sync),
			),
	},
	{title: 'FAILOVER', width: 8, grow: 2, drop: 8, cell: failoverCell},
	{
		title: 'AGE',
		width: 4,
		drop: 3,
		align: 'right',
		cell: row => ({text: orDash(row.ageMs, age), tone: row.freshness === 'fresh' ? 'dim' : 'warn'}),
	},
	{title: 'HEALTH', width: 6, drop: 4, cell: row => healthCell(row.health)},
	{
		title: 'FINDING',
		width: 24,
		grow: 4,
		drop: 9,
		cell: ({finding}) => ({
			text: finding?.title ?? '',
			tone: finding === undefined ? 'dim' : severityTone[finding.severity],
		}),
	},
];

const branch = (depth: number): string => (depth === 0 ? '' : `${'  '.repeat(depth - 1)}└ `);

const leaders: readonly (string | undefined)[] = ['leader', 'standby_leader', 'primary'];

function roleCell({role, inventoryRole, isSilent}: MemberRow): Cell {
	if (role === undefined || isSilent) {
		return {text: role === undefined ? '—' : `was ${shortRole(role)}`, tone: 'unknown'};
	}

	const drifted = leaders.includes(role) !== (inventoryRole === 'primary');
	return {
		text: `${shortRole(role)}${drifted ? '≠' : ''}`,
		tone: drifted ? 'warn' : leaders.includes(role) ? 'accent' : 'plain',
	};
}

const shortRole = (role: string): string => role.replace('standby_leader', 'sb-lead').replace('_standby', '');

function stateCell({state, pendingRestart, freshness, isSilent}: MemberRow): Cell {
	if (isSilent) {
		return {text: 'silent', tone: 'crit'};
	}

	const good = state === 'running' || state === 'streaming';
	return {
		text: `${orDash(state, word => word)}${pendingRestart === true ? ' restart!' : ''}`,
		tone:
			state === undefined || freshness !== 'fresh'
				? 'unknown'
				: good
					? pendingRestart === true
						? 'warn'
						: 'ok'
					: 'crit',
	};
}

function lagCell(row: MemberRow): Cell {
	const isLeader = row.role !== undefined && leaders.includes(row.role);
	return isLeader ? {text: '', tone: 'dim'} : known(row, orDash(row.lagBytes, size));
}

function failoverCell({role, eligible, ineligibleReason}: MemberRow): Cell {
	if (role !== undefined && leaders.includes(role)) {
		return {text: '', tone: 'dim'};
	}

	return eligible === true
		? {text: 'yes', tone: 'ok'}
		: {
				text: eligible === undefined ? '—' : `no: ${ineligibleReason ?? ''}`,
				tone: eligible === undefined ? 'unknown' : 'warn',
			};
}

const known = ({freshness}: MemberRow, text: string): Cell => ({
	text,
	tone: text === '—' || freshness !== 'fresh' ? 'unknown' : 'plain',
});
