import type {ActionTargetKind} from '../model/action-target.ts';
import type {PgRole} from '../model/inventory/inventory.ts';
import type {PatroniRole} from '../model/patroni.ts';

/**
 * What an action is judged by: read from live sources for that one action, not for the fleet.
 *
 * `undefined` means that nobody knows, never "no": each guard takes it for the worse answer. An empty list means that it
 * is known that there are none. What a fact is not needed for may stay undefined.
 */
export type Facts = {
	/** How long ago the oldest of these facts was read at its source. */
	readonly ageMs: number | undefined;
	/** True unless changes were unlocked for this session. */
	readonly readOnly: boolean | undefined;
	/** The label from the configuration. Undefined = unlabelled, which counts as production. */
	readonly environment: string | undefined;
	/** The audit file took a record just now. */
	readonly isAuditWritable: boolean | undefined;
	readonly inventory: InventoryFacts | undefined;
	/** For actions that run a playbook. */
	readonly ansible: AnsibleFacts | undefined;
	/** Changing jobs that have not ended, of ours and of other operators on this admin node. */
	readonly changes: readonly RunningChange[] | undefined;
	/** The PostgreSQL cluster that the action is about. */
	readonly cluster: ClusterFacts | undefined;
	/** Its backups: one entry for each repository; with local ones, one for each member. */
	readonly backups: readonly RepositoryFacts[] | undefined;
	/** From this age on a backup is too old to stand behind a destructive action. */
	readonly backupMaxAgeMs: number | undefined;
	/** Those backends of the instance that the action names and that exist now. */
	readonly sessions: readonly SessionFacts[] | undefined;
	readonly slot: SlotFacts | undefined;
	/** The role or database as `pigsty.yml` defines it. */
	readonly definition: DefinitionFacts | undefined;
	/** The host that is to be removed, added to, or restored on. */
	readonly host: HostFacts | undefined;
	readonly redis: RedisFacts | undefined;
	readonly etcd: EtcdFacts | undefined;
	readonly minio: MinioFacts | undefined;
};

export type InventoryFacts = {
	readonly sha256: string | undefined;
	/** The file on disk is broken, or not the one that the model was read from. */
	readonly isStale: boolean | undefined;
	/** `version` of the inventory or of the code on disk, `v4.1.0`. Playbooks differ in what they destroy. */
	readonly pigstyVersion: string | undefined;
	/** Everything that has a name: look-alikes are searched in it. Instances carry their cluster. */
	readonly names: readonly NamedThing[] | undefined;
	/** The keys of all hosts. */
	readonly hosts: readonly string[] | undefined;
};

export type NamedThing = {
	readonly kind: ActionTargetKind;
	readonly name: string | undefined;
	/** The cluster it belongs to; for a cluster its own name. */
	readonly cluster: string | undefined;
};

export type AnsibleFacts = {
	/** Absolute path of the Pigsty home, where the playbooks are. */
	readonly home: string | undefined;
	/** SHA-256 of what will run, by path below the home: `ansible.cfg`, the playbook, its roles and plugins. */
	readonly files: Readonly<Record<string, string>> | undefined;
	/** Command lines of `ansible-playbook` processes on this node that are not ours. */
	readonly running: readonly string[] | undefined;
	/** What `--list-hosts` answered for each command line of the plan (given without that option). */
	readonly listed:
		| readonly {readonly argv: readonly string[]; readonly hosts: readonly string[] | undefined}[]
		| undefined;
};

export type RunningChange = {
	/** The PostgreSQL, Redis, etcd or MinIO cluster that it holds; `*` = the fleet. */
	readonly cluster: string | undefined;
	/** `patroni.switchover by anna`, without an age. */
	readonly text: string | undefined;
};

export type ClusterFacts = {
	readonly name: string | undefined;
	/** Of the running database, so that it is told from one that only has the same name. Exceeds 2^53: text. */
	readonly systemIdentifier: string | undefined;
	/** The newest timeline of any member. */
	readonly timeline: number | undefined;
	/** Members that Patroni calls leader; of a standby cluster its standby leader. */
	readonly leaders: readonly string[] | undefined;
	/** Members whose PostgreSQL accepts writes. */
	readonly writable: readonly string[] | undefined;
	/** Those of the inventory and those that Patroni lists. */
	readonly members: readonly MemberFacts[] | undefined;
	readonly isPaused: boolean | undefined;
	readonly isFailsafeActive: boolean | undefined;
	readonly isDcsReachable: boolean | undefined;
	readonly hasDcsQuorum: boolean | undefined;
	/** Patroni's synchronous mode is on, in any of its forms. */
	readonly isSynchronous: boolean | undefined;
	/** `maximum_lag_on_failover`. */
	readonly lagMaxBytes: number | undefined;
	/** A switchover that waits for its time: `pg-test-1 to pg-test-2 at …`; empty = none. */
	readonly scheduledSwitchover: string | undefined;
	/** Patroni's dynamic configuration as it is now, JSON. */
	readonly config: string | undefined;
	/** The cluster follows another one; its leader takes no writes. */
	readonly isStandbyCluster: boolean | undefined;
	/** `pg_safeguard`, merged for each member: true when it is on for any. */
	readonly safeguard: boolean | undefined;
	/** Roles and databases that `pigsty.yml` marks `absent` or `recreate`: `database app (recreate)`. */
	readonly landmines: readonly string[] | undefined;
	readonly databases: readonly DatabaseFacts[] | undefined;
	/** The newest archived WAL is not younger than the newest failure. */
	readonly isArchiving: boolean | undefined;
};

export type DatabaseFacts = {
	readonly name: string;
	readonly sizeBytes: number | undefined;
	readonly connections: number | undefined;
};

export type MemberFacts = {
	readonly name: string | undefined;
	/** The inventory's key of its host. */
	readonly ip: string | undefined;
	readonly port: number | undefined;
	readonly patroniPort: number | undefined;
	readonly isInInventory: boolean | undefined;
	readonly inventoryRole: PgRole | undefined;
	/** Patroni lists it, and it answers. False: it is known to be dead or not there. */
	readonly isLive: boolean | undefined;
	readonly role: PatroniRole | undefined;
	/** In Patroni's words: `running`, `streaming`, `in archive recovery`… */
	readonly state: string | undefined;
	readonly timeline: number | undefined;
	readonly lagBytes: number | undefined;
	/** Tagged `nofailover`, or `failover_priority: 0`. */
	readonly isNoFailover: boolean | undefined;
	/** `recovery_min_apply_delay` is set: it is behind on purpose. */
	readonly isDelayed: boolean | undefined;
	readonly isPendingRestart: boolean | undefined;
	/** Epoch ms; a restart is proven by a newer one. */
	readonly postmasterStartedAt: number | undefined;
	readonly connections: number | undefined;
	/** Of the file system that holds the data directory. */
	readonly diskAvailableBytes: number | undefined;
	/** Of its data directory, which a new copy will replace. */
	readonly dataBytes: number | undefined;
	/** Instances of other PostgreSQL clusters on the same host. */
	readonly neighbours: readonly string[] | undefined;
};

export type RepositoryFacts = {
	/** `repo1`, or `repo1 on pg-test-2` for a local one. */
	readonly name: string;
	/** On whose disk it is: the key of a host of this inventory, or `remote` when it is on none of the cluster's own hosts. */
	readonly host: string | undefined;
	/** pgBackRest's own: 0 is ok. */
	readonly statusCode: number | undefined;
	/** Names of its backups of the database as it is now, oldest first. */
	readonly labels: readonly string[] | undefined;
	/** Since the end of the newest backup. */
	readonly newestAgeMs: number | undefined;
	/** The newest backup found pages with wrong checksums. */
	readonly hasErrors: boolean | undefined;
	/** The archive holds all WAL up to the end of the newest backup. */
	readonly isWalComplete: boolean | undefined;
	/** A backup is running, or holds the lock. */
	readonly isRunning: boolean | undefined;
	/** For `pitr.plan`: of the named set, when it ended (epoch ms) and whether it has errors; undefined when not there. */
	readonly set: {readonly label: string; readonly stoppedAt: number; readonly hasErrors: boolean} | undefined;
	/** Up to when the archived WAL reaches, epoch ms. */
	readonly walUntil: number | undefined;
};

export type SessionFacts = {
	readonly pid: number | undefined;
	readonly backendStart: string | undefined;
	/** `client backend`, `walsender`, `autovacuum worker`… */
	readonly backendType: string | undefined;
	readonly user: string | undefined;
	readonly isSuperuser: boolean | undefined;
	readonly application: string | undefined;
	/** It is one of our own. */
	readonly isOwn: boolean | undefined;
	/** `active for 12 min`; for the eye, not for a guard. */
	readonly doing: string | undefined;
};

export type SlotFacts = {
	readonly name: string | undefined;
	readonly isActive: boolean | undefined;
	/** Patroni made it, or its configuration names it: it would come back. */
	readonly isManaged: boolean | undefined;
	/** Who reads from it, when the name or the last reader tells. */
	readonly consumer: string | undefined;
	readonly retainedBytes: number | undefined;
};

export type DefinitionFacts = {
	/** `create` when the definition says nothing; `missing` when there is no definition. */
	readonly state: string | undefined;
	/** What else running it drops: `schema old (cascade)`, `extension postgis (cascade)`. */
	readonly drops: readonly string[] | undefined;
	/** An SQL file that is run again each time. */
	readonly baseline: string | undefined;
};

export type HostFacts = {
	readonly ip: string | undefined;
	readonly name: string | undefined;
	/** Every instance that runs on it, or should. */
	readonly modules: readonly HostModule[] | undefined;
	/** `node.yml` has run on it. */
	readonly isProvisioned: boolean | undefined;
	/** A PostgreSQL data directory or server is on it. */
	readonly hasPostgres: boolean | undefined;
	/** Clients that its HAProxy serves now. */
	readonly proxyConnections: number | undefined;
	/** The admin node, from which we run. */
	readonly isAdmin: boolean | undefined;
	/** For a restore: the directory does not exist, or has nothing in it. */
	readonly isDirectoryEmpty: boolean | undefined;
	/** For a restore: nothing listens on the port. */
	readonly isPortFree: boolean | undefined;
	/** Of the file system that holds the directory. */
	readonly diskAvailableBytes: number | undefined;
};

export type HostModule = {
	readonly module: string;
	readonly name: string;
	readonly isLive: boolean | undefined;
};

export type RedisFacts = {
	readonly instances: readonly RedisInstanceFacts[] | undefined;
	readonly safeguard: boolean | undefined;
};

export type RedisInstanceFacts = {
	readonly name: string | undefined;
	readonly ip: string | undefined;
	readonly port: number | undefined;
	readonly isLive: boolean | undefined;
	readonly role: 'master' | 'replica' | 'sentinel' | undefined;
	readonly connectedReplicas: number | undefined;
	readonly keys: number | undefined;
	readonly connections: number | undefined;
};

export type EtcdFacts = {
	readonly members: readonly EtcdMemberFacts[] | undefined;
	/** PostgreSQL clusters that keep their state in it. */
	readonly dependents: readonly EtcdDependent[] | undefined;
	readonly safeguard: boolean | undefined;
};

export type EtcdMemberFacts = {
	readonly name: string | undefined;
	readonly ip: string | undefined;
	readonly isHealthy: boolean | undefined;
};

export type EtcdDependent = {
	readonly cluster: string;
	readonly isLive: boolean | undefined;
	/** `failsafe_mode` is on: its leader outlives the loss of etcd. */
	readonly hasFailsafe: boolean | undefined;
};

export type MinioFacts = {
	readonly hosts: readonly string[] | undefined;
	readonly port: number | undefined;
	readonly safeguard: boolean | undefined;
	/** What is stored there, and whether it is also stored elsewhere. */
	readonly stanzas: readonly StoredStanza[] | undefined;
};

export type StoredStanza = {
	readonly cluster: string;
	readonly isLive: boolean | undefined;
	/** A recent, good backup of it is in another repository. */
	readonly hasOther: boolean | undefined;
};

/** What is true before anything was asked. */
export const nothingKnown: Facts = {
	ageMs: undefined,
	readOnly: undefined,
	environment: undefined,
	isAuditWritable: undefined,
	inventory: undefined,
	ansible: undefined,
	changes: undefined,
	cluster: undefined,
	backups: undefined,
	backupMaxAgeMs: undefined,
	sessions: undefined,
	slot: undefined,
	definition: undefined,
	host: undefined,
	redis: undefined,
	etcd: undefined,
	minio: undefined,
};
