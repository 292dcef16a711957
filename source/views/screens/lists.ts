import {age} from '../../format/age.ts';
import {isoSeconds} from '../../format/time.ts';
import {size} from '../../format/size.ts';
import type {BackupSetRow} from '../../store/selectors/backup-rows.ts';
import type {FindingRow} from '../../store/selectors/finding-rows.ts';
import type {HistoryRow} from '../../store/selectors/ha-view.ts';
import type {ProblemRow} from '../../store/selectors/inventory-rows.ts';
import type {SourceRow} from '../../store/selectors/source-rows.ts';
import {severityTone} from '../panes/clusters.ts';
import {foundFor} from '../parts/found-for.ts';
import {orDash} from '../parts/health-cell.ts';
import type {Cell, Column} from '../parts/table.ts';
import {marks} from '../theme.ts';

export const findingColumns: readonly Column<FindingRow>[] = [
	{
		title: 'SEVERITY',
		width: 8,
		drop: 0,
		by: 'severity',
		cell: ({severity}) => ({text: `${marks[severity]} ${severity}`, tone: severityTone[severity]}),
	},
	{title: 'SUBJECT', width: 14, grow: 1, drop: 0, by: 'name', cell: ({name}) => ({text: name, tone: 'strong'})},
	{title: 'WHAT', width: 30, grow: 8, drop: 0, cell: ({title}) => ({text: title})},
	{title: 'FOR', width: 7, drop: 1, by: 'ageMs', align: 'right', cell: row => ({text: foundFor(row)})},
	{title: 'RULE', width: 20, drop: 3, by: 'rule', cell: ({rule}) => ({text: rule, tone: 'dim'})},
];

const freshnessTone = {fresh: 'ok', stale: 'warn', failing: 'crit', never: 'unknown'} as const;

export const sourceColumns: readonly Column<SourceRow>[] = [
	{
		title: 'STATE',
		width: 8,
		drop: 0,
		by: 'freshness',
		cell: ({freshness}) => ({text: freshness, tone: freshnessTone[freshness]}),
	},
	{title: 'SOURCE', width: 14, drop: 0, by: 'id', cell: ({id}) => ({text: id, tone: 'strong'})},
	{title: 'OF', width: 14, grow: 1, drop: 0, by: 'target', cell: ({target}) => ({text: target})},
	{title: 'AGE', width: 5, drop: 0, by: 'ageMs', align: 'right', cell: ({ageMs}) => ({text: orDash(ageMs, age)})},
	{title: 'EVERY', width: 6, drop: 3, align: 'right', cell: ({everyMs}) => ({text: `${everyMs / 1000}s`, tone: 'dim'})},
	{
		title: 'TOOK',
		width: 7,
		drop: 2,
		by: 'tookMs',
		align: 'right',
		cell: ({tookMs}) => ({text: orDash(tookMs, ms => `${Math.round(ms)}ms`), tone: 'dim'}),
	},
	{title: 'TLS', width: 10, drop: 5, cell: trustCell},
	{
		title: 'PROBLEM',
		width: 20,
		grow: 6,
		drop: 4,
		cell: ({problem}) => ({text: problem?.replaceAll('\n', '; ') ?? '', tone: 'warn'}),
	},
];

/** Only PostgreSQL's connections tell. */
function trustCell({trust}: SourceRow): Cell {
	return trust === undefined
		? {text: ''}
		: {text: trust === 'plain' ? 'none' : trust, tone: trust === 'verified' ? 'ok' : 'warn'};
}

export const problemColumns: readonly Column<ProblemRow>[] = [
	{
		title: 'SEVERITY',
		width: 8,
		drop: 0,
		by: 'severity',
		cell: ({severity}) => ({text: `${marks[severity]} ${severity}`, tone: severityTone[severity]}),
	},
	{title: 'LINE', width: 5, drop: 0, by: 'line', align: 'right', cell: ({line}) => ({text: orDash(line, String)})},
	{title: 'WHAT', width: 40, grow: 8, drop: 0, cell: ({text}) => ({text})},
	{title: 'RULE', width: 20, drop: 2, by: 'rule', cell: ({rule}) => ({text: rule, tone: 'dim'})},
	{title: 'FILE', width: 20, grow: 1, drop: 3, cell: ({file}) => ({text: file, tone: 'dim'})},
];

export const historyColumns: readonly Column<HistoryRow>[] = [
	{title: 'TL', width: 4, drop: 0, align: 'right', cell: ({timeline}) => ({text: String(timeline), tone: 'strong'})},
	{title: 'ENDED AT LSN', width: 14, drop: 2, cell: ({lsn}) => ({text: lsn})},
	{title: 'WHEN', width: 20, drop: 1, cell: ({at}) => ({text: orDash(at, isoSeconds)})},
	{title: 'AGO', width: 6, drop: 0, align: 'right', cell: ({ageMs}) => ({text: orDash(ageMs, age)})},
	{
		title: 'NEW LEADER',
		width: 12,
		grow: 1,
		drop: 0,
		cell: ({newLeader}) => ({text: orDash(newLeader, name => name), tone: 'accent'}),
	},
	{title: 'REASON', width: 16, grow: 4, drop: 3, cell: ({reason}) => ({text: reason, tone: 'dim'})},
];

export const setColumns: readonly Column<BackupSetRow>[] = [
	{
		title: 'TYPE',
		width: 4,
		drop: 0,
		by: 'type',
		cell: ({type}) => ({text: type, tone: type === 'full' ? 'accent' : 'plain'}),
	},
	{
		title: 'LABEL',
		width: 33,
		grow: 1,
		drop: 0,
		cell: ({label, current}) => ({text: label, tone: current ? 'strong' : 'dim'}),
	},
	{title: 'AGE', width: 6, drop: 0, by: 'ageMs', align: 'right', cell: ({ageMs}) => ({text: age(ageMs)})},
	{title: 'DONE', width: 20, drop: 5, cell: ({stoppedAt}) => ({text: isoSeconds(stoppedAt)})},
	{title: 'TOOK', width: 6, drop: 3, by: 'tookMs', align: 'right', cell: ({tookMs}) => ({text: age(tookMs)})},
	{
		title: 'DATABASE',
		width: 8,
		drop: 2,
		by: 'databaseBytes',
		align: 'right',
		cell: ({databaseBytes}) => ({text: size(databaseBytes)}),
	},
	{
		title: 'IN REPO',
		width: 8,
		drop: 1,
		by: 'repositoryBytes',
		align: 'right',
		cell: ({repositoryBytes}) => ({text: size(repositoryBytes)}),
	},
	{title: 'WAL', width: 24, drop: 7, cell: ({walStart}) => ({text: walStart ?? '—', tone: 'dim'})},
	{
		title: 'CHECK',
		width: 10,
		drop: 4,
		cell: ({hasErrors, current}) =>
			hasErrors
				? {text: 'BAD PAGES', tone: 'crit'}
				: current
					? {text: 'ok', tone: 'ok'}
					: {text: 'older db', tone: 'dim'},
	},
	{title: 'ON', width: 12, drop: 6, cell: ({member}) => ({text: member ?? '', tone: 'dim'})},
];
