import type {BackupInfo} from './backup.ts';
import type {AdminFiles, NodeStatus} from './node.ts';
import type {HistoryEntry, PatroniCluster, PatroniConfig, PatroniStatus} from './patroni.ts';
import type {ActivitySummary, Archiver, DatabaseSize, InstanceStatus, ReplicationPeer, Slot} from './postgres.ts';
import type {Alert, EtcdHealth, Pool, ProxyServer, RedisInfo} from './services.ts';

import type {Trust} from './trust.ts';

/** Everything pigsty-top can know, by name. `services/sources` says how each is learned, of whom and how often. */
export type Samples = {
	readonly patroniCluster: PatroniCluster;
	readonly patroniHistory: readonly HistoryEntry[];
	readonly patroniConfig: PatroniConfig;
	readonly patroniStatus: PatroniStatus;
	readonly instance: InstanceStatus;
	readonly replication: readonly ReplicationPeer[];
	readonly slots: readonly Slot[];
	readonly archiver: Archiver;
	readonly activity: ActivitySummary;
	readonly databases: readonly DatabaseSize[];
	readonly backup: BackupInfo;
	readonly node: NodeStatus;
	readonly haproxy: readonly ProxyServer[];
	readonly pgbouncer: readonly Pool[];
	readonly etcd: EtcdHealth;
	readonly redis: RedisInfo;
	readonly alerts: readonly Alert[];
	readonly adminFiles: AdminFiles;
};

export type SourceId = keyof Samples;

/**
 * One answer, or the lack of one. `at` is when it was answered (epoch ms, our clock). A failing poll keeps the newest
 * good value as `last` with its own time, so that old data is shown as old and never as new.
 */
export type Sample<Value> =
	| {
			readonly ok: true;
			readonly value: Value;
			readonly at: number;
			readonly tookMs?: number | undefined;
			readonly trust?: Trust | undefined;
	  }
	| {
			readonly ok: false;
			readonly problem: string;
			/** When the newest attempt failed. */
			readonly at: number;
			/** When the first of this run of failures was seen. */
			readonly since: number;
			readonly tookMs?: number | undefined;
			readonly last?: {readonly value: Value; readonly at: number} | undefined;
	  };

/** What the scheduler says about one poll. `target` is the target's id. */
export type Reading = {
	readonly [Id in SourceId]: {
		readonly id: Id;
		readonly target: string;
		readonly at: number;
		readonly tookMs: number;
		/** Who vouches for what answered; undefined where that is not told. */
		readonly trust?: Trust | undefined;
	} & ({readonly ok: true; readonly value: Samples[Id]} | {readonly ok: false; readonly problem: string});
}[SourceId];
