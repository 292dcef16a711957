/**
 * What Pigsty's roles take when the inventory is silent (v4.1.0, unchanged up to v4.5.0 unless a line says so). Only
 * parameters that pigsty-top reads.
 */
export const roleDefaults = {
	// roles/node, node_id, haproxy, docker
	node_id_from_pg: true,
	node_cluster: 'nodes',
	haproxy_enabled: true,
	haproxy_exporter_port: 9101,
	haproxy_admin_username: 'admin',
	haproxy_admin_password: 'pigsty',
	docker_enabled: false,
	// roles/pgsql, pg_remove
	pg_mode: 'pgsql',
	pg_group: 0,
	pg_port: 5432,
	pg_version: 18,
	pg_weight: 100,
	pg_offline_query: false,
	pg_monitor_username: 'dbuser_monitor',
	pg_monitor_password: 'DBUser.Monitor',
	pg_vip_enabled: false,
	pg_vip_address: '127.0.0.1/24',
	pg_safeguard: false,
	patroni_port: 8008,
	patroni_ssl_enabled: false,
	patroni_username: 'postgres',
	patroni_password: 'Patroni.API',
	pgbackrest_enabled: true,
	pgbackrest_method: 'local',
	pgbouncer_port: 6432,
	// roles/redis, redis_remove
	redis_mode: 'standalone',
	redis_password: '',
	redis_safeguard: false,
	// roles/etcd, minio and their removal; minio_cluster has no default from v4.5.0 on
	etcd_cluster: 'etcd',
	etcd_port: 2379,
	etcd_safeguard: false,
	minio_cluster: 'minio',
	minio_port: 9000,
	minio_safeguard: false,
	// roles/ferret (until v4.4.0), kafka and mysql (from v4.5.0)
	mongo_port: 27017,
	kafka_role: 'combined',
	kafka_port: 9092,
	kafka_controller_port: 9093,
	kafka_safeguard: false,
	/** Not a parameter: the role writes 3306. */
	mysql_port: 3306,
	mysql_safeguard: true,
} as const;

/** `pg_default_services` of the pgsql role. */
export const defaultServices = [
	{name: 'primary', port: 5433},
	{name: 'replica', port: 5434},
	{name: 'default', port: 5436},
	{name: 'offline', port: 5438},
] as const;

/** `pgbackrest_repo` of the pgsql role: whether a repository is on the member's own disk. */
export const defaultRepositories: Readonly<Record<string, {readonly sameHost: boolean}>> = {
	local: {sameHost: true},
	minio: {sameHost: false},
};

/** Names of the defaults whose value is of this type. */
export type DefaultOf<Type> = {
	[Name in keyof typeof roleDefaults]: (typeof roleDefaults)[Name] extends Type ? Name : never;
}[keyof typeof roleDefaults];
