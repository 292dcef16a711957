import type {ActionOf} from '../../model/action.ts';
import type {JsonValue} from '../../model/json-value.ts';
import type {Facts} from '../facts.ts';
import type {Step} from '../step.ts';
import {leaderOf, memberNamed, membersInOrder, type Reach} from './members.ts';

/** Patroni answers a switchover when it is over: after up to 2 × max(10 s, loop_wait), and once more as long to be sure. */
const switchoverMs = 90_000;
/** A restart is answered when PostgreSQL accepts connections again, which may take a recovery. */
const restartMs = 300_000;
const promptMs = 30_000;

type Call = {
	readonly method?: 'POST' | 'PATCH';
	readonly path: string;
	readonly body?: JsonValue;
	readonly expects?: readonly number[];
	readonly timeoutMs?: number;
};

const call = (
	{name, ip, patroniPort}: Reach,
	{method = 'POST', path, body, expects = [200], timeoutMs = promptMs}: Call,
): Step => ({via: 'patroni', member: name, ip, port: patroniPort, method, path, body, expects, timeoutMs});

export const switchoverPlan = ({leader, candidate}: ActionOf<'patroni.switchover'>, facts: Facts): readonly Step[] => [
	call(memberNamed(facts, leader.name), {
		path: '/switchover',
		body: {leader: leader.name, candidate: candidate.name},
		timeoutMs: switchoverMs,
	}),
];

/** Asked of the candidate itself: the leader may be gone. */
export const failoverPlan = ({candidate}: ActionOf<'patroni.failover'>, facts: Facts): readonly Step[] => [
	call(memberNamed(facts, candidate.name), {
		path: '/failover',
		body: {candidate: candidate.name},
		timeoutMs: switchoverMs,
	}),
];

export const restartMemberPlan = (
	{member, pendingOnly}: ActionOf<'patroni.restart-member'>,
	facts: Facts,
): readonly Step[] => [restart(memberNamed(facts, member.name), pendingOnly)];

export const restartClusterPlan = ({pendingOnly}: ActionOf<'patroni.restart-cluster'>, facts: Facts): readonly Step[] =>
	membersInOrder(
		facts,
		({isLive, isPendingRestart}) => isLive === true && (!pendingOnly || isPendingRestart === true),
	).map(member => restart(member, pendingOnly));

const restart = (member: Reach, pendingOnly: boolean): Step =>
	call(member, {
		path: '/restart',
		body: pendingOnly ? {restart_pending: true} : {},
		timeoutMs: restartMs,
	});

export const reloadPlan = (_: ActionOf<'patroni.reload'>, facts: Facts): readonly Step[] =>
	membersInOrder(facts, ({isLive}) => isLive === true).map(member =>
		call(member, {path: '/reload', expects: [200, 202]}),
	);

/** Without `force`: a copy that is being made already is not thrown away. */
export const reinitPlan = ({member}: ActionOf<'patroni.reinit'>, facts: Facts): readonly Step[] => [
	call(memberNamed(facts, member.name), {path: '/reinitialize', body: {}}),
];

export const pausePlan = (_: ActionOf<'patroni.pause'>, facts: Facts): readonly Step[] => [
	patchConfig(facts, {pause: true}),
];

export const resumePlan = (_: ActionOf<'patroni.resume'>, facts: Facts): readonly Step[] => [
	patchConfig(facts, {pause: null}),
];

export const editConfigPlan = ({patch}: ActionOf<'patroni.edit-config'>, facts: Facts): readonly Step[] => [
	patchConfig(facts, patch),
];

const patchConfig = (facts: Facts, body: JsonValue): Step =>
	call(leaderOf(facts), {method: 'PATCH', path: '/config', body});
