import type {TargetOf} from './action-target.ts';
import type {JsonObject} from './json-value.ts';

/**
 * Everything pigsty-top can do to the world outside. Adding a kind makes every table of `safety` fail to compile until
 * it is filled; a kind that is in none of them is denied.
 */
export type Action =
	| SessionAction
	| PatroniAction
	| {readonly kind: 'instance.checkpoint'; readonly instance: TargetOf<'instance'>}
	| {readonly kind: 'slot.drop'; readonly slot: TargetOf<'slot'>}
	| {readonly kind: 'backup.run'; readonly stanza: TargetOf<'stanza'>; readonly type: 'full' | 'diff' | 'incr'}
	| {readonly kind: 'backup.check'; readonly stanza: TargetOf<'stanza'>}
	| PlaybookAction
	| RemovalAction
	| PitrAction
	| {readonly kind: 'operator.psql'; readonly instance: TargetOf<'instance'>; readonly database: string}
	| {readonly kind: 'operator.ssh'; readonly host: TargetOf<'host'>};

export type ActionKind = Action['kind'];
export type ActionOf<Kind extends ActionKind> = Extract<Action, {readonly kind: Kind}>;
/** By kind, for tables that have a function for each. */
export type ActionsByKind = {readonly [Kind in ActionKind]: ActionOf<Kind>};

type SessionAction = ({readonly kind: 'session.cancel'} & Sessions) | ({readonly kind: 'session.terminate'} & Sessions);

/** Sessions on one instance. The list is frozen when it is shown: who comes later is never added. */
type Sessions = {
	readonly instance: TargetOf<'instance'>;
	readonly sessions: readonly [TargetOf<'session'>, ...TargetOf<'session'>[]];
};

type PatroniAction =
	| {
			readonly kind: 'patroni.switchover';
			readonly cluster: TargetOf<'cluster'>;
			/** Sent along: Patroni refuses when it is not the leader any more. */
			readonly leader: TargetOf<'instance'>;
			readonly candidate: TargetOf<'instance'>;
	  }
	| {
			readonly kind: 'patroni.failover';
			readonly cluster: TargetOf<'cluster'>;
			readonly candidate: TargetOf<'instance'>;
	  }
	| {
			readonly kind: 'patroni.restart-member';
			readonly member: TargetOf<'instance'>;
			/** Only if it waits for a restart. */
			readonly pendingOnly: boolean;
	  }
	/** One member after the other, replicas before the leader. */
	| {
			readonly kind: 'patroni.restart-cluster';
			readonly cluster: TargetOf<'cluster'>;
			readonly pendingOnly: boolean;
	  }
	| {readonly kind: 'patroni.reload'; readonly cluster: TargetOf<'cluster'>}
	| {readonly kind: 'patroni.reinit'; readonly member: TargetOf<'instance'>}
	| {readonly kind: 'patroni.pause'; readonly cluster: TargetOf<'cluster'>}
	| {readonly kind: 'patroni.resume'; readonly cluster: TargetOf<'cluster'>}
	| {
			readonly kind: 'patroni.edit-config';
			readonly cluster: TargetOf<'cluster'>;
			/** The whole document that the operator edited, as JSON: when it has changed since, nothing is sent. */
			readonly base: string;
			/** What to merge into it; `null` deletes a key. */
			readonly patch: JsonObject;
	  };

type PlaybookAction =
	/** Creates or alters the role as `pigsty.yml` defines it, or drops it when that says `state: absent`. */
	| {readonly kind: 'playbook.user'; readonly role: TargetOf<'role'>}
	| {readonly kind: 'playbook.database'; readonly database: TargetOf<'database'>}
	| {readonly kind: 'playbook.hba'; readonly cluster: TargetOf<'cluster'>}
	| {readonly kind: 'playbook.service'; readonly cluster: TargetOf<'cluster'>}
	| {readonly kind: 'playbook.monitor'; readonly cluster: TargetOf<'cluster'>}
	| {readonly kind: 'playbook.add-replica'; readonly member: TargetOf<'instance'>};

/** Whether what a removal leaves behind is kept on disk. Keeping is what is offered first. */
export type Keep = 'keep' | 'remove';

type RemovalAction =
	| {
			readonly kind: 'playbook.remove-replica';
			readonly member: TargetOf<'instance'>;
			readonly data: Keep;
	  }
	| {
			readonly kind: 'playbook.remove-cluster';
			readonly cluster: TargetOf<'cluster'>;
			readonly data: Keep;
			readonly backups: Keep;
	  }
	| {readonly kind: 'playbook.remove-node'; readonly host: TargetOf<'host'>}
	| {
			readonly kind: 'playbook.remove-redis';
			readonly redis: TargetOf<'redis-cluster'> | TargetOf<'redis-instance'>;
			readonly data: Keep;
	  }
	| {
			readonly kind: 'playbook.remove-etcd';
			readonly etcd: TargetOf<'etcd-cluster'> | TargetOf<'etcd-member'>;
			readonly data: Keep;
	  }
	| {
			readonly kind: 'playbook.remove-minio';
			readonly minio: TargetOf<'minio-cluster'>;
			readonly data: Keep;
	  };

/** Where a restore stops. Times are epoch ms; LSNs are printed. */
export type RecoveryTarget =
	| {readonly type: 'time'; readonly at: number}
	| {readonly type: 'lsn' | 'xid' | 'name'; readonly value: string}
	/** As soon as the backup is consistent. */
	| {readonly type: 'immediate'};

/** A restore beside the cluster, into an empty directory, which the cluster does not notice. */
type PitrAction = {
	readonly kind: 'pitr.plan';
	readonly stanza: TargetOf<'stanza'>;
	/** The backup it starts from is named: left to itself, pgBackRest takes the newest when none is old enough. */
	readonly set: string;
	readonly until: RecoveryTarget;
	readonly host: TargetOf<'host'>;
	readonly directory: string;
	readonly port: number;
};
