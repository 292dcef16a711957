import type {BackupSchedule, ClusterPlan, DatabasePlan, FleetPlan, MemberPlan, NodePlan} from './plan.ts';
import {between, roll, saltOf} from './random.ts';

const gib = 1024 ** 3;
const dayMs = 86_400_000;

/** What a cluster is like, before its machines, versions and sizes are rolled. */
type Outline = {
	readonly name: string;
	readonly ips: readonly string[];
	readonly tps: number;
	readonly databases: readonly (readonly [name: string, gib: number])[];
	readonly versionNumber?: number;
	readonly timeline?: number;
	readonly offline?: boolean;
	readonly schedule?: BackupSchedule;
	readonly conf?: string;
};

/**
 * The fleet of a seed. Without `instances` it is the demo fleet: a few clusters as an operator knows them. With it, as many
 * PostgreSQL instances in clusters of three and four; `pg-test` is always one of them, so every scenario plays on every fleet.
 */
export const planFleet = (
	seed: number,
	options: {readonly instances?: number | undefined; readonly local?: readonly string[]} = {},
): FleetPlan => {
	const outlines = options.instances === undefined ? demo : large(options.instances, seed);
	const base = options.instances === undefined ? '10.10.10' : '10.20.0';
	const clusters = outlines.map(outline => planCluster(seed, outline, options.local?.includes(outline.name) ?? false));
	const adminIp = `${base}.${adminHost}`;
	const adminNode = options.instances === undefined ? 'pg-meta-1' : 'infra-1';
	const etcd = [adminIp, `${base}.8`, `${base}.9`].map((ip, index) => {
		const name = `etcd-${index + 1}`;
		return {name, seq: index + 1, ip, node: index === 0 ? adminNode : name};
	});
	const minio = [{name: 'minio-1', seq: 1, ip: `${base}.18`, node: 'minio-1'}];
	const redis = {
		cluster: 'redis-ms',
		node: 'redis-ms-1',
		ip: `${base}.19`,
		salt: saltOf(seed, 'redis-ms'),
		ports: [6379, 6380, 6381],
	} as const;
	const plain: readonly Host[] = [
		...etcd.map(({node, ip}) => ({name: node, ip, units: ['etcd']})),
		...minio.map(({node, ip}) => ({name: node, ip, units: ['minio']})),
		{name: redis.node, ip: redis.ip, units: ['redis_exporter', ...redis.ports.map(port => `redis-ms-1-${port}`)]},
	];
	const postgres = clusters.flatMap(cluster =>
		cluster.members.map(member => ({
			name: member.name,
			ip: member.ip,
			units: ['patroni', 'pgbouncer', 'pg_exporter', 'pgbouncer_exporter'],
			machine: cluster.machine,
			usedFraction:
				(1.2 * sum(cluster.databases.map(database => database.sizeBytes))) / (cluster.machine.diskGib * gib) + 0.06,
		})),
	);
	return {
		seed,
		adminIp,
		nodes: planNodes(seed, [...postgres, ...plain], adminIp),
		clusters,
		etcd,
		minio,
		redis,
	};
};

/** Not `.10`: an admin node of that address looks like one that nobody has configured. */
const adminHost = 5;

const demo: readonly Outline[] = [
	{name: 'pg-meta', ips: [`10.10.10.${adminHost}`], tps: 38, databases: [['meta', 0.4]], conf: 'tiny.yml'},
	{
		name: 'pg-test',
		ips: ['10.10.10.11', '10.10.10.12', '10.10.10.13'],
		tps: 1450,
		databases: [
			['test', 42],
			['bench', 6.5],
		],
		timeline: 3,
	},
	{
		name: 'pg-order',
		ips: ['10.10.10.14', '10.10.10.15', '10.10.10.16'],
		tps: 4200,
		databases: [
			['order', 312],
			['order_archive', 148],
		],
		versionNumber: 170_007,
		timeline: 5,
		offline: true,
		schedule: {every: 'weekly', hour: 1, keepDays: 14},
	},
	{
		name: 'pg-user',
		ips: ['10.10.10.17', '10.10.10.20'],
		tps: 860,
		databases: [['passport', 27]],
		timeline: 2,
		conf: 'crit.yml',
	},
];

const trades = [
	'order',
	'cart',
	'stock',
	'user',
	'pay',
	'ship',
	'search',
	'chat',
	'risk',
	'bill',
	'event',
	'media',
] as const;

/** Clusters of four, three and three instances, in turn; the last one takes what is left. */
const large = (instances: number, seed: number): readonly Outline[] => {
	const outlines: Outline[] = [];
	for (let made = 0; made < instances;) {
		const index = outlines.length;
		const size = Math.min(index % 3 === 1 ? 4 : 3, instances - made);
		const trade = trades[index % trades.length] ?? 'order';
		const salt = saltOf(seed, `outline ${index}`);
		outlines.push({
			name: index === 0 ? 'pg-test' : `pg-${trade}${String(Math.floor(index / trades.length) + 1).padStart(2, '0')}`,
			ips: Array.from({length: size}, (_, member) => ipOf(made + member)),
			tps: Math.round(40 * 100 ** roll(salt, 1)),
			databases: [[trade, Math.round(4 * 120 ** roll(salt, 2))]],
			timeline: between(salt, 3, 1, 4),
			...(index % 5 === 4 && {schedule: {every: 'weekly', hour: 1, keepDays: 14}}),
		});
		made += size;
	}

	return outlines;
};

const ipOf = (index: number) => `10.20.${1 + Math.floor(index / 200)}.${11 + (index % 200)}`;

const planCluster = (seed: number, outline: Outline, local: boolean): ClusterPlan => {
	const {name, ips, tps, versionNumber = 180_001, conf = 'oltp.yml'} = outline;
	const salt = saltOf(seed, name);
	const cpus = tps > 2000 ? 16 : tps > 400 ? 8 : 4;
	const timeline = outline.timeline ?? 1;
	const sessions = Math.round(12 + tps ** 0.6);
	const walBytesPerTransaction = between(salt, 3, 600, 1400);
	const machine = {cpus, memoryGib: cpus * 4, diskGib: diskGib(outline)};
	return {
		name,
		salt,
		members: ips.map((ip, index): MemberPlan => ({
			name: `${name}-${index + 1}`,
			seq: index + 1,
			ip,
			salt: saltOf(seed, `${name}-${index + 1}`),
			inventoryRole: index === 0 ? 'primary' : outline.offline && index === ips.length - 1 ? 'offline' : 'replica',
		})),
		versionNumber,
		systemIdentifier: `75${String(between(salt, 1, 1e8, 1e9 - 1)).slice(0, 9)}${String(between(salt, 2, 1e7, 1e8 - 1))}`,
		machine,
		conf,
		synchronous: conf === 'crit.yml',
		tags: {
			clonefrom: true,
			version: String(Math.floor(versionNumber / 10_000)),
			spec: `${machine.cpus}C.${machine.memoryGib}G.${machine.diskGib}G`,
			conf,
		},
		databases: outline.databases.map(([database, size], index) => planDatabase(salt, database, size, index)),
		tps,
		walBytesPerTransaction,
		sessions,
		maxConnections: Math.max(200, Math.ceil(sessions / 40) * 100),
		timeline,
		lsn: Math.floor((tps * walBytesPerTransaction * 86_400 * (30 + 60 * timeline)) / 8) * 8,
		repository: local ? 'local' : 'minio',
		schedule: outline.schedule ?? {every: 'daily', hour: 1, keepDays: 7},
	};
};

const planDatabase = (salt: number, name: string, size: number, index: number): DatabasePlan => ({
	name,
	owner: `dbuser_${name}`,
	sizeBytes: Math.round(size * gib),
	xidAge: between(salt, 20 + index, 30e6, 140e6),
	share: index === 0 ? 0.85 : 0.15,
});

/** The data disk is the next usual size above three times the databases. */
const diskGib = ({databases}: Outline) => {
	const needed = 3 * sum(databases.map(([, size]) => size));
	return [50, 100, 200, 500, 1000, 2000].find(size => size >= needed) ?? 4000;
};

type Host = Pick<NodePlan, 'name' | 'ip' | 'units'> & Partial<Pick<NodePlan, 'machine' | 'usedFraction'>>;

/** Modules that share a host share its node: the first one named gives it its name and size. */
const planNodes = (seed: number, hosts: readonly Host[], adminIp: string): readonly NodePlan[] => {
	const byIp = Map.groupBy(hosts, host => host.ip);
	return [...byIp].map(([ip, [first, ...others]]) => {
		const salt = saltOf(seed, `node ${ip}`);
		const units = [first, ...others].flatMap(host => host?.units ?? []);
		return {
			name: first?.name ?? ip,
			ip,
			salt,
			machine: first?.machine ?? {cpus: 4, memoryGib: 16, diskGib: 200},
			usedFraction: first?.usedFraction ?? 0.1 + 0.2 * roll(salt, 1),
			upMs: Math.round((3 + 120 * roll(salt, 2)) * dayMs),
			units: [...everywhere, ...units, ...(ip === adminIp ? infra : [])].sort(),
		};
	});
};

const everywhere = ['haproxy', 'node_exporter', 'vector', 'ssh', 'chrony'];
const infra = ['nginx', 'grafana-server', 'vmetrics', 'vlogs', 'vmalert', 'alertmanager', 'dnsmasq'];

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
