import type {ClusterState, MemberState} from './cluster-state.ts';
import {acts, memberConditions} from './conditions.ts';
import type {FaultLog} from './fault-log.ts';
import type {FleetIndex} from './fleet-index.ts';
import type {Lives} from './lives.ts';
import type {ClusterPlan, FleetPlan, MemberPlan} from './plan.ts';

/** The fleet at one moment: what every answer is made from. */
export type Stage = {
	readonly fleet: FleetPlan;
	readonly index: FleetIndex;
	readonly faults: FaultLog;
	readonly startedAt: number;
	readonly now: number;
	readonly lives: Lives;
};

/** A cluster of the stage with its state. */
export type Scene = {readonly stage: Stage; readonly cluster: ClusterPlan; readonly state: ClusterState};

/** One of its members. */
export type Part = Scene & {readonly member: MemberState};

export const sceneOf = (stage: Stage, cluster: ClusterPlan): Scene => ({
	stage,
	cluster,
	state: stage.lives(cluster, stage.now),
});

export const partOf = (scene: Scene, name: string): Part | undefined => {
	const member = scene.state.members.find(({plan}) => plan.name === name);
	return member && {...scene, member};
};

export const leaderOf = ({state}: Scene): MemberState | undefined =>
	state.members.find(({plan}) => plan.name === state.leader);

/** Whether a member's Patroni answers at this very moment, which may be later than the cluster's last step. */
export const isPatroniUp = ({faults, now}: Stage, member: MemberPlan): boolean =>
	acts(memberConditions(member, faults, now));

/** How far the host's own clock is ahead. */
export const skewMsAt = ({faults}: Stage, node: string, at: number): number =>
	faults.find('clock-skew', node, at)?.fault.ms ?? 0;
