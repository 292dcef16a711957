/**
 * What can go wrong, as data. `on` is whom it befalls: a node, an instance (on a Pigsty node both have one name), a cluster
 * or an etcd member. Faults do not know of each other; what follows from them together is worked out by the simulation.
 */
export type Fault = {readonly on: string} & (
	| {
			/** The host is off: nothing answers, and connecting finds no route. */
			readonly kind: 'node-down';
	  }
	| {
			/** The host hangs: connections open, and nothing ever comes back. */
			readonly kind: 'node-frozen';
	  }
	| {
			/** Each answer of the host comes so much later. */
			readonly kind: 'link-latency';
			readonly ms: number;
	  }
	| {
			/** The host's clock is ahead by so much (negative: behind). */
			readonly kind: 'clock-skew';
			readonly ms: number;
	  }
	| {
			/** `/data` fills up to `fraction` within `overMs`. */
			readonly kind: 'disk-filling';
			readonly fraction: number;
			readonly overMs: number;
	  }
	| {
			/** A systemd unit failed. */
			readonly kind: 'unit-failed';
			readonly unit: string;
	  }
	| {
			/** PostgreSQL of this instance crashed, and cannot be started while this lasts. */
			readonly kind: 'postgres-crash';
	  }
	| {
			/** Patroni of this instance is dead and its PostgreSQL goes on. */
			readonly kind: 'patroni-down';
	  }
	| {
			/** `patronictl pause` of the cluster. */
			readonly kind: 'patroni-paused';
	  }
	| {
			/** A changed setting of the instance waits for a restart. */
			readonly kind: 'pending-restart';
	  }
	| {
			/** `pg_wal_replay_pause()` on the standby. */
			readonly kind: 'replay-paused';
	  }
	| {
			/** The standby replays nothing until it is so many bytes behind, and keeps that distance. */
			readonly kind: 'replay-slow';
			readonly bytes: number;
	  }
	| {
			/** The standby's link is too slow: it receives nothing until it is so many bytes behind, and keeps that distance. */
			readonly kind: 'receive-slow';
			readonly bytes: number;
	  }
	| {
			/** The standby receives nothing. */
			readonly kind: 'receiver-down';
	  }
	| {
			/** The cluster's `archive_command` fails. */
			readonly kind: 'archive-failing';
	  }
	| {
			/** The cluster's repository holds no backup. */
			readonly kind: 'backup-missing';
	  }
	| {
			/** A logical slot of the cluster that nobody reads keeps WAL from now on. */
			readonly kind: 'slot-idle';
	  }
	| {
			/** Sessions of the cluster's leader pile up behind one that is idle in a transaction. */
			readonly kind: 'lock-pile-up';
	  }
	| {
			/** The member of etcd is down. Without a majority there is no DCS. */
			readonly kind: 'etcd-down';
	  }
	| {
			/** Answers come, and are wrong. */
			readonly kind: 'wrong-answers';
			readonly how: WrongAnswer;
	  }
	| {
			/** So many extra lines a second in the host's PostgreSQL log. */
			readonly kind: 'log-flood';
			readonly linesPerSecond: number;
	  }
	| {
			/** Escape sequences, reordering characters, a line of 1 MiB, secrets and broken UTF-8 in the host's logs. */
			readonly kind: 'log-hostile';
	  }
);

export type FaultKind = Fault['kind'];

/** `garbage`: not JSON. `truncated`: cut in the middle. `page`: the HTML of something in between. `shape`: fields of other types. */
export type WrongAnswer = 'garbage' | 'truncated' | 'page' | 'shape';

/** A fault from a moment on. Times are ms after the start; a negative one began before. */
export type TimedFault = {readonly fault: Fault; readonly fromMs: number; readonly untilMs?: number};
