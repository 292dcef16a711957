import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {PlainMemberRow} from '../../store/selectors/plain-member-rows.ts';
import {orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';
import {marks} from '../theme.ts';

/** How a member of a cluster that is not PostgreSQL looks in a list. Redis tells more than the others. */
export const plainMemberColumns = (module: PlainMemberRow['module'] | undefined): readonly Column<PlainMemberRow>[] => [
	{title: '', width: 1, drop: 0, cell: markCell},
	{title: 'MEMBER', width: 15, grow: 1, drop: 0, cell: ({name}) => ({text: name, tone: 'strong'})},
	...(module === 'redis'
		? [
				{
					title: 'ROLE',
					width: 8,
					drop: 2,
					cell: (row: PlainMemberRow) =>
						known(
							row,
							orDash(row.role, role => role),
						),
				},
			]
		: []),
	{title: 'STATE', width: module === 'redis' ? 9 : 12, grow: 1, drop: 1, cell: stateCell},
	{
		title: 'ADDRESS',
		width: 16,
		drop: 4,
		cell: ({ip, port}) => ({text: port === undefined ? ip : `${ip}:${port}`, tone: 'dim'}),
	},
	...(module === 'redis' ? redisColumns : []),
	{
		title: 'AGE',
		width: 4,
		drop: 3,
		align: 'right',
		cell: ({ageMs, freshness}) => ({text: orDash(ageMs, age), tone: freshness === 'fresh' ? 'dim' : 'warn'}),
	},
	{
		title: 'PROBLEM',
		width: 24,
		grow: 6,
		drop: 8,
		cell: ({problem}) => ({text: problem?.split('\n')[0] ?? '', tone: 'warn'}),
	},
];

const redisColumns: readonly Column<PlainMemberRow>[] = [
	{title: 'USED', width: 6, drop: 5, align: 'right', cell: row => known(row, orDash(row.usedBytes, size))},
	{title: 'LIMIT', width: 6, drop: 7, align: 'right', cell: row => known(row, orDash(row.maxBytes, limitText))},
	{title: 'OPS/s', width: 6, drop: 6, align: 'right', cell: row => known(row, orDash(row.opsPerSecond, String))},
	{title: 'CLIENTS', width: 7, drop: 7, align: 'right', cell: row => known(row, orDash(row.clients, String))},
];

/** Redis calls no limit 0. */
const limitText = (bytes: number): string => (bytes === 0 ? 'none' : size(bytes));

function markCell({isUp}: PlainMemberRow): Cell {
	const health = isUp === undefined ? 'unknown' : isUp ? 'ok' : 'crit';
	return {text: marks[health], tone: health};
}

function stateCell({isUp, state, freshness}: PlainMemberRow): Cell {
	if (freshness === 'failing' && isUp !== true) {
		return {text: 'no answer', tone: 'crit'};
	}

	return {text: state ?? '—', tone: isUp === undefined ? 'unknown' : isUp ? 'ok' : 'crit'};
}

const known = ({freshness}: PlainMemberRow, text: string): Cell => ({
	text,
	tone: text === '—' || freshness !== 'fresh' ? 'unknown' : 'plain',
});
