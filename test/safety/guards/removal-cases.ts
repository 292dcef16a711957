import {actions} from '../../kit/action.ts';
import {both, inMember, inSection} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const removalCases: Readonly<Record<string, GuardCase>> = {
	safeguard: {
		action: actions['playbook.remove-cluster'],
		change: inSection('cluster', {safeguard: true}),
		level: 'never',
	},
	'remove-leader': {
		action: actions['playbook.remove-replica'],
		change: both(
			inSection('cluster', {leaders: ['pg-test-2'], writable: ['pg-test-2']}),
			inMember(2, {role: 'leader', state: 'running'}),
			inMember(1, {role: 'replica', state: 'streaming'}),
		),
		level: 'never',
		others: ['role-drift'],
	},
	'remove-primary': {
		action: actions['playbook.remove-replica'],
		change: inMember(2, {inventoryRole: 'primary'}),
		level: 'never',
		others: ['role-drift'],
	},
	'remove-last': {
		action: actions['playbook.remove-replica'],
		change: both(inMember(1, {isLive: false}), inMember(3, {isLive: false})),
		level: 'never',
		others: ['remove-standby'],
	},
	'remove-standby': {
		action: actions['playbook.remove-replica'],
		change: inMember(3, {state: 'start failed'}),
		level: 'destroy',
	},
	neighbours: {
		action: actions['playbook.remove-replica'],
		change: inMember(2, {neighbours: ['pg-meta-2']}),
		level: 'never',
	},
	'etcd-prefix': {
		action: actions['playbook.remove-cluster'],
		change: inSection('inventory', {
			names: [
				{kind: 'cluster', name: 'pg-test', cluster: 'pg-test'},
				{kind: 'cluster', name: 'pg-test-dr', cluster: 'pg-test-dr'},
			],
		}),
		level: 'never',
		others: ['look-alike'],
	},
	'node-modules': {
		action: actions['playbook.remove-node'],
		change: inSection('host', {modules: [{module: 'pgsql', name: 'pg-old-1', isLive: true}]}),
		level: 'never',
	},
	'node-admin': {action: actions['playbook.remove-node'], change: inSection('host', {isAdmin: true}), level: 'never'},
	'node-proxy': {
		action: actions['playbook.remove-node'],
		change: inSection('host', {proxyConnections: 7}),
		level: 'destroy',
		phrase: 'disconnect its clients',
	},
	'redis-known': {
		action: actions['playbook.remove-redis'],
		change: inSection('redis', {instances: []}),
		level: 'never',
		others: ['plan', 'hosts'],
	},
	'redis-master': {
		action: {
			...actions['playbook.remove-redis'],
			redis: {kind: 'redis-instance', name: 'redis-ms-1-6379', ip: '10.10.10.10', port: 6379, cluster: 'redis-ms'},
		},
		level: 'never',
	},
	'etcd-member': {
		action: {
			...actions['playbook.remove-etcd'],
			etcd: {kind: 'etcd-member', name: 'etcd-9', ip: '10.10.10.13', cluster: 'etcd'},
		},
		level: 'never',
	},
	'etcd-quorum': {
		action: actions['playbook.remove-etcd'],
		change: inSection('etcd', {
			members: [1, 2, 3].map(seq => ({name: `etcd-${seq}`, ip: `10.10.10.${10 + seq}`, isHealthy: seq !== 1})),
		}),
		level: 'never',
	},
	'etcd-failsafe': {
		action: actions['playbook.remove-etcd'],
		change: inSection('etcd', {dependents: [{cluster: 'pg-test', isLive: true, hasFailsafe: false}]}),
		level: 'never',
	},
	'etcd-dependents': {
		action: {...actions['playbook.remove-etcd'], etcd: {kind: 'etcd-cluster', name: 'etcd'}},
		level: 'never',
	},
	'minio-stanzas': {
		action: actions['playbook.remove-minio'],
		change: inSection('minio', {stanzas: undefined}),
		level: 'never',
		others: ['minio-only-backup', 'minio-running'],
	},
	'minio-only-backup': {
		action: actions['playbook.remove-minio'],
		change: inSection('minio', {stanzas: [{cluster: 'pg-old', isLive: false, hasOther: false}]}),
		level: 'destroy',
		phrase: 'delete backups of pg-old',
	},
	'minio-running': {
		action: actions['playbook.remove-minio'],
		change: inSection('minio', {stanzas: [{cluster: 'pg-test', isLive: true, hasOther: true}]}),
		level: 'destroy',
		phrase: 'archiving will fail',
	},
};
