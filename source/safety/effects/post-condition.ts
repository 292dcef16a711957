import type {Action, ActionKind, ActionsByKind} from '../../model/action.ts';
import type {JsonObject} from '../../model/json-value.ts';
import type {TargetOf} from '../../model/action-target.ts';
import type {Facts, MemberFacts} from '../facts.ts';

/**
 * What the world must show afterwards. Only this is success: an exit status proves nothing. Each is looked for until
 * `withinMs` has passed; then the outcome is unknown, and neither done nor failed.
 */
export type PostCondition = {readonly withinMs: number} &
	/** It leads, on a timeline newer than `timelineAbove`, and the others of `streaming` stream from it. */
	(
		| {
				readonly kind: 'leader-is';
				readonly cluster: string;
				readonly member: string;
				readonly timelineAbove: number | undefined;
				readonly streaming: readonly string[];
		  }
		/** None of these pairs of pid and start is among the backends. */
		| {readonly kind: 'sessions-gone'; readonly instance: string; readonly sessions: readonly TargetOf<'session'>[]}
		/** The statement that ran in each of them does not run any more. */
		| {readonly kind: 'queries-gone'; readonly instance: string; readonly sessions: readonly TargetOf<'session'>[]}
		/** Each runs again, and its postmaster is younger than it was. */
		| {
				readonly kind: 'restarted';
				readonly cluster: string;
				readonly members: readonly {readonly name: string; readonly startedAfter: number | undefined}[];
		  }
		/** Each has loaded its configuration since the step. */
		| {readonly kind: 'reloaded'; readonly cluster: string; readonly members: readonly string[]}
		| {readonly kind: 'streaming'; readonly cluster: string; readonly member: string}
		| {readonly kind: 'paused'; readonly cluster: string; readonly isPaused: boolean}
		/** `GET /config` shows the patch. */
		| {readonly kind: 'config-has'; readonly cluster: string; readonly patch: JsonObject}
		| {readonly kind: 'checkpointed'; readonly instance: string}
		| {readonly kind: 'slot-gone'; readonly instance: string; readonly slot: string}
		/** A backup of this type, without errors, that was not in the list before. */
		| {readonly kind: 'backup-new'; readonly stanza: string; readonly type: string; readonly before: readonly string[]}
		/** A WAL segment was archived since the step, and none failed after it. */
		| {readonly kind: 'archived'; readonly cluster: string}
		| {readonly kind: 'role'; readonly cluster: string; readonly name: string; readonly exists: boolean}
		| {readonly kind: 'database'; readonly cluster: string; readonly name: string; readonly exists: boolean}
		/** HAProxy on each host routes to the members that Patroni says. */
		| {readonly kind: 'routed'; readonly cluster: string; readonly hosts: readonly string[]}
		/** Metrics of each member are younger than the step. */
		| {readonly kind: 'monitored'; readonly cluster: string; readonly members: readonly string[]}
		/** Its port is closed, its Patroni is gone, no other member lists it, and the cluster still has its leader. */
		| {
				readonly kind: 'member-gone';
				readonly cluster: string;
				readonly member: string;
				readonly leader: string | undefined;
		  }
		/** All ports are closed, its keys are not in etcd, and every one of `others` has its leader still. */
		| {
				readonly kind: 'cluster-gone';
				readonly cluster: string;
				readonly hosts: readonly string[];
				readonly others: readonly string[];
		  }
		/** Its HAProxy and exporters are gone. */
		| {readonly kind: 'node-gone'; readonly host: string}
		| {readonly kind: 'ports-closed'; readonly instances: readonly {readonly ip: string; readonly port: number}[]}
		/** etcd does not list the members, and those that stay are healthy. */
		| {readonly kind: 'etcd-without'; readonly members: readonly string[]}
		/** A PostgreSQL answers on the port and has reached its target. */
		| {readonly kind: 'restored'; readonly host: string; readonly port: number}
		/** The operator's own doing: nothing is looked for. */
		| {readonly kind: 'none'}
	);

const second = 1000;
const minute = 60 * second;

type Condition<Kind extends ActionKind> = (action: ActionsByKind[Kind], facts: Facts) => PostCondition;

const memberNames = ({cluster}: Facts, isWanted: (member: MemberFacts) => boolean = () => true): readonly string[] =>
	(cluster?.members ?? []).filter(member => isWanted(member)).flatMap(({name}) => name ?? []);

const moved: Condition<'patroni.switchover' | 'patroni.failover'> = ({cluster, candidate}, facts) => ({
	kind: 'leader-is',
	withinMs: minute,
	cluster: cluster.name,
	member: candidate.name,
	timelineAbove: facts.cluster?.timeline,
	streaming: memberNames(facts, ({name, isLive}) => isLive === true && name !== candidate.name),
});

const isWaiting = ({isLive, isPendingRestart}: MemberFacts, pendingOnly: boolean): boolean =>
	isLive === true && (!pendingOnly || isPendingRestart === true);

/** Total: a kind without a way to see its success does not compile. */
const conditions: {readonly [Kind in ActionKind]: Condition<Kind>} = {
	'session.cancel': ({instance, sessions}) => ({
		kind: 'queries-gone',
		withinMs: 10 * second,
		instance: instance.name,
		sessions,
	}),
	'session.terminate': ({instance, sessions}) => ({
		kind: 'sessions-gone',
		withinMs: 10 * second,
		instance: instance.name,
		sessions,
	}),
	'patroni.switchover': moved,
	'patroni.failover': moved,
	'patroni.restart-member': ({member}, {cluster}) => ({
		kind: 'restarted',
		withinMs: 5 * minute,
		cluster: member.cluster,
		members: [
			{
				name: member.name,
				startedAfter: cluster?.members?.find(({name}) => name === member.name)?.postmasterStartedAt,
			},
		],
	}),
	'patroni.restart-cluster': ({cluster: {name: cluster}, pendingOnly}, facts) => ({
		kind: 'restarted',
		withinMs: 5 * minute,
		cluster,
		members: (facts.cluster?.members ?? [])
			.filter(member => isWaiting(member, pendingOnly))
			.flatMap(({name, postmasterStartedAt: startedAfter}) => (name === undefined ? [] : {name, startedAfter})),
	}),
	'patroni.reload': ({cluster}, facts) => ({
		kind: 'reloaded',
		withinMs: 30 * second,
		cluster: cluster.name,
		members: memberNames(facts, ({isLive}) => isLive === true),
	}),
	'patroni.reinit': ({member}) => ({
		kind: 'streaming',
		withinMs: 60 * minute,
		cluster: member.cluster,
		member: member.name,
	}),
	'patroni.pause': ({cluster}) => ({kind: 'paused', withinMs: 30 * second, cluster: cluster.name, isPaused: true}),
	'patroni.resume': ({cluster}) => ({kind: 'paused', withinMs: 30 * second, cluster: cluster.name, isPaused: false}),
	'patroni.edit-config': ({cluster, patch}) => ({
		kind: 'config-has',
		withinMs: 30 * second,
		cluster: cluster.name,
		patch,
	}),
	'instance.checkpoint': ({instance}) => ({kind: 'checkpointed', withinMs: 10 * second, instance: instance.name}),
	'slot.drop': ({slot}) => ({kind: 'slot-gone', withinMs: 10 * second, instance: slot.instance, slot: slot.name}),
	'backup.run': ({stanza, type}, {backups}) => ({
		kind: 'backup-new',
		withinMs: minute,
		stanza: stanza.name,
		type,
		before: (backups ?? []).flatMap(({labels}) => labels ?? []),
	}),
	'backup.check': ({stanza}) => ({kind: 'archived', withinMs: minute, cluster: stanza.cluster}),
	'playbook.user': ({role}, {definition}) => ({
		kind: 'role',
		withinMs: 30 * second,
		cluster: role.cluster,
		name: role.name,
		exists: definition?.state !== 'absent',
	}),
	'playbook.database': ({database}, {definition}) => ({
		kind: 'database',
		withinMs: 30 * second,
		cluster: database.cluster,
		name: database.name,
		exists: definition?.state !== 'absent',
	}),
	'playbook.hba': ({cluster}, facts) => ({
		kind: 'reloaded',
		withinMs: 30 * second,
		cluster: cluster.name,
		members: memberNames(facts, ({isInInventory}) => isInInventory === true),
	}),
	'playbook.service': ({cluster}, facts) => ({
		kind: 'routed',
		withinMs: 30 * second,
		cluster: cluster.name,
		hosts: (facts.cluster?.members ?? []).flatMap(({ip}) => ip ?? []),
	}),
	'playbook.monitor': ({cluster}, facts) => ({
		kind: 'monitored',
		withinMs: 2 * minute,
		cluster: cluster.name,
		members: memberNames(facts),
	}),
	'playbook.add-replica': ({member}) => ({
		kind: 'streaming',
		withinMs: 60 * minute,
		cluster: member.cluster,
		member: member.name,
	}),
	'playbook.remove-replica': ({member}, {cluster}) => ({
		kind: 'member-gone',
		withinMs: minute,
		cluster: member.cluster,
		member: member.name,
		leader: cluster?.leaders?.[0],
	}),
	'playbook.remove-cluster': ({cluster}, facts) => ({
		kind: 'cluster-gone',
		withinMs: minute,
		cluster: cluster.name,
		hosts: (facts.cluster?.members ?? []).flatMap(({ip}) => ip ?? []),
		others: (facts.inventory?.names ?? [])
			.filter(({kind, name}) => kind === 'cluster' && name !== cluster.name)
			.flatMap(({name}) => name ?? []),
	}),
	'playbook.remove-node': ({host}) => ({kind: 'node-gone', withinMs: minute, host: host.ip}),
	'playbook.remove-redis': ({redis: target}, {redis}) => ({
		kind: 'ports-closed',
		withinMs: minute,
		instances: (redis?.instances ?? [])
			.filter(({name}) => target.kind === 'redis-cluster' || name === target.name)
			.flatMap(({ip, port}) => (ip === undefined || port === undefined ? [] : {ip, port})),
	}),
	'playbook.remove-etcd': ({etcd: target}, {etcd}) => ({
		kind: 'etcd-without',
		withinMs: minute,
		members: target.kind === 'etcd-member' ? [target.name] : (etcd?.members ?? []).flatMap(({name}) => name ?? []),
	}),
	'playbook.remove-minio': (_, {minio}) => ({
		kind: 'ports-closed',
		withinMs: minute,
		instances: (minio?.hosts ?? []).flatMap(ip => (minio?.port === undefined ? [] : {ip, port: minio.port})),
	}),
	'pitr.plan': ({host, port}) => ({kind: 'restored', withinMs: 24 * 60 * minute, host: host.ip, port}),
	'operator.psql': () => ({kind: 'none', withinMs: 0}),
	'operator.ssh': () => ({kind: 'none', withinMs: 0}),
};

export const postCondition = (action: Action, facts: Facts): PostCondition => conditionOf(action.kind, action, facts);

const conditionOf = <Kind extends ActionKind>(kind: Kind, action: ActionsByKind[Kind], facts: Facts): PostCondition =>
	conditions[kind](action, facts);
