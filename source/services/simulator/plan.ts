/** What a simulated fleet is made of: everything that does not change while it runs. */
export type FleetPlan = {
	readonly seed: number;
	readonly adminIp: string;
	readonly nodes: readonly NodePlan[];
	readonly clusters: readonly ClusterPlan[];
	readonly etcd: readonly PlainPlan[];
	readonly minio: readonly PlainPlan[];
	readonly redis: RedisPlan;
};

export type Machine = {readonly cpus: number; readonly memoryGib: number; readonly diskGib: number};

export type NodePlan = {
	readonly name: string;
	readonly ip: string;
	readonly salt: number;
	readonly machine: Machine;
	/** Part of `/data` that is used at the start. */
	readonly usedFraction: number;
	/** How long the host had been up at the start. */
	readonly upMs: number;
	/** systemd units that run here. */
	readonly units: readonly string[];
};

export type ClusterPlan = {
	readonly name: string;
	readonly salt: number;
	readonly members: readonly MemberPlan[];
	/** `180001` */
	readonly versionNumber: number;
	/** More than 2^53, so text. */
	readonly systemIdentifier: string;
	/** What each of its machines has. */
	readonly machine: Machine;
	readonly conf: string;
	/** Patroni's synchronous mode: commits wait for one standby. */
	readonly synchronous: boolean;
	/** Patroni's tags of each member, as Pigsty sets them. */
	readonly tags: Readonly<Record<string, string | boolean>>;
	readonly databases: readonly DatabasePlan[];
	/** Mean transactions per second and WAL per transaction. */
	readonly tps: number;
	readonly walBytesPerTransaction: number;
	/** Mean client connections of the leader. */
	readonly sessions: number;
	readonly maxConnections: number;
	/** Timeline at the start: all but the first began with a switchover. */
	readonly timeline: number;
	/** Write position of the leader at the start, in bytes. */
	readonly lsn: number;
	readonly repository: 'minio' | 'local';
	readonly schedule: BackupSchedule;
};

/** `daily`: a full one each day. `weekly`: a full one on Mondays, incremental ones on the other days. Hours are UTC. */
export type BackupSchedule = {readonly every: 'daily' | 'weekly'; readonly hour: number; readonly keepDays: number};

export type MemberPlan = {
	readonly name: string;
	readonly seq: number;
	readonly ip: string;
	readonly salt: number;
	readonly inventoryRole: 'primary' | 'replica' | 'offline';
};

export type DatabasePlan = {
	readonly name: string;
	readonly owner: string;
	readonly sizeBytes: number;
	/** Oldest transaction id at the start, in transactions. */
	readonly xidAge: number;
	/** Share of the cluster's connections. */
	readonly share: number;
};

/** A member of etcd or MinIO, and the name of its node. */
export type PlainPlan = {readonly name: string; readonly seq: number; readonly ip: string; readonly node: string};

export type RedisPlan = {
	readonly cluster: string;
	readonly node: string;
	readonly ip: string;
	readonly salt: number;
	readonly ports: readonly [master: number, ...replicas: number[]];
};
