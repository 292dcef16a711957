import {age} from '../../format/age.ts';
import {percent} from '../../format/percent.ts';
import type {NodeRow} from '../../store/selectors/node-rows.ts';
import type {State} from '../../store/state.ts';
import {fullness} from '../parts/fullness.ts';
import {healthCell, orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';
import {severityTone} from './clusters.ts';

/** How a host looks in a list. */
export const nodeColumns = ({thresholds}: Pick<State, 'thresholds'>): readonly Column<NodeRow>[] => [
	{title: 'HEALTH', width: 6, drop: 0, by: 'health', cell: row => healthCell(row.health)},
	{title: 'NODE', width: 12, grow: 1, drop: 0, by: 'name', cell: ({name}) => ({text: name, tone: 'strong'})},
	{title: 'ADDRESS', width: 13, drop: 4, cell: ({ip}) => ({text: ip, tone: 'dim'})},
	{title: 'RUNS', width: 18, grow: 2, drop: 5, cell: ({roles}) => ({text: roles.join(', '), tone: 'dim'})},
	{
		title: 'DISK',
		width: 10,
		drop: 1,
		by: 'diskUsedFraction',
		cell: row => known(row, diskText(row), fullness(row.diskUsedFraction, thresholds)),
	},
	{
		title: 'MEM',
		width: 4,
		drop: 2,
		align: 'right',
		by: 'memoryUsedFraction',
		cell: row => known(row, orDash(row.memoryUsedFraction, percent), 'plain'),
	},
	{
		title: 'LOAD/CPUS',
		width: 9,
		drop: 3,
		align: 'right',
		by: 'load1',
		cell: row =>
			known(row, loadText(row), row.load1 !== undefined && row.load1 > (row.cpus ?? Infinity) ? 'warn' : 'plain'),
	},
	{
		title: 'UP FOR',
		width: 6,
		drop: 6,
		align: 'right',
		by: 'uptimeMs',
		cell: row => known(row, orDash(row.uptimeMs, age), 'plain'),
	},
	{
		title: 'AGE',
		width: 4,
		drop: 3,
		align: 'right',
		by: 'ageMs',
		cell: ({ageMs, freshness}) => ({text: orDash(ageMs, age), tone: freshness === 'fresh' ? 'dim' : 'warn'}),
	},
	{
		title: 'FINDING',
		width: 20,
		grow: 6,
		drop: 7,
		cell: ({finding, problem}) =>
			finding === undefined
				? {text: problem?.split('\n')[0] ?? '', tone: 'dim'}
				: {text: finding.title, tone: severityTone[finding.severity]},
	},
];

const diskText = ({diskUsedFraction, diskMount}: NodeRow): string =>
	diskUsedFraction === undefined ? '—' : `${percent(diskUsedFraction).padStart(4)} ${diskMount ?? ''}`;

const loadText = ({load1, cpus}: NodeRow): string => (load1 === undefined ? '—' : `${load1.toFixed(2)}/${cpus ?? '?'}`);

/** A value that is no longer fresh is drawn as old. */
const known = ({freshness}: NodeRow, text: string, tone: NonNullable<Cell['tone']>): Cell => ({
	text,
	tone: text === '—' || freshness !== 'fresh' ? 'unknown' : tone,
});
