/** One server line of HAProxy's statistics. */
export type ProxyServer = {
	/** `pg-test-primary` */
	readonly proxy: string;
	/** `pg-test-1` */
	readonly server: string;
	/** `UP`, `DOWN`, `MAINT`, `no check`, … */
	readonly status: string;
	readonly sessions: number;
	readonly backup: boolean;
	/** Result of the newest health check, as HAProxy's own page shows it: `L7OK/200 in 2ms`. */
	readonly lastCheck: string | undefined;
	/** How long it has been down; undefined while it is not. */
	readonly downSeconds: number | undefined;
};

/** One row of pgbouncer's `SHOW POOLS`. */
export type Pool = {
	readonly database: string;
	readonly user: string;
	readonly clientsActive: number;
	readonly clientsWaiting: number;
	readonly serversActive: number;
	readonly serversIdle: number;
	/** Age of the oldest waiting client. */
	readonly maxWaitMs: number;
	readonly mode: string;
};

export type EtcdHealth = {readonly healthy: boolean; readonly reason: string};

export type RedisInfo = {
	readonly role: 'master' | 'slave' | 'sentinel';
	readonly version: string;
	readonly uptimeMs: number;
	/** A sentinel tells none of the next three. */
	readonly usedBytes: number | undefined;
	/** 0 = no limit. */
	readonly maxBytes: number | undefined;
	readonly connectedReplicas: number | undefined;
	/** Replica only: `up` or `down`. */
	readonly masterLink: string | undefined;
	readonly opsPerSecond: number;
	readonly clients: number;
};

/** A firing or pending alert of vmalert. */
export type Alert = {
	readonly name: string;
	readonly state: 'firing' | 'pending';
	readonly severity: string;
	readonly summary: string;
	/** Epoch ms. */
	readonly activeAt: number;
	readonly labels: Readonly<Record<string, string>>;
};
