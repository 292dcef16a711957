import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import {fleetOf} from '../../store/fleet-index.ts';
import {clusterRow} from '../../store/selectors/cluster-rows.ts';
import {findingRowsOf} from '../../store/selectors/finding-rows.ts';
import type {State} from '../../store/state.ts';
import {severityTone} from '../panes/clusters.ts';
import {foundFor} from '../parts/found-for.ts';
import {healthCell, orDash} from '../parts/health-cell.ts';
import {cellSpan, fit, span, type Line} from '../parts/line.ts';
import {marks} from '../theme.ts';

/** What matters of a cluster in a few lines, its findings among them. */
export const clusterSummary = (state: State, name: string | undefined, width: number): readonly Line[] => {
	const cluster = name === undefined ? undefined : fleetOf(state).clusters.get(name);
	if (cluster === undefined) {
		return [fit([span(` ${name ?? 'this cluster'} is not in the inventory any more`, 'warn')], width)];
	}

	const row = clusterRow(state, cluster);
	const health = healthCell(row.health);
	const first: Line = [
		span(` ${health.text} `, health.tone),
		span(` ${cluster.module}`, 'dim'),
		...(cluster.module === 'pgsql'
			? [
					span(
						`  PostgreSQL ${orDash(cluster.version, String)}${cluster.mode === 'pgsql' ? '' : ` ${cluster.mode}`}`,
						'dim',
					),
					span('  leader ', 'dim'),
					span(
						orDash(row.leader, leader => leader),
						row.leader === undefined ? 'crit' : 'accent',
					),
					span(row.isLeaderPlanned === false ? ` (inventory says ${row.inventoryPrimary ?? 'nobody'})` : '', 'warn'),
					span(
						`  timeline ${orDash(row.timeline, String)}  lag ${orDash(row.lagBytes, size)}  backup ${orDash(row.backupAgeMs, ms => `${age(ms)} ago`)}`,
						'dim',
					),
					span(row.paused === true ? '  PAUSED' : '', 'warn'),
					span(row.failsafe === true ? '  FAILSAFE' : '', 'crit'),
				]
			: [span(`  members ${orDash(row.membersUp, String)}/${row.membersTotal}`)]),
	];
	const findings = findingRowsOf(state, cluster.name)
		.slice(0, 5)
		.map((row): Line => [
			span(` ${marks[row.severity]} `, severityTone[row.severity]),
			cellSpan(row.name, 14, 'strong'),
			span(` ${row.title}`, severityTone[row.severity]),
			span(`  for ${foundFor(row)}`, 'dim'),
		]);
	return [first, ...findings].map(line => fit(line, width));
};
