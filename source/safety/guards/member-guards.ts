import {size} from '../../format/size.ts';
import type {ActionOf} from '../../model/action.ts';
import {any, atMost} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts, MemberFacts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {onlyMember} from '../only-member.ts';
import {isLeading} from '../role-drift.ts';

const restarts = ['patroni.restart-member', 'patroni.restart-cluster'] as const;
/** A copy and the WAL that comes in meanwhile. */
const roomFactor = 1.1;

/** Restarting, copying anew, and pausing. */
export const memberGuards: readonly Guard[] = [
	defineGuard({
		id: 'member-live',
		for: ['patroni.restart-member', 'instance.checkpoint'],
		raise: 'never',
		safe: 'the member answers',
		unless: (facts, action) => onlyMember(facts, nameOfMember(action))?.isLive === true,
		why: (_, action) => `${escaped(nameOfMember(action))} does not answer`,
	}),
	defineGuard({
		id: 'restart-leader',
		for: ['patroni.restart-member'],
		raise: 'type-name',
		safe: 'it is not the leader',
		unless: (facts, {member}) => leads(facts, member.name) === false,
		why: (facts, {member}) =>
			leads(facts, member.name) === true
				? `${escaped(member.name)} leads: writes stop until it is back. Switch over first`
				: `it is not known whether ${escaped(member.name)} leads`,
	}),
	defineGuard({
		id: 'restart-alone',
		for: restarts,
		raise: 'type-name',
		safe: 'another member can take over meanwhile',
		unless: (facts, action) =>
			any(
				facts.cluster?.members,
				member =>
					isHealthy(member) &&
					(action.kind === 'patroni.restart-member'
						? member.name !== action.member.name
						: isLeading(member, facts.cluster?.leaders) === false),
			),
		why: () => 'no other healthy member is known: until it is back there is no service',
	}),
	defineGuard({
		id: 'restart-pending',
		for: restarts,
		raise: 'never',
		safe: 'someone waits for a restart, if only those are to be restarted',
		unless: (facts, action) =>
			action.pendingOnly === false ||
			any(
				facts.cluster?.members,
				({name, isPendingRestart}) =>
					isPendingRestart === true && (action.kind === 'patroni.restart-cluster' || name === action.member.name),
			),
		why: () => 'nobody is known to wait for a restart',
	}),
	defineGuard({
		id: 'reinit-leader',
		for: ['patroni.reinit'],
		raise: 'never',
		safe: 'it is not the leader',
		unless: (facts, {member}) => leads(facts, member.name) === false,
		why: (facts, {member}) =>
			leads(facts, member.name) === true
				? `${escaped(member.name)} leads: its data are the cluster’s`
				: `it is not known whether ${escaped(member.name)} leads`,
	}),
	defineGuard({
		id: 'reinit-source',
		for: ['patroni.reinit', 'playbook.add-replica'],
		raise: 'never',
		safe: 'there is a live leader to copy from',
		unless: ({cluster}) =>
			cluster?.leaders?.length === 1 &&
			any(cluster.members, ({name, isLive}) => isLive === true && name === cluster.leaders?.[0]),
		why: () => 'no live leader is known to copy from',
	}),
	defineGuard({
		id: 'reinit-only-copy',
		for: ['patroni.reinit'],
		raise: 'destroy',
		safe: 'a second copy of the data stays: another healthy member',
		unless: (facts, {member}) =>
			any(
				facts.cluster?.members,
				other => isHealthy(other) && other.name !== member.name && isLeading(other, facts.cluster?.leaders) === false,
			),
		why: () => 'until the copy is there the leader is the only one that has the data',
		phrase: (_, {member}) => `only the leader has the data of ${member.cluster}`,
	}),
	defineGuard({
		id: 'reinit-room',
		for: ['patroni.reinit'],
		raise: 'never',
		safe: 'the disk has room for a copy of the leader’s data and a tenth more',
		unless: (facts, {member}) => {
			const {diskAvailableBytes, dataBytes = 0} = onlyMember(facts, member.name) ?? {};
			return atMost((leaderBytes(facts) ?? Number.NaN) * roomFactor, sum(diskAvailableBytes, dataBytes));
		},
		why: (facts, {member}) => {
			const {diskAvailableBytes, dataBytes = 0} = onlyMember(facts, member.name) ?? {};
			const [needed, free] = [leaderBytes(facts), sum(diskAvailableBytes, dataBytes)];
			return needed === undefined || free === undefined || Number.isNaN(needed) || Number.isNaN(free)
				? 'it is not known whether the disk has room for a copy'
				: `the copy needs ${size(needed * roomFactor)}, and ${size(free)} will be free`;
		},
	}),
	defineGuard({
		id: 'not-paused-yet',
		for: ['patroni.pause'],
		raise: 'never',
		safe: 'automatic failover is on',
		unless: ({cluster}) => cluster?.isPaused === false,
		why: ({cluster}) =>
			cluster?.isPaused === true ? 'it is paused already' : 'it is not known whether automatic failover is paused',
	}),
	defineGuard({
		id: 'is-paused',
		for: ['patroni.resume'],
		raise: 'never',
		safe: 'automatic failover is paused',
		unless: ({cluster}) => cluster?.isPaused === true,
		why: ({cluster}) =>
			cluster?.isPaused === false ? 'it is not paused' : 'it is not known whether automatic failover is paused',
	}),
];

/** Streams, or leads and runs. */
const isHealthy = ({name, isLive, state}: MemberFacts): boolean =>
	name !== undefined && isLive === true && (state === 'streaming' || state === 'running');

const nameOfMember = (action: ActionOf<'patroni.restart-member' | 'instance.checkpoint'>): string =>
	action.kind === 'instance.checkpoint' ? action.instance.name : action.member.name;

const leads = (facts: Facts, name: string): boolean | undefined => {
	const member = onlyMember(facts, name);
	return member && isLeading(member, facts.cluster?.leaders);
};

const leaderBytes = (facts: Facts): number | undefined => {
	const [leader] = facts.cluster?.leaders ?? [];
	return leader === undefined ? undefined : onlyMember(facts, leader)?.dataBytes;
};

/** A second term that makes no sense counts as none. */
const sum = (one: number | undefined, more: number): number | undefined =>
	one === undefined ? undefined : one + (more > 0 ? more : 0);
