import type {ClusterConditions} from './conditions.ts';
import {type ClusterState, type MemberState, type Phase, timing} from './cluster-state.ts';
import {elect, keepKey} from './leadership.ts';
import {livePostgres} from './member-life.ts';
import type {ClusterPlan} from './plan.ts';
import {replicate} from './replication.ts';

/**
 * The state one step later. The rules are Patroni's, in its order: a member's own process, the leader key, the race for it,
 * and then replication from whoever leads. Nothing else decides what a scenario comes to.
 */
export const step = (
	plan: ClusterPlan,
	before: ClusterState,
	at: number,
	conditions: ClusterConditions,
): ClusterState => {
	const alive = livePostgres(plan, before, at, conditions);
	const kept = keepKey(alive, at, conditions);
	const led = elect(plan, kept, at, conditions);
	const replicated = replicate(plan, led, at, conditions);
	return withPhase({...replicated, at, notes: replicated.notes.slice(-maxNotes)}, before);
};

const maxNotes = 400;
const maxPhases = 200;

/**
 * Whether nothing will change but positions that follow from the time alone, as long as no fault comes: then any stretch of
 * time is one step, with the same outcome as a thousand small ones.
 */
export const isSteady = ({leader, timeline, failsafe, members, notes, at, keyUntil}: ClusterState): boolean =>
	leader !== undefined &&
	!failsafe &&
	keyUntil === at + timing.ttlMs &&
	members.every(
		member =>
			member.postgres === 'running' &&
			member.timeline === timeline &&
			member.primary === (member.plan.name === leader) &&
			member.writing.share === 1 &&
			(member.primary || (member.streaming && member.lsn === member.replayed)),
	) &&
	(notes.at(-1)?.at ?? 0) < at;

const withPhase = (state: ClusterState, before: ClusterState): ClusterState => {
	if (
		state.leader === before.leader &&
		state.members.every((member, index) => sameRole(member, before.members[index]))
	) {
		return state;
	}

	const phase: Phase = {
		from: state.at,
		leader: state.leader,
		members: state.members.map(({postgres, primary}) => ({postgres, primary})),
	};
	return {...state, phases: [...state.phases, phase].slice(-maxPhases)};
};

const sameRole = (member: MemberState, other: MemberState | undefined) =>
	other !== undefined && member.postgres === other.postgres && member.primary === other.primary;
