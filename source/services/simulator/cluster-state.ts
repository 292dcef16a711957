import type {LogLevel, LogProgram} from '../../model/log.ts';
import type {ClusterPlan, MemberPlan} from './plan.ts';
import {between} from './random.ts';
import {walBytes} from './workload.ts';

/** One cluster at one moment, as an all-knowing observer sees it. Positions are bytes of WAL, times epoch ms. */
export type ClusterState = {
	readonly at: number;
	/** Who holds the leader key in etcd. */
	readonly leader: string | undefined;
	/** When the key runs out unless it is renewed. */
	readonly keyUntil: number;
	/** Since when nobody holds it. */
	readonly freeSince: number | undefined;
	/** Newest timeline, and the position where it began. */
	readonly timeline: number;
	readonly forkedAt: number;
	readonly history: readonly HistoryRow[];
	/** What the last leader told etcd last; candidates are measured by it. */
	readonly knownLsn: number;
	/** When the members last talked to etcd. */
	readonly dcsSeenAt: number;
	readonly failsafe: boolean;
	/** In the order of the plan. */
	readonly members: readonly MemberState[];
	/** What was worth a line in a log, oldest first; only the newest are kept. */
	readonly notes: readonly Note[];
	/** How the roles were at any time since the start, oldest first. */
	readonly phases: readonly Phase[];
};

export type MemberState = {
	readonly plan: MemberPlan;
	readonly postgres: 'running' | 'starting' | 'crashed' | 'off';
	/** Since when it has been that. */
	readonly since: number;
	readonly startedAt: number;
	/** Not in recovery: it takes writes, whether it holds the key or not. */
	readonly primary: boolean;
	readonly timeline: number;
	/** Written, on a primary; received, on a standby. */
	readonly lsn: number;
	readonly replayed: number;
	/** Primary: from where on its writes are counted, and which share of the cluster's work it gets. */
	readonly writing: {readonly from: number; readonly lsn: number; readonly share: number};
	readonly streaming: boolean;
	/** When its Patroni last refreshed its key in etcd. */
	readonly seenAt: number;
};

export type HistoryRow = {
	readonly timeline: number;
	readonly lsn: number;
	readonly at: number;
	readonly leader: string;
};

export type Note = {
	readonly at: number;
	readonly member: string;
	readonly program: LogProgram;
	readonly level: LogLevel;
	readonly text: string;
};

export type Phase = {
	readonly from: number;
	readonly leader: string | undefined;
	/** In the order of the plan. */
	readonly members: readonly Pick<MemberState, 'postgres' | 'primary'>[];
};

/** Patroni's timing in Pigsty's default plan (`pg_rto: norm`), and its bound on the lag of a candidate. */
export const timing = {
	ttlMs: 30_000,
	loopMs: 5_000,
	retryMs: 10_000,
	startMs: 3_000,
	raceMs: 2_000,
	lagBytesMax: 1_048_576,
} as const;

/** How much time one step of a cluster's life takes. */
export const stepMs = 1000;

const dayMs = 86_400_000;

/** A cluster that has been well for a while. */
export const firstState = (plan: ClusterPlan, at: number): ClusterState => {
	const members = plan.members.map((member, index): MemberState => ({
		plan: member,
		postgres: 'running',
		since: at,
		startedAt: at - between(member.salt, 1, 2 * dayMs, 40 * dayMs),
		primary: index === 0,
		timeline: plan.timeline,
		lsn: plan.lsn,
		replayed: plan.lsn,
		writing: {from: at, lsn: plan.lsn, share: 1},
		streaming: index > 0,
		seenAt: at,
	}));
	const history = pastHistory(plan, at);
	return {
		at,
		leader: members[0]?.plan.name,
		keyUntil: at + timing.ttlMs,
		freeSince: undefined,
		timeline: plan.timeline,
		forkedAt: history.at(-1)?.lsn ?? 0,
		history,
		knownLsn: plan.lsn,
		dcsSeenAt: at,
		failsafe: false,
		members,
		notes: [],
		phases: [{from: Number.NEGATIVE_INFINITY, leader: members[0]?.plan.name, members}],
	};
};

/** One row for each timeline that ended before the start. The newest was won by today's leader. */
const pastHistory = (plan: ClusterPlan, at: number): readonly HistoryRow[] =>
	Array.from({length: plan.timeline - 1}, (_, index) => {
		const back = plan.timeline - 1 - index;
		const winner = back === 1 ? plan.members[0] : plan.members[(index + 1) % plan.members.length];
		const rowAt = at - back * 41 * dayMs - between(plan.salt, 30 + index, 0, 9 * dayMs);
		return {
			timeline: index + 1,
			lsn: Math.floor((plan.lsn - walBytes(plan, rowAt, at)) / 8) * 8,
			at: rowAt,
			leader: winner?.name ?? '',
		};
	});

/** The phase that was on at a moment. */
export const phaseAt = ({phases}: ClusterState, at: number): Phase | undefined =>
	phases.findLast(phase => phase.from <= at);

/** The standby that commits wait for, when the cluster is synchronous: the first one that streams. */
export const syncStandbyOf = ({synchronous}: ClusterPlan, {members}: ClusterState): MemberState | undefined =>
	synchronous ? members.find(({primary, streaming}) => !primary && streaming) : undefined;
