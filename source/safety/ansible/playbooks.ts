import type {PolicyClass} from '../classification.ts';

export type Playbook = {
	readonly class: Extract<PolicyClass, 'confirm' | 'destructive'>;
	/** What it does, for people. */
	readonly text: string;
	/** Whether it goes to every host of the inventory unless it is limited. */
	readonly everywhere: boolean;
	/**
	 * What must be known of the world before its class is: whether the cluster exists already (then a run rebuilds it), or
	 * what the inventory says of the one user or database (`absent` drops it).
	 */
	readonly needs?: 'cluster' | 'definition';
};

const change = (text: string, needs?: Playbook['needs']): Playbook => ({
	class: 'confirm',
	text,
	everywhere: true,
	...(needs !== undefined && {needs}),
});
const removal = (text: string): Playbook => ({class: 'destructive', text, everywhere: true});
const local = (playbook: Playbook): Playbook => ({...playbook, everywhere: false});

/** Every playbook that Pigsty 4.1 to 4.5 ships. One that is not here is code nobody has looked at. */
export const playbooks: ReadonlyMap<string, Playbook> = new Map(
	Object.entries({
		'deploy.yml': change('deploys everything', 'cluster'),
		'slim.yml': change('deploys PostgreSQL without infrastructure', 'cluster'),
		'infra.yml': local(change('deploys the infrastructure')),
		'node.yml': change('provisions nodes'),
		'pgsql.yml': change('initialises a PostgreSQL cluster', 'cluster'),
		'pgsql-user.yml': change('creates or changes a user', 'definition'),
		'pgsql-db.yml': change('creates or changes a database', 'definition'),
		'pgsql-monitor.yml': local(change('monitors a PostgreSQL elsewhere')),
		'pgsql-migration.yml': local(change('writes migration scripts')),
		'etcd.yml': local(change('deploys etcd and restarts it')),
		'minio.yml': change('deploys MinIO'),
		'redis.yml': change('deploys Redis and restarts it'),
		'kafka.yml': change('deploys Kafka'),
		'mysql.yml': change('deploys MySQL'),
		'mongo.yml': change('deploys FerretDB'),
		'docker.yml': change('installs Docker'),
		'app.yml': change('starts an application'),
		'cert.yml': local(change('issues a certificate')),
		'cache.yml': change('makes an offline package'),
		'juice.yml': change('mounts JuiceFS'),
		'vibe.yml': change('installs development tools'),
		'pgsql-rm.yml': removal('removes PostgreSQL with its data, its backups and its HA state'),
		'pgsql-pitr.yml': removal('replaces the data by a restored backup'),
		'node-rm.yml': removal('takes nodes out of service'),
		'infra-rm.yml': removal('removes the infrastructure'),
		'redis-rm.yml': removal('removes Redis with its data'),
		'etcd-rm.yml': removal('removes etcd, on which every cluster depends'),
		'minio-rm.yml': removal('removes MinIO, where backups may live'),
		'kafka-rm.yml': removal('removes Kafka with its data'),
		'mysql-rm.yml': removal('removes MySQL'),
	} satisfies Record<string, Playbook>),
);

/**
 * The name in the table for a path, when the path leads into the Pigsty home: the working directory, or a folder `pigsty`
 * in somebody's home. Anything else, and whatever climbs with `..`, is not what Pigsty shipped.
 */
export const shippedName = (path: string): string | undefined => {
	const name = path.replace(/^(?:(?:~|\/root|\/home\/[\w.-]+)\/pigsty\/|(?:\.\/+)*)/, '');
	return playbooks.has(name) ? name : undefined;
};
