import type {Module} from '../inventory.ts';

/** Where a default secret matters: on hosts of these modules, `node` being every host. */
type Where = readonly (Module | 'node')[];

/** A parameter with the value that Pigsty ships (v4.1.0). `apply` says how another one gets into force. */
export type DefaultSecret = {
	readonly name: string;
	readonly value: string;
	readonly where: Where;
	readonly apply: string;
};

const inDatabase =
	'Change it in the database first (ALTER ROLE), then here, so that the next run of a playbook finds the same.';
const byRole = (playbook: string) => `Set another one and run ${playbook} for these hosts.`;

/** Parameters that are one text. Those of modules which the inventory does not use are never reported. */
export const defaultSecrets: readonly DefaultSecret[] = [
	{name: 'grafana_admin_password', value: 'pigsty', where: ['infra'], apply: byRole('./infra.yml -t grafana')},
	{name: 'grafana_view_password', value: 'DBUser.Viewer', where: ['infra'], apply: inDatabase},
	{name: 'haproxy_admin_password', value: 'pigsty', where: ['node'], apply: byRole('./node.yml -t haproxy')},
	{name: 'pg_admin_password', value: 'DBUser.DBA', where: ['pgsql'], apply: inDatabase},
	{name: 'pg_monitor_password', value: 'DBUser.Monitor', where: ['pgsql'], apply: inDatabase},
	{name: 'pg_replication_password', value: 'DBUser.Replicator', where: ['pgsql'], apply: inDatabase},
	{
		name: 'patroni_password',
		value: 'Patroni.API',
		where: ['pgsql'],
		apply: 'Set another one and have it rendered on all members of a cluster together.',
	},
	{
		name: 'etcd_root_password',
		value: 'Etcd.Root',
		where: ['etcd'],
		apply: 'Change it in etcd first (etcdctl user passwd root), then here.',
	},
	{name: 'minio_secret_key', value: 'S3User.MinIO', where: ['minio'], apply: byRole('./minio.yml')},
	{name: 'mysql_root_password', value: 'DBUser.Root', where: ['mysql'], apply: inDatabase},
	{name: 'mysql_monitor_password', value: 'DBUser.Monitor', where: ['mysql'], apply: inDatabase},
	{name: 'mysql_cluster_password', value: 'DBUser.Cluster', where: ['mysql'], apply: inDatabase},
];

/** Reported only where the inventory writes them: nothing says whether the role that has the default was ever run. */
export const writtenSecrets: readonly Omit<DefaultSecret, 'where'>[] = [
	{name: 'code_password', value: 'Vibe.Coding', apply: byRole('./vibe.yml -t code')},
	{name: 'jupyter_password', value: 'Vibe.Coding', apply: byRole('./vibe.yml -t jupyter')},
];

/** Passwords of the shipped templates' users and keys: `DBUser.Meta`, `S3User.Backup`. */
export const templatePassword = /^(?:DBUser|S3User)\.[A-Za-z]+$/;

/** Secrets of the pgBackRest repository `minio`, by key. */
export const repositorySecrets: Readonly<Record<string, string>> = {
	s3_key_secret: 'S3User.Backup',
	cipher_pass: 'pgBackRest',
};
