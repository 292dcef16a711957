import {lsnText} from './answers/times.ts';
import {type ClusterState, type MemberState, type Note, timing} from './cluster-state.ts';
import {type ClusterConditions, type Conditions, fine} from './conditions.ts';
import {writtenAt} from './member-life.ts';
import type {ClusterPlan} from './plan.ts';
import {drift} from './random.ts';

/** Standbys receive from the leader and replay. */
export const replicate = (
	plan: ClusterPlan,
	state: ClusterState,
	at: number,
	conditions: ClusterConditions,
): ClusterState => {
	const source = state.members.find((member, order) => {
		const {hostUp, frozen} = conditions.members[order] ?? fine;
		// While nobody leads, the standbys stay connected to the old primary if that still runs.
		const leads = state.leader === undefined || state.leader === member.plan.name;
		return leads && member.primary && member.postgres === 'running' && hostUp && !frozen;
	});
	const members = state.members.map((member, order) =>
		member.primary || member.postgres !== 'running'
			? member
			: follow(plan, member, source, {at, elapsedMs: at - state.at}, conditions.members[order] ?? fine),
	);
	const notes = members.flatMap((member, order) => linkNotes(state.members[order], member, at));
	return {...state, members, notes: notes.length === 0 ? state.notes : [...state.notes, ...notes]};
};

/** What a standby's server says when its stream ends or begins. */
const linkNotes = (
	before: MemberState | undefined,
	{plan, streaming, lsn, timeline}: MemberState,
	at: number,
): readonly Note[] => {
	if (before === undefined || before.streaming === streaming) {
		return [];
	}

	const note = {at, member: plan.name, program: 'postgres'} as const;
	return streaming
		? [{...note, level: 'info', text: `started streaming WAL from primary at ${lsnText(lsn)} on timeline ${timeline}`}]
		: [
				{
					...note,
					level: 'fatal',
					text: 'could not receive data from WAL stream: server closed the connection unexpectedly',
				},
			];
};

type Time = {readonly at: number; readonly elapsedMs: number};

const follow = (
	plan: ClusterPlan,
	member: MemberState,
	source: MemberState | undefined,
	time: Time,
	met: Conditions,
): MemberState => {
	if (!met.hostUp || met.frozen) {
		return member;
	}

	// A standby that has more than the fork is rewound when it starts; one that runs waits a moment before it switches.
	const switches = source !== undefined && source.timeline > member.timeline;
	const streaming =
		source !== undefined && met.receiving && (!switches || time.at - source.writing.from >= timing.raceMs);
	const lsn = streaming ? received(plan, member, source, time, met) : member.lsn;
	return {
		...member,
		streaming,
		lsn,
		timeline: streaming ? source.timeline : member.timeline,
		replayed: replayedOf(member, lsn, time, met),
	};
};

/** What the link has brought: all but the last milliseconds. One that fell behind catches up at the link's rate. */
const received = (
	plan: ClusterPlan,
	member: MemberState,
	source: MemberState,
	{at, elapsedMs}: Time,
	{receiveBehindBytes}: Conditions,
): number => {
	const newest = writtenAt(plan, source, at - (4 + 30 * drift(member.plan.salt, at, 9000)));
	const within = member.lsn + (linkBytesPerSecond * elapsedMs) / 1000;
	return Math.max(member.lsn, Math.min(newest - receiveBehindBytes, within));
};

const linkBytesPerSecond = 600e6;
const replayBytesPerSecond = 350e6;

const replayedOf = (member: MemberState, lsn: number, {elapsedMs}: Time, met: Conditions): number => {
	if (met.replayPaused) {
		return member.replayed;
	}

	if (met.replayBehindBytes > 0) {
		return Math.max(member.replayed, Math.floor((lsn - met.replayBehindBytes) / 8) * 8);
	}

	return Math.min(lsn, member.replayed + (replayBytesPerSecond * elapsedMs) / 1000);
};
