import {actions, member} from '../../kit/action.ts';
import {inBackups, inMember, inSection} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const clusterCases: Readonly<Record<string, GuardCase>> = {
	identity: {
		action: actions['patroni.switchover'],
		change: inSection('cluster', {systemIdentifier: undefined}),
		level: 'never',
	},
	'split-brain': {
		action: actions['session.terminate'],
		change: inSection('cluster', {writable: ['pg-test-1', 'pg-test-3']}),
		level: 'never',
	},
	leader: {
		action: actions['patroni.reload'],
		change: inSection('cluster', {leaders: [], writable: []}),
		level: 'never',
	},
	member: {
		action: {...actions['patroni.reinit'], member: member(9)},
		level: 'never',
		others: ['plan', 'reinit-leader', 'reinit-room'],
	},
	dcs: {action: actions['patroni.switchover'], change: inSection('cluster', {hasDcsQuorum: false}), level: 'never'},
	failsafe: {
		action: actions['patroni.switchover'],
		change: inSection('cluster', {isFailsafeActive: true}),
		level: 'never',
	},
	paused: {action: actions['patroni.switchover'], change: inSection('cluster', {isPaused: true}), level: 'type-name'},
	'role-drift': {
		action: actions['playbook.remove-replica'],
		change: inMember(3, {inventoryRole: 'primary'}),
		level: 'never',
	},
	'role-drift-aside': {
		action: actions['playbook.hba'],
		change: inMember(3, {inventoryRole: 'primary'}),
		level: 'type-name',
	},
	'standby-cluster': {
		action: actions['playbook.user'],
		change: inSection('cluster', {isStandbyCluster: true}),
		level: 'never',
	},
	'standby-cluster-aside': {
		action: actions['patroni.pause'],
		change: inSection('cluster', {isStandbyCluster: true}),
		level: 'type-name',
	},
	'members-live': {action: actions['patroni.reload'], change: inMember(3, {isLive: false}), level: 'type-name'},
	'change-running': {
		action: actions['patroni.switchover'],
		change: facts => ({...facts, changes: [{cluster: 'pg-test', text: 'backup.run by anna'}]}),
		level: 'never',
	},
	'ansible-running': {
		action: actions['playbook.user'],
		change: inSection('ansible', {running: ['ansible-playbook pgsql.yml']}),
		level: 'never',
	},
	'ansible-running-aside': {
		action: actions['backup.run'],
		change: inSection('ansible', {running: ['ansible-playbook pgsql.yml']}),
		level: 'type-name',
	},
	'backup-running': {action: actions['backup.run'], change: inBackups({isRunning: true}), level: 'never'},
	'backup-running-aside': {
		action: actions['patroni.switchover'],
		change: inBackups({isRunning: true}),
		level: 'type-name',
	},
	'switchover-scheduled': {
		action: actions['patroni.switchover'],
		change: inSection('cluster', {scheduledSwitchover: 'pg-test-1 to pg-test-3 at 04:00'}),
		level: 'never',
	},
};
