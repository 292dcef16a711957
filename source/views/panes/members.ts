import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {MemberRow} from '../../store/selectors/member-rows.ts';
import {orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';
import {marks} from '../theme.ts';
import {severityTone} from './clusters.ts';

/** How a member of a PostgreSQL cluster looks in a list: a tree by who replicates from whom. */
export const memberColumns: readonly Column<MemberRow>[] = [
	{title: '', width: 1, drop: 0, cell: ({health}) => ({text: marks[health], tone: health})},
	{
		title: 'MEMBER',
		width: 10,
		grow: 1,
		drop: 0,
		cell: row => ({text: `${branch(row.depth)}${row.name}`, tone: 'strong'}),
	},
	{title: 'ROLE', width: 8, drop: 0, cell: roleCell},
	{title: 'STATE', width: 9, grow: 3, drop: 1, cell: stateCell},
	{title: 'TL', width: 3, drop: 4, align: 'right', cell: row => known(row, orDash(row.timeline, String))},
	{title: 'LAG', width: 6, drop: 0, align: 'right', cell: row => ofReplica(row, orDash(row.lagBytes, size))},
	{title: 'DELAY', width: 6, drop: 5, align: 'right', cell: row => ofReplica(row, orDash(row.lagMs, age))},
	{title: 'SYNC', width: 6, drop: 6, cell: row => ofReplica(row, row.sync ?? '—')},
	{title: 'FAILOVER', width: 16, grow: 6, drop: 7, cell: failoverCell},
	{
		title: 'AGE',
		width: 4,
		drop: 3,
		align: 'right',
		cell: row => ({text: orDash(row.ageMs, age), tone: row.freshness === 'fresh' ? 'dim' : 'warn'}),
	},
	{
		title: 'FINDING',
		width: 24,
		grow: 10,
		drop: 9,
		cell: ({finding}) => ({
			text: finding?.title ?? '',
			tone: finding === undefined ? 'dim' : severityTone[finding.severity],
		}),
	},
];

const branch = (depth: number): string => (depth === 0 ? '' : `${' '.repeat(depth - 1)}└`);

const leaders: readonly (string | undefined)[] = ['leader', 'standby_leader', 'primary'];

/** `≠` marks a role that is not the one in the inventory, `?` that of a member which does not answer, `!` a second one that accepts writes. */
function roleCell({role, inventoryRole, isSilent, isRival}: MemberRow): Cell {
	if (role === undefined) {
		return {text: '—', tone: 'unknown'};
	}

	if (isSilent) {
		return {text: `${shortRole(role)}?`, tone: 'unknown'};
	}

	if (isRival) {
		return {text: 'primary!', tone: 'crit'};
	}

	const drifted = leaders.includes(role) !== (inventoryRole === 'primary');
	return {
		text: `${shortRole(role)}${drifted ? '≠' : ''}`,
		tone: drifted ? 'warn' : leaders.includes(role) ? 'accent' : 'plain',
	};
}

const shortRole = (role: string): string => role.replace('standby_leader', 'sb-lead').replace('_standby', '');

function stateCell({state, pendingRestart, freshness, isSilent}: MemberRow, width: number): Cell {
	if (isSilent) {
		return {text: 'silent', tone: 'crit'};
	}

	if (state === undefined) {
		return {text: '—', tone: 'unknown'};
	}

	const isGood = state === 'running' || state === 'streaming';
	const waits = pendingRestart === true;
	const text = state.length <= width ? state : (shortStates[state] ?? state);
	return {
		text: waits && isGood ? (`${state} restart!`.length <= width ? `${state} restart!` : 'restart!') : text,
		tone: freshness !== 'fresh' ? 'unknown' : isGood ? (waits ? 'warn' : 'ok') : 'crit',
	};
}

/** Patroni's longer words, for narrow panes. */
const shortStates: Readonly<Record<string, string>> = {
	'in archive recovery': 'archive',
	'start failed': 'no start',
	'restart failed': 'no start',
	'stop failed': 'no stop',
	'creating replica': 'creating',
	'initializing new cluster': 'initdb',
	'running custom bootstrap script': 'bootstrap',
};

/** What means nothing of a leader. */
const ofReplica = (row: MemberRow, text: string): Cell =>
	row.role !== undefined && leaders.includes(row.role) ? {text: '', tone: 'dim'} : known(row, text);

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
