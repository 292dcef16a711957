import type {FaultKind} from './fault.ts';
import type {FaultLog} from './fault-log.ts';
import type {ClusterPlan, FleetPlan, MemberPlan, PlainPlan} from './plan.ts';

/** What the faults in force mean for one member at one moment. */
export type Conditions = {
	readonly hostUp: boolean;
	/** The host runs and does nothing. */
	readonly frozen: boolean;
	readonly patroniUp: boolean;
	readonly crashing: boolean;
	readonly receiving: boolean;
	readonly replayPaused: boolean;
	/** How far behind the leader it stays in receiving, and behind that in replaying. */
	readonly receiveBehindBytes: number;
	readonly replayBehindBytes: number;
};

export type ClusterConditions = {
	readonly dcsUp: boolean;
	readonly paused: boolean;
	/** In the order of the plan. */
	readonly members: readonly Conditions[];
};

/** Faults that a cluster's life depends on from one moment to the next. A pause is not: it only forbids what would follow. */
export const lifeKinds: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'node-down',
	'node-frozen',
	'postgres-crash',
	'patroni-down',
	'receive-slow',
	'receiver-down',
	'replay-paused',
	'replay-slow',
	'etcd-down',
]);

/** What a member meets when no fault is on it. */
export const fine: Conditions = {
	hostUp: true,
	frozen: false,
	patroniUp: true,
	crashing: false,
	receiving: true,
	replayPaused: false,
	receiveBehindBytes: 0,
	replayBehindBytes: 0,
};

/** Whether its Patroni can act and be heard. */
export const acts = ({hostUp, frozen, patroniUp}: Conditions): boolean => hostUp && !frozen && patroniUp;

export const conditionsAt = (
	fleet: FleetPlan,
	cluster: ClusterPlan,
	faults: FaultLog,
	at: number,
): ClusterConditions => ({
	dcsUp: hasQuorum(fleet, faults, at),
	paused: faults.has('patroni-paused', cluster.name, at),
	members: cluster.members.map(member => memberConditions(member, faults, at)),
});

export const memberConditions = ({name}: MemberPlan, faults: FaultLog, at: number): Conditions =>
	faults.touches([name], at, at)
		? {
				hostUp: !faults.has('node-down', name, at),
				frozen: faults.has('node-frozen', name, at),
				patroniUp: !faults.has('patroni-down', name, at),
				crashing: faults.has('postgres-crash', name, at),
				receiving: !faults.has('receiver-down', name, at),
				replayPaused: faults.has('replay-paused', name, at),
				receiveBehindBytes: faults.find('receive-slow', name, at)?.fault.bytes ?? 0,
				replayBehindBytes: faults.find('replay-slow', name, at)?.fault.bytes ?? 0,
			}
		: fine;

/** Whether more than half of etcd's members can talk to each other. */
export const hasQuorum = ({etcd}: FleetPlan, faults: FaultLog, at: number): boolean =>
	etcd.filter(member => isEtcdUp(member, faults, at)).length * 2 > etcd.length;

export const isEtcdUp = ({name, node}: PlainPlan, faults: FaultLog, at: number): boolean =>
	!faults.touches([name, node], at, at) ||
	(!faults.has('etcd-down', name, at) && !faults.has('node-down', node, at) && !faults.has('node-frozen', node, at));
