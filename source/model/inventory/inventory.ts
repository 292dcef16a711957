import type {Problem} from '../problem.ts';
import type {Secret} from '../secret.ts';

/** Modules of Pigsty that form clusters. `pgrds` is an external PostgreSQL that an infra node watches (`pg_exporters`). */
export type Module = 'pgsql' | 'pgrds' | 'redis' | 'etcd' | 'minio' | 'infra' | 'ferret' | 'kafka' | 'mysql' | 'docker';

export type PgRole = 'primary' | 'replica' | 'offline' | 'standby' | 'delayed';

/** How to reach a host by SSH. Undefined means: what `ssh` itself would take (`~/.ssh/config`, the current user, port 22). */
export type SshRoute = {
	readonly host: string;
	readonly port: number | undefined;
	readonly user: string | undefined;
	readonly keyFile: string | undefined;
	/** `ansible_connection: local`: the host is the admin node itself. */
	readonly local: boolean;
	/** `-J`/`ProxyJump`/`ProxyCommand` text found in `ansible_ssh_common_args` or `ansible_ssh_extra_args`, raw. */
	readonly extraArgs: string | undefined;
};

/** A PostgreSQL instance that Patroni keeps. */
export type PgInstance = {
	/** `<cluster>-<seq>`: also the Patroni member name and, on a Pigsty node, the host name. */
	readonly name: string;
	readonly seq: number;
	readonly ip: string;
	/** Intent, not truth: the live role comes from Patroni. Undefined when missing or not a known word. */
	readonly inventoryRole: PgRole | undefined;
	readonly port: number;
	readonly pgbouncerPort: number;
	readonly patroniPort: number;
	/** `pg_upstream` of this host: standby cluster on a primary, cascading replication on a replica. */
	readonly upstream: string | undefined;
	readonly offlineQuery: boolean;
	readonly weight: number;
};

export type PgAccess = {
	readonly user: string;
	readonly password: Secret;
	readonly database: string;
};

export type PgCluster = {
	readonly module: 'pgsql';
	readonly name: string;
	readonly instances: readonly PgInstance[];
	/** Major version that the inventory asks for. */
	readonly version: number | undefined;
	/** `pg_mode`: `pgsql`, `citus`, `mssql`… */
	readonly mode: string;
	/** Patroni scope: the cluster's name, or `pg_shard` for Citus. */
	readonly scope: string;
	/** Citus: name of the shard group and the number of this group in it. */
	readonly citus: {readonly shard: string; readonly group: number} | undefined;
	/** `pg_upstream` of the primary: this whole cluster follows another one. */
	readonly standbyOf: string | undefined;
	/** `pg_delay`, as written (`1h`). */
	readonly delay: string | undefined;
	readonly patroniTls: boolean;
	readonly monitor: PgAccess;
	/** Basic authentication of Patroni's changing calls. GETs need none. */
	readonly patroni: {readonly user: string; readonly password: Secret};
	readonly backup: {
		/** `pgbackrest_enabled`. */
		readonly enabled: boolean;
		/** `pgbackrest_method`: `local`, `minio` or a key of `pgbackrest_repo`. */
		readonly method: string;
		/** True when the repository is a path on the member's own disk. Undefined when the method is not defined. */
		readonly sameHost: boolean | undefined;
		/** Crontab lines of the members that run `pg-backup` or `pgbackrest`. */
		readonly schedule: readonly string[];
	};
	readonly safeguard: boolean;
	readonly vip: string | undefined;
	readonly users: readonly {readonly name: string; readonly state: string}[];
	readonly databases: readonly {readonly name: string; readonly state: string; readonly owner: string | undefined}[];
	/** Default services and own ones, without the cluster's name in front: `primary`, `replica`, … */
	readonly services: readonly {readonly name: string; readonly port: number}[];
};

export type RedisInstance = {
	/** `<cluster>-<node>-<port>`: also the unit name. */
	readonly name: string;
	readonly ip: string;
	readonly port: number;
	readonly replicaOf: string | undefined;
};

export type RedisCluster = {
	readonly module: 'redis';
	readonly name: string;
	readonly mode: string;
	readonly instances: readonly RedisInstance[];
	/** Undefined when no password is set. */
	readonly password: Secret | undefined;
	readonly safeguard: boolean;
};

/** etcd, minio, infra, ferret, kafka, mysql, docker, pgrds: a name and the members behind it. */
export type PlainCluster = {
	readonly module: Exclude<Module, 'pgsql' | 'redis'>;
	readonly name: string;
	readonly members: readonly {
		readonly name: string;
		readonly ip: string;
		readonly seq: number | undefined;
		/** Client port, when the module has one. */
		readonly port: number | undefined;
		/** `kafka_role`, or another word that the module has for it. */
		readonly role: string | undefined;
	}[];
	readonly safeguard: boolean;
};

export type Cluster = PgCluster | RedisCluster | PlainCluster;

export type InventoryNode = {
	/** The inventory key: identity of the host and the address its services listen on. */
	readonly ip: string;
	/** Node name as Pigsty computes it (`pg-test-1`), undefined when only the host itself knows. */
	readonly name: string | undefined;
	readonly cluster: string;
	readonly groups: readonly string[];
	readonly ssh: SshRoute;
	/** One entry for each instance on this host: `{module: 'pgsql', cluster: 'pg-test', instance: 'pg-test-1'}`. */
	readonly roles: readonly {readonly module: Module; readonly cluster: string; readonly instance: string}[];
	readonly haproxy: {
		readonly enabled: boolean;
		readonly port: number;
		readonly user: string;
		readonly password: Secret;
	};
};

/** Everything that `pigsty.yml` says, with role defaults filled in. Secrets are wrapped. */
export type Inventory = {
	readonly clusters: readonly Cluster[];
	readonly nodes: readonly InventoryNode[];
	/** `all.vars` keys worth showing: `version`, `admin_ip`, `region`, … Printable text only. */
	readonly settings: Readonly<Record<string, string>>;
	/** Group name → hosts below it, nested groups expanded, `all` included. */
	readonly groups: Readonly<Record<string, readonly string[]>>;
	/**
	 * Merged variables of a host as Ansible has them: raw values, for comparison and drift. Secrets are wrapped, and what
	 * `ansible-vault` has encrypted is `<vault>`. A host's record is made when it is first read.
	 */
	readonly hostVars: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export type InventoryReading = {
	/** Undefined when nothing usable could be read; the problems say why. */
	readonly inventory: Inventory | undefined;
	readonly problems: readonly Problem[];
};

/** A file of the inventory as read from disk: `pigsty.yml`, or one of `group_vars/` and `host_vars/` beside it. */
export type InventoryFile = {readonly path: string; readonly text: string};
