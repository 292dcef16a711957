import type {HistoryEntry, PatroniCluster} from '../../model/patroni.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import {lagMaxBytes} from '../eligibility.ts';
import {pgView, type PgView} from '../pg-view.ts';
import type {State} from '../state.ts';
import {type MemberRow, memberRows} from './member-rows.ts';

/** High availability of one cluster: who is there, how it came to this, and what decides what happens next. */
export type HaView = {
	readonly cluster: string;
	readonly members: readonly MemberRow[];
	/** Newest first. */
	readonly history: readonly HistoryRow[];
	readonly historyState: Seen<unknown>['state'];
	readonly dcs: DcsState;
	readonly paused: boolean | undefined;
	readonly switchover: PatroniCluster['scheduledSwitchover'];
	readonly ttlSeconds: number | undefined;
	readonly loopWaitSeconds: number | undefined;
	/** Undefined while Patroni's configuration is not known. */
	readonly lagMaxBytes: number | undefined;
	readonly synchronousMode: boolean | 'quorum' | undefined;
	readonly failsafeMode: boolean | undefined;
	readonly ageMs: number | undefined;
	readonly freshness: Seen<unknown>['state'];
	readonly problem: string | undefined;
};

export type HistoryRow = HistoryEntry & {
	readonly key: string;
	readonly search: string;
	readonly ageMs: number | undefined;
};

/** What the members say of the store that they hold their election in. Undefined is unknown. */
export type DcsState = {
	/** When a member last reached it, epoch ms. */
	readonly lastSeenAt: number | undefined;
	readonly lastSeenAgeMs: number | undefined;
	/** Nobody holds the leader key. */
	readonly unlocked: boolean | undefined;
	readonly failsafe: boolean | undefined;
	readonly etcdHealthy: number | undefined;
	readonly etcdTotal: number;
};

/** Undefined when there is no PostgreSQL cluster of that name. */
export const haView = (state: State, name: string): HaView | undefined => {
	const cluster = fleetOf(state).clusters.get(name);
	if (cluster?.module !== 'pgsql') {
		return undefined;
	}

	const view = pgView(state, cluster);
	const {ha, config} = view;
	const history = seen(state, 'patroniHistory', name);
	return {
		cluster: name,
		members: memberRows(state, name),
		history: (history.value ?? []).toReversed().map(entry => historyRow(state, name, entry)),
		historyState: history.state,
		dcs: dcsState(view),
		paused: ha.value?.paused,
		switchover: ha.value?.scheduledSwitchover,
		ttlSeconds: config?.ttlSeconds,
		loopWaitSeconds: config?.loopWaitSeconds,
		lagMaxBytes: config === undefined ? undefined : lagMaxBytes(view),
		synchronousMode: config?.synchronousMode,
		failsafeMode: config?.failsafeMode,
		ageMs: ha.ageMs,
		freshness: ha.state,
		problem: ha.problem,
	};
};

const historyRow = ({now}: State, cluster: string, entry: HistoryEntry): HistoryRow => ({
	...entry,
	key: `${cluster}/${entry.timeline}`,
	search: [entry.timeline, entry.newLeader ?? '', entry.reason].join(' '),
	ageMs: entry.at === undefined ? undefined : Math.max(0, now - entry.at),
});

const dcsState = ({state, members}: PgView): DcsState => {
	const said = members.flatMap(({patroni}) => patroni.value ?? []);
	const times = said.flatMap(({dcsLastSeenAt}) => dcsLastSeenAt ?? []);
	const lastSeenAt = times.length === 0 ? undefined : Math.max(...times);
	const etcd = etcdMembers(state);
	// An answer that is old says nothing of now, but a failure does. One that is young stands although the next one failed.
	const known = etcd.filter(({state: freshness, current}) => freshness === 'failing' || current !== undefined);
	return {
		lastSeenAt,
		lastSeenAgeMs: lastSeenAt === undefined ? undefined : Math.max(0, state.now - lastSeenAt),
		unlocked: said.length === 0 ? undefined : said.some(({clusterUnlocked}) => clusterUnlocked),
		failsafe: said.length === 0 ? undefined : said.some(({failsafeActive}) => failsafeActive),
		etcdHealthy: known.length === 0 ? undefined : known.filter(({current}) => current?.healthy).length,
		etcdTotal: etcd.length,
	};
};

const etcdMembers = (state: State) =>
	[...fleetOf(state).clusters.values()].flatMap(cluster =>
		cluster.module === 'etcd' ? cluster.members.map(({name}) => seen(state, 'etcd', name)) : [],
	);
