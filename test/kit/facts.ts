import type {Action} from '../../source/model/action.ts';
import type {Facts, MemberFacts, RepositoryFacts} from '../../source/safety/facts.ts';
import {plan} from '../../source/safety/plan.ts';
import {patroniConfig} from './action.ts';

const hour = 3_600_000;
const gibibyte = 1024 ** 3;

export const memberFacts = (seq: number, more: Partial<MemberFacts> = {}): MemberFacts => ({
	name: `pg-test-${seq}`,
	ip: `10.10.10.${10 + seq}`,
	port: 5432,
	patroniPort: 8008,
	isInInventory: true,
	inventoryRole: seq === 1 ? 'primary' : 'replica',
	isLive: true,
	role: seq === 1 ? 'leader' : 'replica',
	state: seq === 1 ? 'running' : 'streaming',
	timeline: 3,
	lagBytes: seq === 1 ? undefined : 0,
	isNoFailover: false,
	isDelayed: false,
	isPendingRestart: false,
	postmasterStartedAt: 1_795_400_000_000,
	connections: seq === 1 ? 40 : 10,
	diskAvailableBytes: 100 * gibibyte,
	dataBytes: 20 * gibibyte,
	neighbours: [],
	...more,
});

export const repositoryFacts = (more: Partial<RepositoryFacts> = {}): RepositoryFacts => ({
	name: 'repo1',
	host: 'remote',
	statusCode: 0,
	labels: ['20261123-010002F', '20261124-010002F'],
	newestAgeMs: 2 * hour,
	hasErrors: false,
	isWalComplete: true,
	isRunning: false,
	set: {label: '20261124-010002F', stoppedAt: 1_795_482_000_000, hasErrors: false},
	walUntil: 1_795_489_900_000,
	...more,
});

/** A fleet in which every action of `kit/action.ts` needs no more than its grant. */
const healthy: Facts = {
	ageMs: 1000,
	readOnly: false,
	environment: 'STAGE',
	isAuditWritable: true,
	inventory: {
		sha256: 'aa11',
		isStale: false,
		pigstyVersion: 'v4.1.0',
		names: [
			{kind: 'cluster', name: 'pg-meta', cluster: 'pg-meta'},
			{kind: 'cluster', name: 'pg-test', cluster: 'pg-test'},
			...[1, 2, 3, 4].map(seq => ({kind: 'instance' as const, name: `pg-test-${seq}`, cluster: 'pg-test'})),
			{kind: 'instance', name: 'pg-meta-1', cluster: 'pg-meta'},
			{kind: 'role', name: 'dbuser_app', cluster: 'pg-test'},
			{kind: 'database', name: 'app', cluster: 'pg-test'},
			{kind: 'redis-cluster', name: 'redis-ms', cluster: 'redis-ms'},
			{kind: 'etcd-cluster', name: 'etcd', cluster: 'etcd'},
			{kind: 'minio-cluster', name: 'minio', cluster: 'minio'},
		],
		hosts: ['10.10.10.10', '10.10.10.11', '10.10.10.12', '10.10.10.13', '10.10.10.14', '10.10.10.19'],
	},
	ansible: {
		home: '/home/dba/pigsty',
		files: {'ansible.cfg': 'bb22', 'pgsql.yml': 'cc33'},
		running: [],
		listed: undefined,
	},
	changes: [],
	cluster: {
		name: 'pg-test',
		systemIdentifier: '7575757575757575757',
		timeline: 3,
		leaders: ['pg-test-1'],
		writable: ['pg-test-1'],
		members: [memberFacts(1), memberFacts(2), memberFacts(3)],
		isPaused: false,
		isFailsafeActive: false,
		isDcsReachable: true,
		hasDcsQuorum: true,
		isSynchronous: false,
		lagMaxBytes: 1_048_576,
		scheduledSwitchover: '',
		config: patroniConfig,
		isStandbyCluster: false,
		safeguard: false,
		landmines: [],
		databases: [
			{name: 'postgres', sizeBytes: 8_000_000, connections: 3},
			{name: 'app', sizeBytes: 12 * gibibyte, connections: 37},
		],
		isArchiving: true,
	},
	backups: [repositoryFacts()],
	backupMaxAgeMs: 26 * hour,
	sessions: [
		{
			pid: 4711,
			backendStart: '2026-11-24 03:00:00.123456+00',
			backendType: 'client backend',
			user: 'dbuser_app',
			isSuperuser: false,
			application: 'billing',
			isOwn: false,
			doing: 'idle in transaction for 12 min',
		},
	],
	slot: {name: 'debezium', isActive: false, isManaged: false, consumer: 'debezium', retainedBytes: 40 * gibibyte},
	definition: {state: 'create', drops: [], baseline: ''},
	host: {
		ip: '10.10.10.19',
		name: 'old-1',
		modules: [{module: 'pgsql', name: 'pg-old-1', isLive: false}],
		isProvisioned: true,
		hasPostgres: false,
		proxyConnections: 0,
		isAdmin: false,
		isDirectoryEmpty: true,
		isPortFree: true,
		diskAvailableBytes: 100 * gibibyte,
	},
	redis: {
		instances: [
			{
				name: 'redis-ms-1-6379',
				ip: '10.10.10.10',
				port: 6379,
				isLive: true,
				role: 'master',
				connectedReplicas: 1,
				keys: 1000,
				connections: 5,
			},
			{
				name: 'redis-ms-1-6380',
				ip: '10.10.10.10',
				port: 6380,
				isLive: true,
				role: 'replica',
				connectedReplicas: 0,
				keys: 1000,
				connections: 2,
			},
		],
		safeguard: false,
	},
	etcd: {
		members: [1, 2, 3].map(seq => ({name: `etcd-${seq}`, ip: `10.10.10.${10 + seq}`, isHealthy: true})),
		dependents: [{cluster: 'pg-test', isLive: true, hasFailsafe: true}],
		safeguard: false,
	},
	minio: {
		hosts: ['10.10.10.10'],
		port: 9000,
		safeguard: false,
		stanzas: [{cluster: 'pg-old', isLive: false, hasOther: true}],
	},
};

/** What Ansible answers to `--list-hosts` when it agrees with the plan. */
export const listed = (action: Action, facts: Facts): Facts => {
	const made = plan(action, facts);
	return {
		...facts,
		ansible: facts.ansible && {
			...facts.ansible,
			listed: 'steps' in made ? made.steps.flatMap(step => (step.via === 'ansible' ? step : [])) : undefined,
		},
	};
};

/** Facts under which an action of `kit/action.ts` needs no more than its grant: healthy, and what its kind needs besides. */
export const factsFor = (action: Action): Facts => {
	const facts = {...healthy, ...special(action, healthy)};
	return action.kind.startsWith('playbook.') ? listed(action, facts) : facts;
};

const special = (action: Action, facts: Facts): Partial<Facts> => {
	const {cluster, host} = facts;
	if (cluster === undefined || host === undefined) {
		return {};
	}

	if (action.kind === 'patroni.failover') {
		const dead = memberFacts(1, {isLive: false, role: undefined, state: 'stopped'});
		return {cluster: {...cluster, leaders: [], writable: [], members: [dead, memberFacts(2), memberFacts(3)]}};
	}

	if (action.kind === 'patroni.resume') {
		return {cluster: {...cluster, isPaused: true}};
	}

	if (action.kind === 'playbook.add-replica') {
		const added = memberFacts(4, {isLive: false, role: undefined, state: undefined, lagBytes: undefined});
		return {
			cluster: {...cluster, members: [...(cluster.members ?? []), added]},
			host: {...host, ip: '10.10.10.14', name: 'pg-test-4'},
		};
	}

	return action.kind === 'pitr.plan' ? {host: {...host, ip: '10.10.10.13', name: 'pg-test-3'}} : {};
};
