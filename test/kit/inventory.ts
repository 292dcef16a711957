import type {
	Inventory,
	InventoryNode,
	PgCluster,
	PgInstance,
	PgRole,
	PlainCluster,
	RedisCluster,
} from '../../source/model/inventory/inventory.ts';
import {secret} from '../../source/model/secret.ts';

/** Two PostgreSQL clusters, etcd, Redis and infra on four nodes, as the lab and Pigsty's own sandbox have them. */
export const inventory = (): Inventory => inventoryOf([pgMeta, pgTest, etcd, redis, infra]);

/** An inventory with the nodes that these clusters need. */
export const inventoryOf = (clusters: Inventory['clusters']): Inventory => {
	const roles = clusters.flatMap(cluster => {
		const members: readonly {readonly name: string; readonly ip: string}[] =
			cluster.module === 'pgsql' || cluster.module === 'redis' ? cluster.instances : cluster.members;
		return members.map(({name, ip}) => ({ip, module: cluster.module, cluster: cluster.name, instance: name}));
	});
	const byIp = Map.groupBy(roles, ({ip}) => ip);
	return {
		clusters,
		nodes: [...byIp].map(([ip, onNode]) => nodeOf(ip, onNode)),
		settings: {version: 'v4.1.0', admin_ip: '10.10.10.10', region: 'default'},
		groups: {all: [...byIp.keys()]},
		hostVars: {},
	};
};

const nodeOf = (ip: string, roles: InventoryNode['roles']): InventoryNode => {
	const pg = roles.find(({module}) => module === 'pgsql');
	return {
		ip,
		name: pg?.instance,
		cluster: pg?.cluster ?? 'nodes',
		groups: [...new Set(roles.map(({cluster}) => cluster))],
		ssh: {host: ip, port: undefined, user: undefined, keyFile: undefined, local: false, extraArgs: undefined},
		roles: roles.map(({module, cluster, instance}) => ({module, cluster, instance})),
		haproxy: {enabled: pg !== undefined, port: 9101, user: 'admin', password: secret('pigsty')},
	};
};

export const pgInstance = (cluster: string, seq: number, ip: string, inventoryRole: PgRole): PgInstance => ({
	name: `${cluster}-${seq}`,
	seq,
	ip,
	inventoryRole,
	port: 5432,
	pgbouncerPort: 6432,
	patroniPort: 8008,
	upstream: undefined,
	offlineQuery: false,
	weight: 100,
});

export const pgCluster = (
	name: string,
	instances: readonly PgInstance[],
	more: Partial<PgCluster> = {},
): PgCluster => ({
	module: 'pgsql',
	name,
	instances,
	version: 18,
	mode: 'pgsql',
	scope: name,
	citus: undefined,
	standbyOf: undefined,
	delay: undefined,
	patroniTls: false,
	monitor: {user: 'dbuser_monitor', password: secret('not the default'), database: 'postgres'},
	patroni: {user: 'postgres', password: secret('not the default')},
	backup: {enabled: true, method: 'minio', sameHost: false, schedule: ['00 01 * * * /pg/bin/pg-backup full']},
	safeguard: false,
	vip: undefined,
	users: [],
	databases: [],
	services: [{name: 'primary', port: 5433}],
	...more,
});

export const pgMeta = pgCluster('pg-meta', [pgInstance('pg-meta', 1, '10.10.10.10', 'primary')]);

export const pgTest = pgCluster('pg-test', [
	pgInstance('pg-test', 1, '10.10.10.11', 'primary'),
	pgInstance('pg-test', 2, '10.10.10.12', 'replica'),
	pgInstance('pg-test', 3, '10.10.10.13', 'offline'),
]);

export const etcd: PlainCluster = {
	module: 'etcd',
	name: 'etcd',
	members: ['10.10.10.11', '10.10.10.12', '10.10.10.13'].map((ip, index) => ({
		name: `etcd-${index + 1}`,
		ip,
		seq: index + 1,
		port: 2379,
		role: undefined,
	})),
	safeguard: false,
};

export const redis: RedisCluster = {
	module: 'redis',
	name: 'redis-ms',
	mode: 'standalone',
	instances: [
		{name: 'redis-ms-1-6379', ip: '10.10.10.10', port: 6379, replicaOf: undefined},
		{name: 'redis-ms-1-6380', ip: '10.10.10.10', port: 6380, replicaOf: '10.10.10.10 6379'},
	],
	password: undefined,
	safeguard: false,
};

export const infra: PlainCluster = {
	module: 'infra',
	name: 'infra',
	members: [{name: 'infra-1', ip: '10.10.10.10', seq: 1, port: undefined, role: undefined}],
	safeguard: false,
};
