import {age} from '../../format/age.ts';
import {isoSeconds} from '../../format/time.ts';
import {size} from '../../format/size.ts';
import {backupRows, type BackupRow} from '../../store/selectors/backup-rows.ts';
import type {State} from '../../store/state.ts';
import {orDash} from '../parts/health-cell.ts';
import {fit, span, type Line} from '../parts/line.ts';

/** How far back one can go, as words and as a bar, for each repository of the cluster. */
export const windowSummary = (state: State, cluster: string | undefined, width: number): readonly Line[] =>
	backupRows(state)
		.filter(row => row.cluster === cluster)
		.flatMap(row => [...describe(row), windowBar(row, state.now, width)])
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

/** From the oldest full backup to now; the part that WAL covers is solid, what has not been archived yet is open. */
const windowBar = ({windowStartAt, windowEndAt}: BackupRow, now: number, width: number): Line => {
	if (windowStartAt === undefined) {
		return [span('  point in time recovery: not possible, no full backup is known', 'crit')];
	}

	const left = `  PITR ${isoSeconds(windowStartAt)} `;
	const right =
		windowEndAt === undefined
			? ' archived up to: unknown'
			: ` ${isoSeconds(windowEndAt)} (${age(now - windowEndAt)} ago)`;
	const room = Math.max(4, Math.min(60, width - left.length - right.length - 2));
	const share = windowEndAt === undefined ? 0 : (windowEndAt - windowStartAt) / Math.max(1, now - windowStartAt);
	const solid = Math.round(room * Math.min(1, Math.max(0, share)));
	return [
		span(left, 'dim'),
		span('█'.repeat(solid), 'ok'),
		span('░'.repeat(room - solid), 'unknown'),
		span(right, 'dim'),
	];
};
