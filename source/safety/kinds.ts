/**
 * Kinds of actions that share a rule. Each list is written out: a kind gets into a rule by a line that somebody wrote,
 * and the tables of docs/POLICY.md show what came of it.
 */
export const onSessions = ['session.cancel', 'session.terminate'] as const;

export const patroniChanges = [
	'patroni.switchover',
	'patroni.failover',
	'patroni.restart-member',
	'patroni.restart-cluster',
	'patroni.reload',
	'patroni.reinit',
	'patroni.pause',
	'patroni.resume',
	'patroni.edit-config',
] as const;

/** They move the leader or take members away for a while. */
export const topologyChanges = [
	'patroni.switchover',
	'patroni.failover',
	'patroni.restart-member',
	'patroni.restart-cluster',
	'patroni.reinit',
] as const;

export const pgPlaybooks = [
	'playbook.user',
	'playbook.database',
	'playbook.hba',
	'playbook.service',
	'playbook.monitor',
	'playbook.add-replica',
] as const;

export const pgRemovals = ['playbook.remove-replica', 'playbook.remove-cluster'] as const;

export const otherRemovals = [
	'playbook.remove-node',
	'playbook.remove-redis',
	'playbook.remove-etcd',
	'playbook.remove-minio',
] as const;

export const allPlaybooks = [...pgPlaybooks, ...pgRemovals, ...otherRemovals] as const;

/** About one PostgreSQL cluster, and more than a look or a terminal for the operator. */
export const pgChanges = [
	...onSessions,
	...patroniChanges,
	'instance.checkpoint',
	'slot.drop',
	'backup.run',
	'backup.check',
	...pgPlaybooks,
	...pgRemovals,
] as const;

/** Changes that must not meet another one on the same cluster. Sessions must stay within reach of the operator. */
export const exclusiveChanges = [
	...patroniChanges,
	'slot.drop',
	'backup.run',
	'backup.check',
	...allPlaybooks,
	'pitr.plan',
] as const;
