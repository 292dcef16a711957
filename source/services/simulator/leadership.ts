import {type ClusterState, type MemberState, type Note, stepMs, timing} from './cluster-state.ts';
import {acts, type ClusterConditions, fine} from './conditions.ts';
import type {ClusterPlan} from './plan.ts';

/** The leader renews its key, gives it up, loses it, or runs on without etcd in failsafe mode. */
export const keepKey = (state: ClusterState, at: number, conditions: ClusterConditions): ClusterState => {
	if (!conditions.dcsUp) {
		return withoutDcs(state, at, conditions);
	}

	const seen = {...state, dcsSeenAt: at, failsafe: false};
	const index = state.members.findIndex(member => member.plan.name === state.leader);
	const holder = state.members[index];
	if (holder === undefined) {
		return seen;
	}

	if (acts(conditions.members[index] ?? fine)) {
		if (holder.postgres === 'crashed' && at - holder.since >= giveUpMs) {
			return released(seen, at, holder, 'removed leader key after trying and failing to start postgres');
		}

		return {...seen, keyUntil: at + timing.ttlMs, knownLsn: Math.max(state.knownLsn, holder.lsn)};
	}

	return at < state.keyUntil ? seen : released(seen, at, undefined, '');
};

/** A crash is noticed in the next loop, and one start is tried. */
const giveUpMs = timing.loopMs + timing.startMs;

const released = (state: ClusterState, at: number, by: MemberState | undefined, text: string): ClusterState => ({
	...state,
	leader: undefined,
	freeSince: at,
	notes: by === undefined ? state.notes : [...state.notes, note(at, by, 'warning', text)],
});

/** With failsafe mode the leader goes on while it reaches every member; else it steps down before its key would run out. */
const withoutDcs = (state: ClusterState, at: number, conditions: ClusterConditions): ClusterState => {
	const index = state.members.findIndex(member => member.plan.name === state.leader);
	const leader = state.members[index];
	if (leader === undefined || !acts(conditions.members[index] ?? fine) || at - state.dcsSeenAt < timing.retryMs) {
		return state;
	}

	if (conditions.members.every(acts)) {
		const text = 'continue to run as a leader because failsafe mode is enabled and all members are accessible';
		return {...state, failsafe: true, notes: [...state.notes, ...onLoop(at, [note(at, leader, 'warning', text)])]};
	}

	const demoted: MemberState = {...leader, postgres: 'starting', since: at, primary: false};
	return {
		...released(state, at, leader, 'demoted self because DCS is not accessible and I was a leader'),
		failsafe: false,
		members: state.members.with(index, demoted),
	};
};

/** The race for a free key: a primary that still runs wins it back, else the standby that has most, if it has enough. */
export const elect = (
	plan: ClusterPlan,
	state: ClusterState,
	at: number,
	conditions: ClusterConditions,
): ClusterState => {
	const {freeSince} = state;
	if (state.leader !== undefined || freeSince === undefined || !conditions.dcsUp || conditions.paused) {
		return state;
	}

	if (at - freeSince < timing.raceMs) {
		return state;
	}

	const able = state.members.filter(
		(member, index) => acts(conditions.members[index] ?? fine) && member.postgres === 'running',
	);
	const primary = able.find(member => member.primary && member.timeline === state.timeline);
	const candidates = able.filter(member => !member.primary && state.knownLsn - member.lsn <= timing.lagBytesMax);
	const best = primary ?? candidates.toSorted((one, other) => other.lsn - one.lsn)[0];
	if (best === undefined) {
		const refusals = able.map(member => note(at, member, 'warning', refusal(state, member)));
		return {...state, notes: [...state.notes, ...onLoop(at, refusals)]};
	}

	return best.primary ? reacquired(state, best, at) : promoted(plan, state, best, at);
};

/** Patroni says such things once in each loop. */
const onLoop = (at: number, notes: readonly Note[]) => (at % timing.loopMs < stepMs ? notes : []);

const refusal = ({knownLsn}: ClusterState, {lsn}: MemberState) =>
	knownLsn - lsn > timing.lagBytesMax
		? 'My wal position exceeds maximum replication lag'
		: 'not healthy enough for leader race';

const reacquired = (state: ClusterState, {plan}: MemberState, at: number): ClusterState => ({
	...state,
	leader: plan.name,
	freeSince: undefined,
	keyUntil: at + timing.ttlMs,
});

const promoted = (plan: ClusterPlan, state: ClusterState, winner: MemberState, at: number): ClusterState => {
	const timeline = state.timeline + 1;
	const {lsn} = winner;
	const name = winner.plan.name;
	return {
		...state,
		leader: name,
		freeSince: undefined,
		keyUntil: at + timing.ttlMs,
		timeline,
		forkedAt: lsn,
		knownLsn: lsn,
		history: [...state.history, {timeline: state.timeline, lsn, at, leader: name}],
		members: state.members.map(member =>
			member.plan.name === name
				? {
						...member,
						primary: true,
						timeline,
						replayed: lsn,
						streaming: false,
						writing: {from: at, lsn, share: 1},
					}
				: member,
		),
		notes: [...state.notes, ...promotionNotes(state, winner, at)],
	};
};

const promotionNotes = ({members, timeline}: ClusterState, winner: MemberState, at: number): readonly Note[] => [
	note(at, winner, 'warning', 'promoted self to leader by acquiring session lock'),
	note(at, winner, 'info', `cleared rewind state after becoming the leader`),
	{...note(at, winner, 'info', 'received promote request'), program: 'postgres'},
	{...note(at, winner, 'info', `selected new timeline ID: ${timeline + 1}`), program: 'postgres'},
	{...note(at, winner, 'info', 'archive recovery complete'), program: 'postgres'},
	{...note(at, winner, 'info', 'database system is ready to accept connections'), program: 'postgres'},
	...members
		.filter(member => member !== winner && member.postgres === 'running' && !member.primary)
		.map(member => note(at, member, 'info', `following new leader ${winner.plan.name}`)),
];

const note = (at: number, {plan}: MemberState, level: Note['level'], text: string): Note => ({
	at,
	member: plan.name,
	program: 'patroni',
	level,
	text,
});
