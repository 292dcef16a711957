import {age} from '../../format/age.ts';
import {isoSeconds} from '../../format/time.ts';
import {size} from '../../format/size.ts';
import {instanceDetail, type InstanceDetail} from '../../store/selectors/instance-detail.ts';
import type {State} from '../../store/state.ts';
import {findingSection} from '../parts/finding-section.ts';
import {orDash} from '../parts/health-cell.ts';
import {span, type Line} from '../parts/line.ts';
import {propertyLines, type Section} from '../parts/properties.ts';

/** Everything known of one PostgreSQL instance, each part with its age. */
export const instanceLines = (state: State, name: string | undefined, width: number): readonly Line[] => {
	const found = name === undefined ? undefined : instanceDetail(state, name);
	if (found === undefined) {
		return [[span(` ${name ?? 'no instance'} is not in the inventory any more`, 'warn')]];
	}

	const {instance, cluster, samples, trust, findings} = found;
	return propertyLines(
		[
			{
				title: 'Inventory',
				source: undefined,
				properties: [
					{label: 'cluster', text: cluster.name},
					{label: 'node', text: found.node?.name ?? instance.ip},
					{label: 'address', text: `${instance.ip}:${instance.port}`},
					{label: 'role', text: orDash(instance.inventoryRole, role => role)},
					{label: 'upstream', text: instance.upstream ?? 'none'},
				],
			},
			...findingSection(findings),
			patroniSection(samples, state.now),
			postgresSection(samples, trust, state.now),
			activitySection(samples),
			replicationSection(samples),
			slotSection(samples),
			archiverSection(samples, state.now),
			databaseSection(samples),
			poolSection(samples),
		],
		width,
	);
};

const patroniSection = (samples: InstanceDetail['samples'], now: number): Section => {
	const source = samples.patroniStatus;
	const {value} = source;
	return {
		title: 'Patroni',
		source,
		properties:
			value === undefined
				? []
				: [
						{label: 'role', text: value.role, tone: value.role === 'primary' ? 'accent' : 'plain'},
						{label: 'state', text: value.state, tone: value.state === 'running' ? 'ok' : 'crit'},
						{label: 'timeline', text: orDash(value.timeline, String)},
						{label: 'version', text: orDash(value.patroniVersion, text => text)},
						{label: 'DCS last seen', text: orDash(value.dcsLastSeenAt, at => `${age(now - at)} ago`)},
						{
							label: 'failsafe',
							text: value.failsafeActive ? 'ACTIVE' : 'no',
							tone: value.failsafeActive ? 'crit' : 'plain',
						},
						{label: 'paused', text: value.paused ? 'PAUSED' : 'no', tone: value.paused ? 'warn' : 'plain'},
						{
							label: 'pending restart',
							text: value.pendingRestart ? 'yes' : 'no',
							tone: value.pendingRestart ? 'warn' : 'plain',
						},
						{
							label: 'tags',
							text:
								Object.entries(value.tags)
									.map(([tag, set]) => `${tag}=${String(set)}`)
									.join(' ') || 'none',
						},
					],
	};
};

const trustWords = {
	verified: {label: 'connection', text: 'TLS, verified by the CA', tone: 'plain'},
	unverified: {label: 'connection', text: 'TLS, NOT verified: no CA at hand', tone: 'warn'},
	plain: {label: 'connection', text: 'NOT encrypted', tone: 'warn'},
} as const;

const postgresSection = (samples: InstanceDetail['samples'], trust: InstanceDetail['trust'], now: number): Section => {
	const source = samples.instance;
	const {value} = source;
	return {
		title: 'PostgreSQL',
		source,
		properties:
			value === undefined
				? []
				: [
						{label: 'version', text: value.version},
						...(trust === undefined ? [] : [trustWords[trust]]),
						{
							label: 'mode',
							text: value.inRecovery ? 'standby (in recovery)' : 'primary (writable)',
							tone: value.inRecovery ? 'plain' : 'accent',
						},
						{label: 'up since', text: `${isoSeconds(value.startedAt)} (${age(now - value.startedAt)})`},
						{label: 'timeline', text: String(value.timeline)},
						{label: value.inRecovery ? 'replayed LSN' : 'LSN', text: value.lsn},
						...(value.inRecovery
							? [
									{label: 'received LSN', text: orDash(value.receivedLsn, text => text)},
									{label: 'replay delay', text: orDash(value.replayDelayMs, age)},
									{
										label: 'replay',
										text: value.replayPaused === true ? 'PAUSED' : 'running',
										tone: value.replayPaused === true ? ('warn' as const) : ('plain' as const),
									},
								]
							: []),
						{label: 'system identifier', text: value.systemIdentifier},
						{
							label: 'waits for a restart',
							text: value.pendingRestart.join(', ') || 'nothing',
							tone: value.pendingRestart.length > 0 ? 'warn' : 'plain',
						},
					],
	};
};

const activitySection = (samples: InstanceDetail['samples']): Section => {
	const source = samples.activity;
	const {value} = source;
	const limit = samples.instance.value;
	return {
		title: 'Activity',
		source,
		properties:
			value === undefined
				? []
				: [
						{
							label: 'connections',
							text: `${value.connections}${limit === undefined ? '' : ` of ${limit.maxConnections - limit.reservedConnections}`}`,
						},
						{label: 'active', text: String(value.active)},
						{
							label: 'idle in transaction',
							text: String(value.idleInTransaction),
							tone: value.idleInTransaction > 0 ? 'warn' : 'plain',
						},
						{
							label: 'waiting for a lock',
							text: String(value.waitingOnLock),
							tone: value.waitingOnLock > 0 ? 'warn' : 'plain',
						},
						{label: 'longest transaction', text: orDash(value.longestTransactionMs, age)},
						{label: 'longest query', text: orDash(value.longestQueryMs, age)},
					],
	};
};

const replicationSection = (samples: InstanceDetail['samples']): Section => {
	const source = samples.replication;
	return {
		title: 'Replicates to',
		source,
		properties:
			source.value?.length === 0
				? [{label: 'nobody', text: ''}]
				: (source.value ?? []).map(peer => ({
						label: peer.name,
						text: `${peer.state} ${peer.sync}, ${orDash(peer.lagBytes, size)} behind${peer.replayLagMs === undefined ? '' : `, ${age(peer.replayLagMs)}`}`,
						tone: peer.state === 'streaming' ? ('plain' as const) : ('warn' as const),
					})),
	};
};

const slotSection = (samples: InstanceDetail['samples']): Section => {
	const source = samples.slots;
	return {
		title: 'Replication slots',
		source,
		properties:
			source.value?.length === 0
				? [{label: 'none', text: ''}]
				: (source.value ?? []).map(slot => ({
						label: slot.name,
						text: `${slot.type}, ${slot.active ? 'active' : 'INACTIVE'}, keeps ${orDash(slot.retainedBytes, size)} of WAL${slot.walStatus === undefined ? '' : ` (${slot.walStatus})`}`,
						tone: slot.active ? ('plain' as const) : ('warn' as const),
					})),
	};
};

const archiverSection = (samples: InstanceDetail['samples'], now: number): Section => {
	const source = samples.archiver;
	const {value} = source;
	const walText = (wal: string | undefined, at: number | undefined) =>
		wal === undefined || at === undefined ? 'none' : `${wal} ${age(now - at)} ago`;
	return {
		title: 'WAL archiving',
		source,
		properties:
			value === undefined
				? []
				: [
						{label: 'archive_mode', text: value.mode, tone: value.mode === 'off' ? 'warn' : 'plain'},
						{
							label: 'last archived',
							text: walText(value.lastArchivedWal, value.lastArchivedAt),
						},
						{label: 'last failed', text: walText(value.lastFailedWal, value.lastFailedAt)},
						{label: 'archived / failed', text: `${value.archivedCount} / ${value.failedCount}`},
					],
	};
};

const databaseSection = (samples: InstanceDetail['samples']): Section => {
	const source = samples.databases;
	return {
		title: 'Databases',
		source,
		properties: (source.value ?? []).map(database => ({
			label: database.name,
			text: `${orDash(database.sizeBytes, size)}, ${database.connections} connections, xid age ${millions(database.xidAge)}`,
		})),
	};
};

/** Of two thousand million, so that smaller steps do not matter. */
const millions = (count: number): string => `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)}M`;

const poolSection = (samples: InstanceDetail['samples']): Section => {
	const source = samples.pgbouncer;
	return {
		title: 'pgbouncer pools',
		source,
		properties: (source.value ?? []).map(pool => ({
			label: `${pool.database}/${pool.user}`,
			text: `clients ${pool.clientsActive} active ${pool.clientsWaiting} waiting, servers ${pool.serversActive} active ${pool.serversIdle} idle, ${pool.mode} mode`,
			tone: pool.clientsWaiting > 0 ? ('warn' as const) : ('plain' as const),
		})),
	};
};
