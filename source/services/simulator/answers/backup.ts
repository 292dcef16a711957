import type {ClusterState} from '../cluster-state.ts';
import type {ClusterPlan} from '../plan.ts';
import {between, roll} from '../random.ts';
import type {Part} from '../stage.ts';
import {walBytes} from '../workload.ts';
import {lsnText, walFile} from './times.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * `pgbackrest info --output=json` of the member's stanza, 2.58.0. A repository on the member's own disk knows only what this
 * member did while it led; one in MinIO knows all.
 */
export const backupInfoJson = (part: Part): string => {
	const {cluster, stage} = part;
	const missing = stage.faults.has('backup-missing', cluster.name, stage.now);
	const runs = missing ? [] : runsOf(part);
	const done = runs.filter(run => run.stop <= stage.now);
	const status = done.length > 0 ? {code: 0, message: 'ok'} : {code: 2, message: 'no valid backups'};
	const cipher = cluster.repository === 'minio' ? 'aes-256-cbc' : 'none';
	const lock = {backup: {held: done.length < runs.length}};
	const info = [
		{
			archive: archiveOf(part, done[0]),
			backup: done.map(run => setOf(part, run)),
			cipher,
			db: [{id: 1, 'repo-key': 1, 'system-id': cluster.systemIdentifier, version: String(majorOf(cluster))}],
			name: cluster.name,
			repo: [{cipher, key: 1, status}],
			status: {code: status.code, lock, message: status.message},
		},
	];
	// pgBackRest prints the identifier as a number, which is too large for one of ours.
	return JSON.stringify(info).replace(/"system-id":"(\d+)"/, '"system-id":$1');
};

type Run = {
	readonly label: string;
	readonly type: 'full' | 'incr';
	readonly prior: string | undefined;
	readonly start: number;
	readonly stop: number;
};

const majorOf = ({versionNumber}: ClusterPlan) => Math.floor(versionNumber / 10_000);

/** The scheduled backups that are kept, oldest first; the last one may still be running. */
const runsOf = ({stage, cluster, state, member}: Part): readonly Run[] => {
	const {every, hour, keepDays} = cluster.schedule;
	const runs: Run[] = [];
	let full: string | undefined;
	const firstDay = Math.floor(stage.now / dayMs) - keepDays - (every === 'weekly' ? 7 : 0);
	for (let day = firstDay; day * dayMs + hour * hourMs <= stage.now; day += 1) {
		const start = day * dayMs + hour * hourMs + between(cluster.salt, day, 1500, 4500);
		const type = every === 'daily' || isMonday(day) ? 'full' : 'incr';
		const prior = runs.at(-1)?.label;
		if (
			start > stage.now ||
			(type === 'incr' && full === undefined) ||
			!sees(cluster, state, member.plan.name, start)
		) {
			continue;
		}

		const label: string = type === 'full' ? `${stamp(start)}F` : `${full}_${stamp(start)}I`;
		full = type === 'full' ? label : full;
		const bytes = sizeAt(cluster, start) * (type === 'full' ? 1 : incrementShare(cluster, start));
		runs.push({
			label,
			type,
			prior: type === 'full' ? undefined : prior,
			start,
			stop: start + 4000 + Math.round(bytes / 250e3),
		});
	}

	return runs;
};

/** The epoch began on a Thursday. */
const isMonday = (day: number) => day % 7 === 4;

const sees = (cluster: ClusterPlan, state: ClusterState, member: string, at: number) =>
	cluster.repository === 'minio' || leaderAt(cluster, state, at) === member;

const leaderAt = (cluster: ClusterPlan, {history}: ClusterState, at: number) =>
	history.findLast(row => row.at <= at)?.leader ?? cluster.members[0]?.name;

/** The timeline that was current at a moment. */
export const timelineAt = ({history}: ClusterState, at: number): number =>
	(history.findLast(row => row.at <= at)?.timeline ?? 0) + 1;

const stamp = (at: number) => new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);

const sizeAt = ({databases, salt}: ClusterPlan, at: number) =>
	Math.round(databases.reduce((sum, {sizeBytes}) => sum + sizeBytes, 0) * (1 + 0.01 * roll(salt, at / dayMs)));

const incrementShare = ({salt}: ClusterPlan, at: number) => 0.02 + 0.05 * roll(salt, Math.floor(at / dayMs));

/** Where the cluster's WAL was at a moment, before the start too. */
const positionAt = ({cluster, stage}: Part, at: number) =>
	Math.floor((cluster.lsn + walBytes(cluster, stage.startedAt, at)) / 8) * 8;

const setOf = (part: Part, {label, type, prior, start, stop}: Run) => {
	const {cluster, state} = part;
	const size = sizeAt(cluster, start);
	const copied = type === 'full' ? size : Math.round(size * incrementShare(cluster, start));
	const timeline = timelineAt(state, start);
	const [from, to] = [positionAt(part, start), positionAt(part, stop)];
	return {
		annotation: {pg_cluster: cluster.name},
		archive: {start: walFile(timeline, from), stop: walFile(timeline, to)},
		backrest: {format: 5, version: '2.58.0'},
		database: {id: 1, 'repo-key': 1},
		error: false,
		info: {
			delta: copied,
			repository: {delta: Math.round(copied * 0.31), size: Math.round(size * 0.31)},
			size,
		},
		label,
		lsn: {start: lsnText(from), stop: lsnText(to)},
		prior: prior ?? null,
		reference: prior === undefined ? null : [prior],
		timestamp: {start: Math.floor(start / 1000), stop: Math.floor(stop / 1000)},
		type,
	};
};

/** The WAL kept: from the oldest backup on, up to the last file that was archived. */
const archiveOf = (part: Part, oldest: Run | undefined) => {
	const {cluster, state, stage} = part;
	const from = oldest?.start ?? stage.startedAt - 2 * dayMs;
	const until = Math.min(stage.now - 20_000, archivingUntil(part));
	return [
		{
			database: {id: 1, 'repo-key': 1},
			id: `${majorOf(cluster)}-1`,
			max: walFile(timelineAt(state, until), positionAt(part, until)),
			min: walFile(timelineAt(state, from), positionAt(part, from)),
		},
	];
};

/** When archiving began to fail, if it does. */
export const archivingUntil = ({stage, cluster}: Pick<Part, 'stage' | 'cluster'>): number =>
	stage.faults.find('archive-failing', cluster.name, stage.now)?.from ?? Number.POSITIVE_INFINITY;
