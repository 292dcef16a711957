import {roleDefaults, type DefaultOf} from '../defaults.ts';
import type {PlainCluster} from '../inventory.ts';
import type {Params} from '../params.ts';

/**
 * How a host becomes a member of a module that has no topology of its own. `cluster` is the name of the cluster, or
 * undefined for hosts that are not in it; `seq` names the parameter that numbers the members.
 */
export type PlainModule = {
	readonly module: Exclude<PlainCluster['module'], 'pgrds'>;
	readonly cluster: (params: Params) => string | undefined;
	readonly seq: string | undefined;
	/** Where clients connect. */
	readonly port: (params: Params) => number | undefined;
	readonly role: DefaultOf<string> | undefined;
	readonly safeguard: DefaultOf<boolean> | undefined;
};

const inGroup = ({host}: Params, name: string): boolean => host.groups.some(group => group.name === name);

const named = (params: Params, cluster: string): string | undefined => params.optionalText(cluster) || undefined;

const noPort = () => undefined;

/** The modules other than pgsql and redis, in the order in which they are listed. */
export const plainModules: readonly PlainModule[] = [
	{
		module: 'etcd',
		cluster: params =>
			inGroup(params, 'etcd') || (named(params, 'etcd_cluster') !== undefined && params.entry('etcd_seq') !== undefined)
				? (named(params, 'etcd_cluster') ?? roleDefaults.etcd_cluster)
				: undefined,
		seq: 'etcd_seq',
		port: params => params.whole('etcd_port'),
		role: undefined,
		safeguard: 'etcd_safeguard',
	},
	{
		module: 'minio',
		cluster: params =>
			params.entry('minio_seq') === undefined
				? undefined
				: (named(params, 'minio_cluster') ?? roleDefaults.minio_cluster),
		seq: 'minio_seq',
		port: params => params.whole('minio_port'),
		role: undefined,
		safeguard: 'minio_safeguard',
	},
	{
		module: 'infra',
		cluster: params => (inGroup(params, 'infra') ? 'infra' : undefined),
		seq: 'infra_seq',
		port: noPort,
		role: undefined,
		safeguard: undefined,
	},
	{
		module: 'ferret',
		cluster: params => (params.entry('mongo_seq') === undefined ? undefined : named(params, 'mongo_cluster')),
		seq: 'mongo_seq',
		port: params => params.whole('mongo_port'),
		role: undefined,
		safeguard: undefined,
	},
	{
		module: 'kafka',
		cluster: params => named(params, 'kafka_cluster'),
		seq: 'kafka_seq',
		port: params => params.whole(params.text('kafka_role') === 'controller' ? 'kafka_controller_port' : 'kafka_port'),
		role: 'kafka_role',
		safeguard: 'kafka_safeguard',
	},
	{
		module: 'mysql',
		cluster: params => named(params, 'mysql_cluster'),
		seq: 'mysql_seq',
		port: params => params.whole('mysql_port'),
		role: undefined,
		safeguard: 'mysql_safeguard',
	},
	{
		module: 'docker',
		cluster: params => (params.flag('docker_enabled') ? 'docker' : undefined),
		seq: undefined,
		port: noPort,
		role: undefined,
		safeguard: undefined,
	},
];
