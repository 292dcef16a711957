/** State of one PostgreSQL instance, asked of itself. Times are epoch ms, LSNs are printed (`0/3000060`). */
export type InstanceStatus = {
	readonly inRecovery: boolean;
	readonly version: string;
	readonly versionNumber: number;
	readonly startedAt: number;
	readonly timeline: number;
	/** Current write position on a primary, replayed position on a standby. */
	readonly lsn: string;
	readonly receivedLsn: string | undefined;
	readonly replayPaused: boolean | undefined;
	/** Standby only: now − time of the last replayed commit, 0 when everything received is replayed. */
	readonly replayDelayMs: number | undefined;
	readonly systemIdentifier: string;
	/** Names of settings that wait for a restart. */
	readonly pendingRestart: readonly string[];
	/** Clock of the server when it answered. */
	readonly clockAt: number;
	readonly maxConnections: number;
	readonly reservedConnections: number;
	/** Undefined when our own connection settings hide it. */
	readonly readOnlyDefault: boolean | undefined;
};

export type ReplicationPeer = {
	readonly name: string;
	readonly clientAddress: string | undefined;
	readonly state: 'startup' | 'catchup' | 'streaming' | 'backup' | 'stopping';
	readonly sync: 'async' | 'potential' | 'sync' | 'quorum';
	/** Bytes of WAL the primary has and this standby has not replayed; undefined before the first feedback. */
	readonly lagBytes: number | undefined;
	readonly sentLagBytes: number | undefined;
	readonly replayLagMs: number | undefined;
};

export type Slot = {
	readonly name: string;
	readonly type: 'physical' | 'logical';
	readonly database: string | undefined;
	readonly active: boolean;
	/** Bytes of WAL kept because of this slot; undefined when it was never used and when it is lost. */
	readonly retainedBytes: number | undefined;
	/** `reserved`, `extended`, `unreserved`, `lost`; undefined when the slot has none yet. */
	readonly walStatus: string | undefined;
	readonly safeWalBytes: number | undefined;
};

export type Archiver = {
	readonly mode: 'off' | 'on' | 'always';
	readonly archivedCount: number;
	readonly failedCount: number;
	readonly lastArchivedWal: string | undefined;
	readonly lastArchivedAt: number | undefined;
	readonly lastFailedWal: string | undefined;
	readonly lastFailedAt: number | undefined;
};

export type ActivitySummary = {
	/** Client backends. */
	readonly connections: number;
	readonly active: number;
	readonly idleInTransaction: number;
	readonly waitingOnLock: number;
	/** Longest open transaction of a client backend. */
	readonly longestTransactionMs: number | undefined;
	readonly longestQueryMs: number | undefined;
};

export type DatabaseSize = {
	readonly name: string;
	/** Undefined when the monitor user may not ask. */
	readonly sizeBytes: number | undefined;
	readonly connections: number;
	/** age(datfrozenxid), in transactions. */
	readonly xidAge: number;
};
