import type {Inventory, PgCluster, PgInstance} from '../../source/model/inventory/inventory.ts';
import type {PatroniMember} from '../../source/model/patroni.ts';
import type {Reading, Samples, SourceId} from '../../source/model/sample.ts';

const gibibyte = 1024 ** 3;
const hour = 3_600_000;
const day = 24 * hour;

/** What a fleet answers that is in perfect health: each inventory primary leads, everything streams. */
export const healthyReadings = ({clusters, nodes}: Inventory, at: number): readonly Reading[] => {
	const good = <Id extends SourceId>(id: Id, target: string, value: Samples[Id]) =>
		({id, target, at, tookMs: 3, ok: true, value}) as Reading;
	return [
		...clusters.flatMap(cluster => {
			if (cluster.module === 'pgsql') {
				return pgReadings(cluster, at, good);
			}

			if (cluster.module === 'redis') {
				return cluster.instances.map(({name, replicaOf}) => good('redis', name, redisInfo(replicaOf !== undefined)));
			}

			if (cluster.module === 'etcd') {
				return cluster.members.map(({name}) => good('etcd', name, {healthy: true, reason: ''}));
			}

			return cluster.module === 'infra' ? cluster.members.map(({ip}) => good('alerts', ip, [])) : [];
		}),
		...nodes.map(({ip, name}) => good('node', ip, nodeStatus(name ?? 'node', at))),
		...nodes.flatMap(({ip, roles}) => {
			const ofNode = clusters.filter(
				(cluster): cluster is PgCluster =>
					cluster.module === 'pgsql' && roles.some(role => role.cluster === cluster.name),
			);
			return ofNode.length === 0 ? [] : [good('haproxy', ip, ofNode.flatMap(proxyServers))];
		}),
	];
};

type Good = <Id extends SourceId>(id: Id, target: string, value: Samples[Id]) => Reading;

const pgReadings = (cluster: PgCluster, at: number, good: Good): readonly Reading[] => [
	good('patroniCluster', cluster.name, {
		members: cluster.instances.map(instance => patroniMember(instance)),
		paused: false,
		scheduledSwitchover: undefined,
		answeredBy: cluster.instances[0]?.name ?? '',
	}),
	good('patroniHistory', cluster.name, []),
	good('patroniConfig', cluster.name, patroniConfig),
	...cluster.instances.flatMap(instance => instanceReadings(cluster, instance, at, good)),
];

export const isPlannedLeader = ({inventoryRole}: PgInstance) => inventoryRole === 'primary';

export const patroniMember = (instance: PgInstance): PatroniMember => ({
	name: instance.name,
	role: isPlannedLeader(instance) ? 'leader' : 'replica',
	state: isPlannedLeader(instance) ? 'running' : 'streaming',
	host: instance.ip,
	port: instance.port,
	timeline: 1,
	lagBytes: isPlannedLeader(instance) ? undefined : 0,
	receiveLagBytes: undefined,
	replayLagBytes: undefined,
	pendingRestart: false,
	tags: {clonefrom: true, version: '18', spec: '1C.2G.50G', conf: 'oltp.yml'},
});

export const patroniConfig: Samples['patroniConfig'] = {
	ttlSeconds: 30,
	loopWaitSeconds: 5,
	retryTimeoutSeconds: 10,
	maximumLagOnFailoverBytes: 1_048_576,
	synchronousMode: false,
	failsafeMode: true,
	paused: false,
	json: '{}',
};

const instanceReadings = (cluster: PgCluster, instance: PgInstance, at: number, good: Good): readonly Reading[] => {
	const isPrimary = isPlannedLeader(instance);
	const standbys = cluster.instances.filter(other => other.name !== instance.name);
	return [
		good('patroniStatus', instance.name, {
			state: 'running',
			role: isPrimary ? 'primary' : 'replica',
			serverVersion: 180_001,
			timeline: 1,
			postmasterStartedAt: at - 30 * day,
			xlogLocationBytes: '117440608',
			replayPaused: isPrimary ? undefined : false,
			replicationState: isPrimary ? undefined : 'streaming',
			pendingRestart: false,
			paused: false,
			clusterUnlocked: false,
			failsafeActive: false,
			dcsLastSeenAt: at - 1000,
			systemIdentifier: '7711227141034831941',
			patroniVersion: '4.1.0',
			tags: {},
		}),
		good('instance', instance.name, {
			inRecovery: !isPrimary,
			version: '18.1',
			versionNumber: 180_001,
			startedAt: at - 30 * day,
			timeline: 1,
			lsn: '0/7000060',
			receivedLsn: isPrimary ? undefined : '0/7000060',
			replayPaused: isPrimary ? undefined : false,
			replayDelayMs: isPrimary ? undefined : 0,
			systemIdentifier: '7711227141034831941',
			pendingRestart: [],
			clockAt: at,
			maxConnections: 500,
			reservedConnections: 10,
			readOnlyDefault: false,
		}),
		good(
			'replication',
			instance.name,
			isPrimary
				? standbys.map(standby => ({
						name: standby.name,
						clientAddress: standby.ip,
						state: 'streaming',
						sync: 'async',
						lagBytes: 0,
						sentLagBytes: 0,
						replayLagMs: 0,
					}))
				: [],
		),
		good(
			'slots',
			instance.name,
			isPrimary
				? standbys.map(standby => ({
						name: standby.name.replaceAll('-', '_'),
						type: 'physical',
						database: undefined,
						active: true,
						retainedBytes: 0,
						walStatus: 'reserved',
						safeWalBytes: 10 * gibibyte,
					}))
				: [],
		),
		good('archiver', instance.name, {
			mode: 'on',
			archivedCount: isPrimary ? 1200 : 0,
			failedCount: 0,
			lastArchivedWal: isPrimary ? '000000010000000000000006' : undefined,
			lastArchivedAt: isPrimary ? at - 60_000 : undefined,
			lastFailedWal: undefined,
			lastFailedAt: undefined,
		}),
		good('activity', instance.name, {
			connections: 12,
			active: 2,
			idleInTransaction: 0,
			waitingOnLock: 0,
			longestTransactionMs: 120,
			longestQueryMs: 80,
		}),
		good('databases', instance.name, [
			{name: 'postgres', sizeBytes: 8_000_000, connections: 2, xidAge: 50_000_000},
			{name: 'test', sizeBytes: 2 * gibibyte, connections: 10, xidAge: 60_000_000},
		]),
		good('pgbouncer', instance.name, [
			{
				database: 'test',
				user: 'test',
				clientsActive: 20,
				clientsWaiting: 0,
				serversActive: 4,
				serversIdle: 6,
				maxWaitMs: 0,
				mode: 'transaction',
			},
		]),
		good('backup', instance.name, backupInfo(cluster.name, at)),
	];
};

export const backupInfo = (stanza: string, at: number): Samples['backup'] => ({
	stanza,
	status: {code: 0, message: 'ok'},
	backupRunning: false,
	cipher: 'aes-256-cbc',
	systemIdentifier: '7711227141034831941',
	wal: {min: '000000010000000000000001', max: '000000010000000000000006'},
	backups: [
		{
			label: '20261123-010002F',
			type: 'full',
			startedAt: at - 26 * hour - 120_000,
			stoppedAt: at - 26 * hour,
			databaseBytes: 2 * gibibyte,
			repositoryBytes: 600_000_000,
			walStart: '000000010000000000000002',
			walStop: '000000010000000000000002',
			prior: undefined,
			hasErrors: false,
			current: true,
		},
		{
			label: '20261124-010002F',
			type: 'full',
			startedAt: at - 2 * hour - 120_000,
			stoppedAt: at - 2 * hour,
			databaseBytes: 2 * gibibyte,
			repositoryBytes: 610_000_000,
			walStart: '000000010000000000000005',
			walStop: '000000010000000000000005',
			prior: undefined,
			hasErrors: false,
			current: true,
		},
	],
});

const redisInfo = (isReplica: boolean): Samples['redis'] => ({
	role: isReplica ? 'slave' : 'master',
	version: '7.2.6',
	uptimeMs: 30 * day,
	usedBytes: 10_000_000,
	maxBytes: gibibyte,
	connectedReplicas: isReplica ? 0 : 1,
	masterLink: isReplica ? 'up' : undefined,
	opsPerSecond: 42,
	clients: 3,
});

const nodeStatus = (hostname: string, at: number): Samples['node'] => ({
	hostname,
	uptimeMs: 90 * day,
	clockAt: at,
	askedAt: at,
	load1: 0.4,
	cpus: 4,
	memoryTotalBytes: 16 * gibibyte,
	memoryAvailableBytes: 9 * gibibyte,
	fileSystems: [
		fileSystem('/', '/dev/vda1', 40 * gibibyte, 0.3),
		fileSystem('/data', '/dev/vdb1', 500 * gibibyte, 0.42),
	],
	failedUnits: [],
	units: {patroni: 'active', pgbouncer: 'active', haproxy: 'active'},
});

export const fileSystem = (mount: string, device: string, sizeBytes: number, usedFraction: number) => ({
	mount,
	device,
	sizeBytes,
	usedBytes: Math.round(sizeBytes * usedFraction),
	availableBytes: Math.round(sizeBytes * (1 - usedFraction)),
});

const proxyServers = ({name, instances}: PgCluster): Samples['haproxy'] =>
	(['primary', 'replica', 'default'] as const).flatMap(service =>
		instances.map(instance => ({
			proxy: `${name}-${service}`,
			server: instance.name,
			status: service === 'replica' || isPlannedLeader(instance) ? 'UP' : 'DOWN',
			sessions: 0,
			backup: service === 'replica' && isPlannedLeader(instance),
			lastCheck: 'L7OK 200',
			downSeconds: 0,
		})),
	);
