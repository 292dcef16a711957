import {type ClusterState, type MemberState, type Note, timing} from './cluster-state.ts';
import type {ClusterConditions, Conditions} from './conditions.ts';
import {acts, fine} from './conditions.ts';
import type {ClusterPlan} from './plan.ts';
import {walBytes} from './workload.ts';

/** Write position of a primary at a moment: what it wrote follows from the time alone. */
export const writtenAt = (plan: ClusterPlan, {writing}: MemberState, at: number): number =>
	at <= writing.from ? writing.lsn : aligned(writing.lsn + writing.share * walBytes(plan, writing.from, at));

const aligned = (bytes: number) => Math.floor(bytes / 8) * 8;

/** Each member's own process: power, crashes, starts, and the demotion of a primary that has lost the key. */
export const livePostgres = (
	plan: ClusterPlan,
	state: ClusterState,
	at: number,
	conditions: ClusterConditions,
): ClusterState => {
	const notes: Note[] = [];
	const members = state.members.map((member, index) => {
		const met = conditions.members[index] ?? fine;
		const next = liveMember(plan, state, member, at, met, conditions.dcsUp);
		notes.push(...changeNotes(state, member, next, at));
		return acts(met) && conditions.dcsUp ? {...next, seenAt: at} : next;
	});
	return {...state, members, notes: [...state.notes, ...notes]};
};

const liveMember = (
	plan: ClusterPlan,
	state: ClusterState,
	member: MemberState,
	at: number,
	met: Conditions,
	dcsUp: boolean,
): MemberState => {
	if (!met.hostUp) {
		return member.postgres === 'off' ? member : halted(plan, member, 'off', at, state.at);
	}

	if (met.frozen) {
		return frozen(plan, member, at, state.at);
	}

	if (met.crashing) {
		return member.postgres === 'crashed' ? member : halted(plan, member, 'crashed', at, state.at);
	}

	if (member.postgres === 'running') {
		return runningMember(plan, state, member, at, met, dcsUp);
	}

	if (!met.patroniUp) {
		return member;
	}

	return member.postgres === 'starting' ? started(state, member, at) : {...member, postgres: 'starting', since: at};
};

/** Stops where it had come to at `last`, the last moment it was seen alive. */
const halted = (
	plan: ClusterPlan,
	member: MemberState,
	postgres: MemberState['postgres'],
	at: number,
	last: number,
): MemberState => ({
	...member,
	postgres,
	since: at,
	streaming: false,
	lsn: reached(plan, member, last),
});

/** Time passes and nothing is written. */
const frozen = (plan: ClusterPlan, member: MemberState, at: number, last: number): MemberState => {
	const lsn = reached(plan, member, last);
	return {...member, lsn, streaming: false, writing: {...member.writing, from: at, lsn}};
};

/** Where its WAL ended at `at`: only a running primary writes on. */
const reached = (plan: ClusterPlan, member: MemberState, at: number) =>
	member.primary && member.postgres === 'running' ? writtenAt(plan, member, at) : member.lsn;

const runningMember = (
	plan: ClusterPlan,
	state: ClusterState,
	member: MemberState,
	at: number,
	met: Conditions,
	dcsUp: boolean,
): MemberState => {
	if (!member.primary) {
		return member;
	}

	const lsn = writtenAt(plan, member, at);
	const lostKey = dcsUp && state.leader !== undefined && state.leader !== member.plan.name;
	if (lostKey && acts(met)) {
		return {...member, postgres: 'starting', since: at, primary: false, lsn, replayed: lsn};
	}

	// Without Patroni the proxies send nobody here; what still writes are sessions that are connected directly.
	const share = met.patroniUp ? 1 : 0.2;
	return share === member.writing.share
		? {...member, lsn, replayed: lsn}
		: {...member, lsn, replayed: lsn, writing: {from: at, lsn, share}};
};

/** Up again after a while: as primary when it still has the key, else as a standby of whoever has it. */
const started = (state: ClusterState, member: MemberState, at: number): MemberState => {
	if (at - member.since < timing.startMs) {
		return member;
	}

	const primary = state.leader === member.plan.name && member.timeline === state.timeline;
	const diverged = !primary && member.timeline < state.timeline && member.lsn > state.forkedAt;
	const lsn = diverged ? state.forkedAt : member.lsn;
	return {
		...member,
		postgres: 'running',
		since: at,
		startedAt: at,
		primary,
		lsn,
		replayed: lsn,
		timeline: diverged ? state.timeline : member.timeline,
		writing: {from: at, lsn, share: 1},
	};
};

/** What the member's own logs say about a change of its process. */
const changeNotes = (state: ClusterState, before: MemberState, after: MemberState, at: number): readonly Note[] => {
	const note = (program: Note['program'], level: Note['level'], text: string): Note => ({
		at,
		member: before.plan.name,
		program,
		level,
		text,
	});
	if (before.postgres === after.postgres) {
		return [];
	}

	switch (after.postgres) {
		case 'crashed': {
			return [
				note(
					'kernel',
					'error',
					'nvme0n1: I/O error, dev nvme0n1, sector 218452736 op 0x1:(WRITE) flags 0x8800 phys_seg 1 prio class 2',
				),
				note('postgres', 'panic', 'could not fdatasync file "pg_wal": Input/output error'),
				...[1, 2, 3].map(() =>
					note('postgres', 'warning', 'terminating connection because of crash of another server process'),
				),
				note('postgres', 'info', 'all server processes terminated; shutting down'),
				note('patroni', 'warning', 'Postgresql is not running.'),
				note('patroni', 'info', 'Lock owner: ' + (state.leader ?? 'None') + '; I am ' + before.plan.name),
			];
		}

		case 'starting': {
			return before.postgres === 'running'
				? [
						note('patroni', 'info', `Demoting self (immediate-nolock)`),
						note('postgres', 'fatal', 'terminating connection due to administrator command'),
						note('postgres', 'info', 'received immediate shutdown request'),
						note('patroni', 'info', `demoting self because i do not have the lock and i was a leader`),
					]
				: [
						note('patroni', 'info', `starting as a secondary`),
						note('postgres', 'info', 'database system was interrupted; last known up at ' + utc(before.since)),
					];
		}

		case 'running': {
			return [
				...(after.lsn < before.lsn
					? [note('patroni', 'info', 'running pg_rewind from ' + (state.leader ?? 'None'))]
					: []),
				note(
					'postgres',
					'info',
					after.primary
						? 'database system is ready to accept connections'
						: 'database system is ready to accept read-only connections',
				),
			];
		}

		case 'off': {
			return [];
		}
	}
};

const utc = (at: number) =>
	new Date(at)
		.toISOString()
		.replace('T', ' ')
		.replace(/\.\d+Z$/, ' UTC');
