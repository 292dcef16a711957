import {age} from '../../format/age.ts';
import {isoSeconds} from '../../format/time.ts';
import {size} from '../../format/size.ts';
import {backupRows, type BackupRow} from '../../store/selectors/backup-rows.ts';
import type {State} from '../../store/state.ts';
import {orDash} from '../parts/health-cell.ts';
import {fit, span, type Line} from '../parts/line.ts';
import {windowBar} from '../parts/window-bar.ts';

/** How far back one can go, as words and as a bar, for each repository of the cluster. */
export const windowSummary = (state: State, cluster: string | undefined, width: number): readonly Line[] =>
	backupRows(state)
		.filter(row => row.cluster === cluster)
		.flatMap(row => [...describe(row), windowLine(row, state.now, width)])
		.map(line => fit(line, width));

const describe = (row: BackupRow): readonly Line[] => [
	[
		span(` ${row.member ?? row.cluster}`, 'strong'),
		span(
			`  ${row.method}${row.isSameHost === true ? ' — on the same host as the database' : ''}`,
			row.isSameHost === true ? 'warn' : 'dim',
		),
		span(
			`  ${orDash(row.sets, sets => `${sets} sets`)}, ${orDash(row.repositoryBytes, size)} in the repository`,
			'dim',
		),
		span(`  WAL ${orDash(row.walMin, wal => wal)} … ${orDash(row.walMax, wal => wal)}`, 'dim'),
	],
	[
		span('  schedule: ', 'dim'),
		row.schedule.length === 0 ? span('none in the inventory', 'warn') : span(row.schedule.join('; ')),
		span(
			row.archiveOk === false
				? '   ARCHIVING FAILS'
				: row.archiveOk === true
					? '   archiving ok'
					: '   archiving unknown',
			row.archiveOk === false ? 'crit' : row.archiveOk === true ? 'ok' : 'unknown',
		),
		span(row.problem === undefined ? '' : `   ${row.problem.split('\n')[0] ?? ''}`, 'warn'),
	],
];

/** From the oldest full backup to now, with both ends as times. */
const windowLine = (row: BackupRow, now: number, width: number): Line => {
	const {windowStartAt: startAt, windowEndAt: endAt, sets, archiveOk} = row;
	if (startAt === undefined) {
		return sets === undefined
			? [span('  point in time recovery: unknown, pgBackRest has not answered yet', 'unknown')]
			: [span('  point in time recovery: not possible, there is no full backup', 'crit')];
	}

	const left = `  PITR ${isoSeconds(startAt)} `;
	const right = endAt === undefined ? ' archived up to: unknown' : ` ${isoSeconds(endAt)} (${age(now - endAt)} ago)`;
	const bar = windowBar({
		startAt,
		endAt,
		now,
		axisMs: now - startAt,
		isLate: archiveOk === false,
		width: Math.max(4, Math.min(60, width - left.length - right.length - 2)),
	});
	return [span(left, 'dim'), span(bar.covered, 'ok'), span(bar.open, 'warn'), span(right, 'dim')];
};
