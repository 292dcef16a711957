import type {ActionKind, ActionsByKind} from '../../source/model/action.ts';
import type {TargetOf} from '../../source/model/action-target.ts';

export const cluster: TargetOf<'cluster'> = {kind: 'cluster', name: 'pg-test'};
export const member = (seq: number): TargetOf<'instance'> => ({
	kind: 'instance',
	name: `pg-test-${seq}`,
	cluster: 'pg-test',
});
const stanza: TargetOf<'stanza'> = {kind: 'stanza', name: 'pg-test', cluster: 'pg-test'};

export const session = (pid: number): TargetOf<'session'> => ({
	kind: 'session',
	pid,
	backendStart: '2026-11-24 03:00:00.123456+00',
	instance: 'pg-test-1',
	cluster: 'pg-test',
});

export const patroniConfig = '{"ttl":30,"postgresql":{"parameters":{"work_mem":"64MB"}}}';

/** One action of each kind, each allowed by its grant alone where everything is as it should be: see `factsFor`. */
export const actions: ActionsByKind = {
	'session.cancel': {kind: 'session.cancel', instance: member(1), sessions: [session(4711)]},
	'session.terminate': {kind: 'session.terminate', instance: member(1), sessions: [session(4711)]},
	'patroni.switchover': {kind: 'patroni.switchover', cluster, leader: member(1), candidate: member(2)},
	'patroni.failover': {kind: 'patroni.failover', cluster, candidate: member(2)},
	'patroni.restart-member': {kind: 'patroni.restart-member', member: member(2), pendingOnly: false},
	'patroni.restart-cluster': {kind: 'patroni.restart-cluster', cluster, pendingOnly: false},
	'patroni.reload': {kind: 'patroni.reload', cluster},
	'patroni.reinit': {kind: 'patroni.reinit', member: member(2)},
	'patroni.pause': {kind: 'patroni.pause', cluster},
	'patroni.resume': {kind: 'patroni.resume', cluster},
	'patroni.edit-config': {
		kind: 'patroni.edit-config',
		cluster,
		base: patroniConfig,
		patch: {postgresql: {parameters: {work_mem: '32MB'}}},
	},
	'instance.checkpoint': {kind: 'instance.checkpoint', instance: member(1)},
	'slot.drop': {
		kind: 'slot.drop',
		slot: {kind: 'slot', name: 'debezium', instance: 'pg-test-1', cluster: 'pg-test'},
	},
	'backup.run': {kind: 'backup.run', stanza, type: 'full'},
	'backup.check': {kind: 'backup.check', stanza},
	'playbook.user': {kind: 'playbook.user', role: {kind: 'role', name: 'dbuser_app', cluster: 'pg-test'}},
	'playbook.database': {kind: 'playbook.database', database: {kind: 'database', name: 'app', cluster: 'pg-test'}},
	'playbook.hba': {kind: 'playbook.hba', cluster},
	'playbook.service': {kind: 'playbook.service', cluster},
	'playbook.monitor': {kind: 'playbook.monitor', cluster},
	'playbook.add-replica': {kind: 'playbook.add-replica', member: member(4)},
	'playbook.remove-replica': {kind: 'playbook.remove-replica', member: member(2), data: 'remove'},
	'playbook.remove-cluster': {kind: 'playbook.remove-cluster', cluster, data: 'remove', backups: 'keep'},
	'playbook.remove-node': {kind: 'playbook.remove-node', host: {kind: 'host', ip: '10.10.10.19', name: 'old-1'}},
	'playbook.remove-redis': {
		kind: 'playbook.remove-redis',
		redis: {kind: 'redis-cluster', name: 'redis-ms'},
		data: 'remove',
	},
	'playbook.remove-etcd': {
		kind: 'playbook.remove-etcd',
		etcd: {kind: 'etcd-member', name: 'etcd-3', ip: '10.10.10.13', cluster: 'etcd'},
		data: 'remove',
	},
	'playbook.remove-minio': {
		kind: 'playbook.remove-minio',
		minio: {kind: 'minio-cluster', name: 'minio'},
		data: 'remove',
	},
	'pitr.plan': {
		kind: 'pitr.plan',
		stanza,
		set: '20261124-010002F',
		until: {type: 'time', at: 1_795_489_200_000},
		host: {kind: 'host', ip: '10.10.10.13', name: 'pg-test-3'},
		directory: '/data/restore/pg-test',
		port: 15_432,
	},
	'operator.psql': {kind: 'operator.psql', instance: member(1), database: 'postgres'},
	'operator.ssh': {kind: 'operator.ssh', host: {kind: 'host', ip: '10.10.10.11', name: 'pg-test-1'}},
};

/** The same, where the keys do not matter. */
export const actionOf = (kind: ActionKind): ActionsByKind[ActionKind] => actions[kind];
