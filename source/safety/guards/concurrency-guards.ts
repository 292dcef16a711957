import {pgClusterOf, targetOf} from '../action-subject.ts';
import {nameOf} from '../../model/action-target.ts';
import type {Action} from '../../model/action.ts';
import {all, differs, isEmpty} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {allPlaybooks, exclusiveChanges, patroniChanges, pgRemovals, topologyChanges} from '../kinds.ts';

/** One change at a time: on a cluster, and of Ansible on the admin node. */
export const concurrencyGuards: readonly Guard[] = [
	defineGuard({
		id: 'change-running',
		for: exclusiveChanges,
		raise: 'never',
		safe: 'no other change is running on the cluster',
		unless: ({changes}, action) =>
			all(changes, ({cluster}) => differs(cluster, heldBy(action)) && differs(cluster, '*')),
		why: ({changes}, action) =>
			changes === undefined
				? 'it is not known whether another change is running'
				: `wait for the other change to end: ${changes
						.filter(({cluster}) => cluster === undefined || cluster === '*' || cluster === heldBy(action))
						.map(({text}) => escaped(text ?? 'unknown'))
						.join(', ')}`,
	}),
	defineGuard({
		id: 'ansible-running',
		for: allPlaybooks,
		raise: 'never',
		safe: 'no other ansible-playbook is running on the admin node',
		unless: ({ansible}) => isEmpty(ansible?.running),
		why: facts => ansibleRunning(facts),
	}),
	defineGuard({
		id: 'ansible-running-aside',
		for: [...patroniChanges, 'backup.run'],
		raise: 'type-name',
		safe: 'no ansible-playbook is running on the admin node',
		unless: ({ansible}) => isEmpty(ansible?.running),
		why: facts => ansibleRunning(facts),
	}),
	defineGuard({
		id: 'backup-running',
		for: ['backup.run', 'backup.check', 'patroni.reinit', ...pgRemovals],
		raise: 'never',
		safe: 'no backup of the cluster is running',
		unless: ({backups}) => all(backups, ({isRunning}) => isRunning === false),
		why: facts => backupRunning(facts),
	}),
	defineGuard({
		id: 'backup-running-aside',
		for: ['patroni.switchover', 'patroni.failover', 'patroni.restart-member', 'patroni.restart-cluster'],
		raise: 'type-name',
		safe: 'no backup of the cluster is running',
		unless: ({backups}) => all(backups, ({isRunning}) => isRunning === false),
		why: facts => `${backupRunning(facts)}; it would be broken off`,
	}),
	defineGuard({
		id: 'switchover-scheduled',
		for: [...topologyChanges, 'patroni.pause', 'playbook.add-replica', ...pgRemovals],
		raise: 'never',
		safe: 'no switchover waits for its time',
		unless: ({cluster}) => cluster?.scheduledSwitchover === '',
		why: ({cluster}) =>
			cluster?.scheduledSwitchover === undefined
				? 'it is not known whether a switchover is scheduled'
				: `a switchover is scheduled: ${escaped(cluster.scheduledSwitchover)}; let it happen, or flush it`,
	}),
];

/** The name under which the action holds its lock. */
export const heldBy = (action: Action): string => {
	const target = targetOf(action);
	return pgClusterOf(action) ?? ('cluster' in target ? target.cluster : nameOf(target));
};

const ansibleRunning = ({ansible}: Facts): string =>
	ansible?.running === undefined
		? 'it is not known whether Ansible is running'
		: `Ansible is running: ${ansible.running.map(line => escaped(line)).join(', ')}`;

const backupRunning = ({backups}: Facts): string => {
	const running = backups?.filter(({isRunning}) => isRunning !== false) ?? [];
	return running.length === 0
		? 'it is not known whether a backup is running'
		: running
				.map(({name, isRunning}) =>
					isRunning === true
						? `a backup is running in ${name}`
						: `it is not known whether a backup is running in ${name}`,
				)
				.join(', ');
};
