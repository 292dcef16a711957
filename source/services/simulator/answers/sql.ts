import type {SourceId} from '../../../model/sample.ts';
import {syncStandbyOf} from '../cluster-state.ts';
import {between, roll} from '../random.ts';
import {leaderOf, type Part, skewMsAt} from '../stage.ts';
import {tpsAt, walBytes} from '../workload.ts';
import {loadOf} from './activity.ts';
import {archivingUntil} from './backup.ts';
import {lsnText, walFile} from './times.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** What PostgreSQL answers to each source that asks in SQL: rows as `pg` gives them, bigint and numeric as text. */
export const sqlAnswers: readonly {readonly id: SourceId; readonly rows: (part: Part) => Rows}[] = [
	{id: 'instance', rows: part => [instanceRow(part)]},
	{id: 'replication', rows: part => replicationRows(part)},
	{id: 'slots', rows: part => slotRows(part)},
	{id: 'archiver', rows: part => [archiverRow(part)]},
	{id: 'activity', rows: part => [activityRow(part)]},
	{id: 'databases', rows: part => databaseRows(part)},
];

const instanceRow = ({stage, cluster, member}: Part) => {
	const {name} = member.plan;
	const standby = !member.primary;
	const behind = member.lsn - member.replayed;
	const clockAt = stage.now + skewMsAt(stage, name, stage.now);
	return {
		inRecovery: standby,
		version: `${Math.floor(cluster.versionNumber / 10_000)}.${cluster.versionNumber % 10_000}`,
		versionNumber: cluster.versionNumber,
		startedAt: member.startedAt,
		timeline: member.timeline,
		lsn: lsnText(member.primary ? member.lsn : member.replayed),
		receivedLsn: standby ? lsnText(member.lsn) : null,
		replayPaused: standby ? stage.faults.has('replay-paused', name, stage.now) : null,
		replayDelayMs: standby
			? behind === 0
				? 0
				: Math.round((behind / (cluster.tps * cluster.walBytesPerTransaction)) * 1000)
			: null,
		systemIdentifier: cluster.systemIdentifier,
		pendingRestart: stage.faults.has('pending-restart', name, stage.now) ? ['max_connections'] : [],
		clockAt,
		maxConnections: cluster.maxConnections,
		reservedConnections: 10,
		readOnlyDefault: false,
	};
};

const replicationRows = ({cluster, state, member}: Part): Rows =>
	state.members
		.filter(other => !other.primary && other.streaming && other.timeline === member.timeline && member.primary)
		.map(other => ({
			name: other.plan.name,
			clientAddress: other.plan.ip,
			state: 'streaming',
			sync: syncStandbyOf(cluster, state) === other ? 'sync' : 'async',
			lagBytes: String(Math.max(0, member.lsn - other.replayed)),
			sentLagBytes: String(Math.max(0, member.lsn - other.lsn)),
			replayLagMs: String(1 + Math.round(between(other.plan.salt, Math.floor(state.at / 1000), 0, 9))),
		}));

/** Each standby has a slot on every other member; a logical one may have been forgotten. */
const slotRows = ({stage, cluster, state, member}: Part): Rows => {
	const idle = stage.faults.find('slot-idle', cluster.name, stage.now);
	const physical = state.members
		.filter(other => other.plan.name !== member.plan.name && member.primary)
		.map(other => ({
			name: other.plan.name.replaceAll('-', '_'),
			type: 'physical',
			database: null,
			active: other.streaming,
			retainedBytes: String(Math.max(0, member.lsn - other.lsn)),
			walStatus: 'reserved',
			safeWalBytes: null,
		}));
	return idle === undefined || !member.primary
		? physical
		: [
				...physical,
				{
					name: 'cdc_orders',
					type: 'logical',
					database: cluster.databases[0]?.name ?? 'postgres',
					active: false,
					retainedBytes: String(Math.round(walBytes(cluster, idle.from, stage.now))),
					walStatus: 'extended',
					safeWalBytes: String(40 * 1024 ** 3),
				},
			];
};

const archiverRow = (part: Part) => {
	const {stage, cluster, state, member} = part;
	const until = Math.min(stage.now, archivingUntil(part));
	const fails = until < stage.now;
	const archivedAt = until - between(cluster.salt, Math.floor(until / 16_000), 300, 9000);
	const {plan, primary} = member;
	return {
		mode: 'on',
		archivedCount: String(
			primary ? Math.floor(member.lsn / 16 / 1024 ** 2) % 900_000 : between(plan.salt, 40, 0, 4000),
		),
		failedCount: String(fails && primary ? Math.floor((stage.now - until) / 20_000) + 1 : 0),
		lastArchivedWal: primary ? walFile(state.timeline, member.lsn - 16 * 1024 ** 2) : null,
		lastArchivedAt: primary ? archivedAt : null,
		lastFailedWal: fails && primary ? walFile(state.timeline, member.lsn) : null,
		lastFailedAt: fails && primary ? stage.now - ((stage.now - until) % 60_000) : null,
	};
};

const activityRow = (part: Part) => {
	const {connections, active, idleInTransaction, waitingOnLock, longestTransactionMs, longestQueryMs} = loadOf(
		part,
		part.member,
	);
	return {connections, active, idleInTransaction, waitingOnLock, longestTransactionMs, longestQueryMs};
};

const databaseRows = (part: Part): Rows => {
	const {cluster, stage} = part;
	const {connections} = loadOf(part, leaderOf(part) ?? part.member);
	const age = Math.round(((stage.now - stage.startedAt) / 1000) * tpsAt(cluster, stage.now) * 0.4);
	return [
		...cluster.databases.map(({name, sizeBytes, xidAge, share}) => ({
			name,
			sizeBytes: String(sizeBytes),
			connections: Math.round(connections * share),
			xidAge: String(xidAge + age),
		})),
		{
			name: 'postgres',
			sizeBytes: '8012387',
			connections: 3,
			xidAge: String(50e6 + Math.floor(roll(cluster.salt, 50) * 1e7) + age),
		},
	];
};
