import type {Action} from '../../model/action.ts';
import {pgClusterOf, targetOf} from '../action-subject.ts';
import {all, isEmpty} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {ClusterFacts, Facts, MemberFacts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {onSessions, patroniChanges, pgChanges, pgPlaybooks, pgRemovals, topologyChanges} from '../kinds.ts';
import {drifting, driftText} from '../role-drift.ts';

const structural = [...patroniChanges, ...pgPlaybooks, ...pgRemovals] as const;
const withLeader = [
	'patroni.switchover',
	'patroni.restart-member',
	'patroni.restart-cluster',
	'patroni.reload',
	'patroni.reinit',
	'patroni.pause',
	'patroni.resume',
	'patroni.edit-config',
	'backup.run',
	'backup.check',
	'slot.drop',
	...pgPlaybooks,
	'playbook.remove-replica',
] as const;

/** What must be so of a PostgreSQL cluster before anything is done to it. */
export const clusterGuards: readonly Guard[] = [
	defineGuard({
		id: 'identity',
		for: pgChanges,
		raise: 'never',
		safe: 'the cluster itself told its name, its system identifier and its timeline',
		unless: ({cluster}, action) =>
			cluster?.name === pgClusterOf(action) &&
			cluster?.systemIdentifier !== undefined &&
			/^\d+$/.test(cluster.systemIdentifier) &&
			Number.isSafeInteger(cluster.timeline),
		why: ({cluster}, action) =>
			cluster?.name === pgClusterOf(action)
				? 'no member told which database this is: system identifier or timeline is unknown'
				: 'what is known is of another cluster',
	}),
	defineGuard({
		id: 'split-brain',
		for: pgChanges,
		raise: 'never',
		safe: 'at most one member leads, and no other accepts writes',
		unless: ({cluster}) =>
			cluster?.leaders !== undefined &&
			cluster.leaders.length <= 1 &&
			all(cluster.writable, name => cluster.leaders?.includes(name) === true),
		why: facts => splitBrain(facts),
	}),
	defineGuard({
		id: 'leader',
		for: withLeader,
		raise: 'never',
		safe: 'the cluster has a leader',
		unless: ({cluster}) => cluster?.leaders?.length === 1,
		why: ({cluster}) =>
			isEmpty(cluster?.leaders) ? 'the cluster has no leader; only a failover can help' : 'the leader is not known',
	}),
	defineGuard({
		id: 'member',
		for: [
			...onSessions,
			'patroni.restart-member',
			'patroni.reinit',
			'instance.checkpoint',
			'playbook.remove-replica',
			'operator.psql',
		],
		raise: 'never',
		safe: 'the target is a member of the cluster',
		unless: ({cluster}, action) => cluster?.members?.some(({name}) => name === memberName(action)) === true,
		why: (_, action) => `${escaped(memberName(action) ?? '')} is not among the members`,
	}),
	defineGuard({
		id: 'dcs',
		for: structural,
		raise: 'never',
		safe: 'etcd answers and has a quorum',
		unless: ({cluster}) => cluster?.isDcsReachable === true && cluster.hasDcsQuorum === true,
		why: ({cluster}) =>
			cluster?.isDcsReachable === false
				? 'etcd does not answer; what Patroni says may be from before. Restore etcd first'
				: cluster?.hasDcsQuorum === false
					? 'etcd has no quorum; what Patroni says may be from before. Restore etcd first'
					: 'it is not known whether etcd has a quorum',
	}),
	defineGuard({
		id: 'failsafe',
		for: structural,
		raise: 'never',
		safe: 'failsafe mode is not active',
		unless: ({cluster}) => cluster?.isFailsafeActive === false,
		why: ({cluster}) =>
			cluster?.isFailsafeActive === true
				? 'failsafe mode is active: the leader lives only as long as every member answers. Restore etcd first'
				: 'it is not known whether failsafe mode is active',
	}),
	defineGuard({
		id: 'paused',
		for: [...topologyChanges, 'patroni.edit-config', 'playbook.add-replica', ...pgRemovals],
		raise: 'type-name',
		safe: 'automatic failover is on',
		unless: ({cluster}) => cluster?.isPaused === false,
		why: ({cluster}) =>
			cluster?.isPaused === true
				? 'automatic failover is paused: nobody takes over if this goes wrong'
				: 'it is not known whether automatic failover is paused',
	}),
	defineGuard({
		id: 'role-drift',
		for: ['playbook.user', 'playbook.database', ...pgRemovals],
		raise: 'never',
		safe: 'pg_role of each member in pigsty.yml is its live role',
		unless: ({cluster}) => isEmpty(drifting(cluster)),
		why: ({cluster}) => `${driftText(cluster)}; the playbook acts by the role in pigsty.yml: correct it there first`,
	}),
	defineGuard({
		id: 'role-drift-aside',
		for: ['patroni.reinit', 'playbook.hba', 'playbook.service', 'playbook.monitor', 'playbook.add-replica'],
		raise: 'type-name',
		safe: 'pg_role of each member in pigsty.yml is its live role',
		unless: ({cluster}, action) => isEmpty(drifting(cluster, toBeAdded(action))),
		why: ({cluster}, action) =>
			`${driftText(cluster, toBeAdded(action))}; rules and routes are made by the role in pigsty.yml`,
	}),
	defineGuard({
		id: 'standby-cluster',
		for: ['playbook.user', 'playbook.database'],
		raise: 'never',
		safe: 'the cluster takes writes itself',
		unless: ({cluster}) => cluster?.isStandbyCluster === false,
		why: facts => follows(facts),
	}),
	defineGuard({
		id: 'standby-cluster-aside',
		for: [...patroniChanges, 'backup.run', 'playbook.add-replica', ...pgRemovals],
		raise: 'type-name',
		safe: 'the cluster takes writes itself',
		unless: ({cluster}) => cluster?.isStandbyCluster === false,
		why: facts => follows(facts),
	}),
	defineGuard({
		id: 'members-live',
		for: ['patroni.restart-cluster', 'patroni.reload', 'patroni.edit-config', ...pgPlaybooks],
		raise: 'type-name',
		safe: 'all members answer, and pigsty.yml has them all',
		unless: ({cluster}, action) =>
			all(present(cluster, action), ({isLive, isInInventory}) => isLive === true && isInInventory === true),
		why: ({cluster}, action) => absent(present(cluster, action)),
	}),
];

const memberName = (action: Action): string | undefined => {
	const target = targetOf(action);
	return target.kind === 'instance' ? target.name : undefined;
};

const splitBrain = ({cluster}: Facts): string => {
	if (cluster?.leaders === undefined || cluster.writable === undefined) {
		return 'it is not known who leads and who accepts writes';
	}

	const names = [...new Set([...cluster.leaders, ...cluster.writable])].map(name => escaped(name));
	return `more than one member leads or accepts writes: ${names.join(', ')}. Look at them first; nothing is changed here`;
};

const follows = ({cluster}: Facts): string =>
	cluster?.isStandbyCluster === true
		? 'this is a standby cluster: it follows another one and takes no writes of its own'
		: 'it is not known whether this cluster follows another one';

const toBeAdded = (action: Action): string | undefined =>
	action.kind === 'playbook.add-replica' ? action.member.name : undefined;

const present = (cluster: ClusterFacts | undefined, action: Action): readonly MemberFacts[] | undefined =>
	cluster?.members?.filter(({name}) => name === undefined || name !== toBeAdded(action));

const absent = (members: readonly MemberFacts[] | undefined): string => {
	const named = (wanted: readonly MemberFacts[]): string => wanted.map(({name}) => escaped(name ?? '?')).join(', ');
	const away = (members ?? []).filter(({isLive}) => isLive !== true);
	const foreign = (members ?? []).filter(({isInInventory}) => isInInventory !== true);
	return [
		members === undefined ? 'the members are not known' : '',
		away.length === 0 ? '' : `no answer from ${named(away)}: left out, or it fails there`,
		foreign.length === 0 ? '' : `pigsty.yml does not have ${named(foreign)}: no playbook reaches it`,
	]
		.filter(text => text !== '')
		.join('; ');
};
