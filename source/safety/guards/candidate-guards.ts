import {size} from '../../format/size.ts';
import type {ActionOf} from '../../model/action.ts';
import {atMost, any, isEmpty} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts, MemberFacts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {onlyMember} from '../only-member.ts';

type Move = ActionOf<'patroni.switchover' | 'patroni.failover'>;
const moves = ['patroni.switchover', 'patroni.failover'] as const;

/** Typed when a failover is known, or not known not, to lose what was committed. */
const lossPhrase = 'lose transactions';

/** Who may be made leader. */
export const candidateGuards: readonly Guard[] = [
	defineGuard({
		id: 'leader-changed',
		for: ['patroni.switchover'],
		raise: 'never',
		safe: 'the leader is still the one that was shown',
		unless: ({cluster}, {leader}) => cluster?.leaders?.length === 1 && cluster.leaders[0] === leader.name,
		why: ({cluster}, {leader}) =>
			cluster?.leaders === undefined
				? 'the leader is not known'
				: `the leader is ${cluster.leaders.map(name => escaped(name)).join(', ') || 'nobody'} and not ${escaped(leader.name)}`,
	}),
	defineGuard({
		id: 'candidate',
		for: moves,
		raise: 'never',
		safe: 'the candidate is a live member of the cluster',
		unless: (facts, action) => candidateOf(facts, action)?.isLive === true,
		why: (facts, action) =>
			candidateOf(facts, action) === undefined
				? `${escaped(action.candidate.name)} is not among the members`
				: `${escaped(action.candidate.name)} does not answer`,
	}),
	defineGuard({
		id: 'candidate-leads',
		for: moves,
		raise: 'never',
		safe: 'the candidate does not lead already',
		unless: (facts, action) => {
			const role = candidateOf(facts, action)?.role;
			return role === 'replica' || role === 'sync_standby' || role === 'quorum_standby';
		},
		why: (facts, action) =>
			candidateOf(facts, action)?.role === undefined
				? `the role of ${escaped(action.candidate.name)} is not known`
				: `${escaped(action.candidate.name)} leads already`,
	}),
	defineGuard({
		id: 'candidate-eligible',
		for: moves,
		raise: 'never',
		safe: 'the candidate is not tagged nofailover',
		unless: (facts, action) => candidateOf(facts, action)?.isNoFailover === false,
		why: (facts, action) =>
			candidateOf(facts, action)?.isNoFailover === true
				? `${escaped(action.candidate.name)} is tagged nofailover; choose another`
				: `it is not known whether ${escaped(action.candidate.name)} is tagged nofailover`,
	}),
	defineGuard({
		id: 'candidate-delayed',
		for: moves,
		raise: 'never',
		safe: 'the candidate is not behind on purpose',
		unless: (facts, action) => candidateOf(facts, action)?.isDelayed === false,
		why: (facts, action) =>
			candidateOf(facts, action)?.isDelayed === true
				? `${escaped(action.candidate.name)} replays with a delay; it would first have to catch up`
				: `it is not known whether ${escaped(action.candidate.name)} replays with a delay`,
	}),
	defineGuard({
		id: 'candidate-streaming',
		for: ['patroni.switchover'],
		raise: 'never',
		safe: 'the candidate streams from the leader',
		unless: (facts, action) => isOneOf(candidateOf(facts, action)?.state, ['streaming', 'running']),
		why: (facts, action) => `${escaped(action.candidate.name)} is ${stateOf(facts, action)}; wait until it streams`,
	}),
	defineGuard({
		id: 'candidate-running',
		for: ['patroni.failover'],
		raise: 'never',
		safe: 'the candidate’s PostgreSQL is running',
		unless: (facts, action) =>
			isOneOf(candidateOf(facts, action)?.state, ['streaming', 'running', 'in archive recovery']),
		why: (facts, action) => `${escaped(action.candidate.name)} is ${stateOf(facts, action)}`,
	}),
	defineGuard({
		id: 'candidate-lag',
		for: ['patroni.switchover'],
		raise: 'never',
		safe: 'the candidate lags no more than maximum_lag_on_failover',
		unless: (facts, action) => isWithinLag(facts, action),
		why: (facts, action) => `${lagText(facts, action)}; wait for it to catch up`,
	}),
	defineGuard({
		id: 'candidate-lag-loss',
		for: ['patroni.failover'],
		raise: 'destroy',
		safe: 'the candidate lags no more than maximum_lag_on_failover',
		unless: (facts, action) => isWithinLag(facts, action),
		why: (facts, action) => `${lagText(facts, action)}: that much is lost`,
		phrase: () => lossPhrase,
	}),
	defineGuard({
		id: 'candidate-timeline',
		for: moves,
		raise: 'never',
		safe: 'the candidate is on the cluster’s newest timeline',
		unless: (facts, action) => {
			const timeline = candidateOf(facts, action)?.timeline;
			return atMost(facts.cluster?.timeline, timeline) && atMost(timeline, facts.cluster?.timeline);
		},
		why: (facts, action) => {
			const timeline = candidateOf(facts, action)?.timeline;
			return timeline === undefined || facts.cluster?.timeline === undefined
				? `the timeline of ${escaped(action.candidate.name)} or of the cluster is not known`
				: `${escaped(action.candidate.name)} is on timeline ${timeline}, the cluster on ${facts.cluster.timeline}`;
		},
	}),
	defineGuard({
		id: 'candidate-sync',
		for: ['patroni.switchover'],
		raise: 'never',
		safe: 'in synchronous mode the candidate is a synchronous standby',
		unless: (facts, action) => isSyncEnough(facts, action),
		why: (facts, action) => `${syncText(facts, action)}; choose one that is`,
	}),
	defineGuard({
		id: 'candidate-sync-loss',
		for: ['patroni.failover'],
		raise: 'destroy',
		safe: 'in synchronous mode the candidate is a synchronous standby',
		unless: (facts, action) => isSyncEnough(facts, action),
		why: (facts, action) => `${syncText(facts, action)}: what was promised to be safe may be lost`,
		phrase: () => lossPhrase,
	}),
	defineGuard({
		id: 'leader-alive',
		for: ['patroni.failover'],
		raise: 'destroy',
		safe: 'there is no leader to hand over',
		unless: ({cluster}) => isEmpty(cluster?.leaders),
		why: ({cluster}) =>
			cluster?.leaders === undefined
				? 'it is not known whether there is a leader'
				: 'there is a leader: a switchover does the same and loses nothing',
	}),
	defineGuard({
		id: 'other-standby',
		for: moves,
		raise: 'destroy',
		safe: 'there will be a healthy standby afterwards',
		unless: ({cluster}, {candidate}) =>
			any(
				cluster?.members,
				({name, isLive, state}) =>
					isLive === true && name !== undefined && name !== candidate.name && isOneOf(state, ['streaming', 'running']),
			),
		why: () => 'no other healthy member is known: if the candidate fails there is nobody left',
	}),
];

const candidateOf = (facts: Facts, {candidate}: Move): MemberFacts | undefined => onlyMember(facts, candidate.name);

const isOneOf = (state: string | undefined, good: readonly string[]): boolean =>
	state !== undefined && good.includes(state);

const stateOf = (facts: Facts, action: Move): string => {
	const state = candidateOf(facts, action)?.state;
	return state === undefined ? 'in an unknown state' : escaped(state);
};

/** Negative is not less than none: a lag that makes no sense is not known. */
const isWithinLag = (facts: Facts, action: Move): boolean => {
	const lag = candidateOf(facts, action)?.lagBytes;
	return atMost(0, lag) && atMost(lag, facts.cluster?.lagMaxBytes);
};

const lagText = (facts: Facts, action: Move): string => {
	const lag = candidateOf(facts, action)?.lagBytes;
	const most = facts.cluster?.lagMaxBytes;
	return (
		`${escaped(action.candidate.name)} lags ${known(lag) ? size(lag) : 'by an unknown amount'}` +
		`, maximum_lag_on_failover is ${known(most) ? size(most) : 'unknown'}`
	);
};

const known = (bytes: number | undefined): bytes is number =>
	bytes !== undefined && Number.isFinite(bytes) && bytes >= 0;

const isSyncEnough = (facts: Facts, action: Move): boolean =>
	facts.cluster?.isSynchronous === false ||
	isOneOf(candidateOf(facts, action)?.role, ['sync_standby', 'quorum_standby']);

const syncText = (facts: Facts, action: Move): string =>
	facts.cluster?.isSynchronous === undefined
		? 'it is not known whether the cluster is synchronous'
		: `${escaped(action.candidate.name)} is not a synchronous standby`;
