/** `GET /cluster` of one Patroni cluster, the same shape for Patroni 3.0, 4.0 and 4.1. */
export type PatroniCluster = {
	readonly members: readonly PatroniMember[];
	readonly paused: boolean;
	readonly scheduledSwitchover:
		| {readonly at: string; readonly from: string; readonly to: string | undefined}
		| undefined;
	/** The member that answered. */
	readonly answeredBy: string;
};

export type PatroniRole = 'leader' | 'standby_leader' | 'sync_standby' | 'quorum_standby' | 'replica';

export type PatroniMember = {
	readonly name: string;
	readonly role: PatroniRole;
	/** As Patroni says it: `running`, `streaming`, `in archive recovery`, `stopped`, `start failed`… */
	readonly state: string;
	readonly host: string;
	readonly port: number;
	readonly timeline: number | undefined;
	/** Bytes of WAL behind the leader; undefined for the leader and when Patroni says `"unknown"`. */
	readonly lagBytes: number | undefined;
	readonly receiveLagBytes: number | undefined;
	readonly replayLagBytes: number | undefined;
	readonly pendingRestart: boolean;
	readonly tags: Readonly<Record<string, string | number | boolean>>;
};

/** One line of `GET /history`: the timeline that ended. */
export type HistoryEntry = {
	readonly timeline: number;
	/** Printed LSN, `0/8000060`. */
	readonly lsn: string;
	readonly reason: string;
	/** Epoch ms; undefined when Patroni does not know. */
	readonly at: number | undefined;
	readonly newLeader: string | undefined;
};

/** What we use of `GET /config`. Undefined = not set. */
export type PatroniConfig = {
	readonly ttlSeconds: number | undefined;
	readonly loopWaitSeconds: number | undefined;
	readonly retryTimeoutSeconds: number | undefined;
	readonly maximumLagOnFailoverBytes: number | undefined;
	readonly synchronousMode: boolean | 'quorum';
	readonly failsafeMode: boolean;
	readonly paused: boolean;
	/** The whole document as sent, for display and for a later compare-and-set. */
	readonly json: string;
};

/** `GET /patroni` of one member: answers even when the DCS is gone. */
export type PatroniStatus = {
	readonly state: string;
	readonly role: 'primary' | 'replica' | 'standby_leader' | 'unknown';
	readonly serverVersion: number | undefined;
	readonly timeline: number | undefined;
	/** Epoch ms. */
	readonly postmasterStartedAt: number | undefined;
	readonly xlogLocationBytes: string | undefined;
	readonly replayPaused: boolean | undefined;
	readonly replicationState: string | undefined;
	readonly pendingRestart: boolean;
	readonly paused: boolean;
	/** The cluster has no leader key now. */
	readonly clusterUnlocked: boolean;
	readonly failsafeActive: boolean;
	/** Epoch ms of the last successful talk to the DCS; undefined before Patroni 3.? or when never. */
	readonly dcsLastSeenAt: number | undefined;
	readonly systemIdentifier: string | undefined;
	readonly patroniVersion: string | undefined;
	readonly tags: Readonly<Record<string, string | number | boolean>>;
};
