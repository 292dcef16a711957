import type {Finding} from '../../model/finding.ts';
import type {Health} from '../../model/health.ts';
import type {Cluster, Module, PgCluster} from '../../model/inventory/inventory.ts';
import {backupFacts} from '../backup-facts.ts';
import {fleetOf} from '../fleet-index.ts';
import type {Seen} from '../freshness.ts';
import {clusterHealth} from '../health.ts';
import {replayLag, pgView, type PgView, primaryOf, isSilent, type MemberView} from '../pg-view.ts';
import {dataOf, remember} from '../remember.ts';
import type {State} from '../state.ts';
import {findingsOfCluster} from './findings-of.ts';
import {membersOf} from './plain-member-rows.ts';

/** One cluster of any module. Undefined is unknown, or does not apply to the module. */
export type ClusterRow = {
	readonly key: string;
	readonly search: string;
	readonly name: string;
	readonly module: Module;
	readonly health: Health;
	/** Live leader, as Patroni last said. */
	readonly leader: string | undefined;
	readonly inventoryPrimary: string | undefined;
	/** False when the live leader is not the primary of the inventory. */
	readonly isLeaderPlanned: boolean | undefined;
	readonly membersUp: number | undefined;
	readonly membersTotal: number;
	/** Of the replica that is farthest behind; undefined also when one of them is at an unknown place. */
	readonly lagBytes: number | undefined;
	readonly timeline: number | undefined;
	readonly paused: boolean | undefined;
	readonly failsafe: boolean | undefined;
	readonly backupAgeMs: number | undefined;
	readonly archiveOk: boolean | undefined;
	readonly findings: number;
	readonly finding: Finding | undefined;
	/** Of the newest answer of the cluster as a whole. */
	readonly ageMs: number | undefined;
	readonly freshness: Seen<unknown>['state'];
};

/** All clusters, in the order of the inventory. */
export const clusterRows: (state: State) => readonly ClusterRow[] = remember(dataOf, state =>
	[...fleetOf(state).clusters.values()].map(cluster => clusterRow(state, cluster)),
);

export const clusterRow = (state: State, cluster: Cluster): ClusterRow => {
	const findings = findingsOfCluster(state, cluster.name);
	const health = clusterHealth(state, cluster);
	const live = cluster.module === 'pgsql' ? pgsql(pgView(state, cluster)) : plain(state, cluster);
	return {
		key: cluster.name,
		search: [cluster.name, cluster.module, health, live.leader ?? '', findings[0]?.title ?? ''].join(' '),
		name: cluster.name,
		module: cluster.module,
		health,
		findings: findings.length,
		finding: findings[0],
		...live,
	};
};

type Live = Omit<ClusterRow, 'key' | 'search' | 'name' | 'module' | 'health' | 'findings' | 'finding'>;

const pgsql = (view: PgView): Live => {
	const {state, cluster, ha, members, leader} = view;
	const inventoryPrimary = primaryOf(cluster);
	const backup = backupFacts(state, cluster, leader?.name);
	return {
		leader: leader?.name,
		inventoryPrimary,
		isLeaderPlanned: leader === undefined ? undefined : leader.name === inventoryPrimary,
		membersUp: membersUp(view),
		membersTotal: cluster.instances.length,
		lagBytes: worstLag(view),
		timeline: leader?.timeline,
		paused: ha.value?.paused,
		failsafe: failsafe(view),
		backupAgeMs: ageOf(state, backup.last?.stoppedAt),
		archiveOk: backup.archiveOk,
		ageMs: ha.ageMs ?? members.find(({pg}) => pg.ageMs !== undefined)?.pg.ageMs,
		freshness: ha.state,
	};
};

const ageOf = ({now}: State, at: number | undefined) => (at === undefined ? undefined : Math.max(0, now - at));

const upStates: readonly string[] = ['running', 'streaming', 'in archive recovery'];

/** Members of the inventory that serve, by Patroni or, where it does not answer, by PostgreSQL itself. */
const membersUp = ({ha, members}: PgView): number | undefined => {
	const up = members
		.filter(({instance}) => instance !== undefined)
		.map(member => (ha.current === undefined ? member.pg.current && true : isUp(member)));
	return up.every(known => known === undefined) ? undefined : up.filter(known => known === true).length;
};

const isUp = (member: MemberView): boolean =>
	!isSilent(member) &&
	(member.pg.current !== undefined || (member.live !== undefined && upStates.includes(member.live.state)));

const worstLag = ({members, leader}: PgView): number | undefined => {
	const lags = members.flatMap(({live}) => (live === undefined || live.name === leader?.name ? [] : [replayLag(live)]));
	const known = lags.filter(lag => lag !== undefined);
	return known.length === 0 || known.length < lags.length ? undefined : Math.max(...known);
};

/** On as soon as one member says so. */
const failsafe = ({members}: PgView): boolean | undefined => {
	const said = members.flatMap(({patroni}) => (patroni.value === undefined ? [] : [patroni.value.failsafeActive]));
	return said.length === 0 ? undefined : said.includes(true);
};

const plain = (state: State, cluster: Exclude<Cluster, PgCluster>): Live => {
	const members = membersOf(state, cluster);
	const answered = members.filter(({isUp}) => isUp !== undefined);
	const ages = members.flatMap(({ageMs}) => ageMs ?? []);
	return {
		leader: undefined,
		inventoryPrimary: undefined,
		isLeaderPlanned: undefined,
		membersUp: answered.length === 0 ? undefined : members.filter(({isUp}) => isUp === true).length,
		membersTotal: members.length,
		lagBytes: undefined,
		timeline: undefined,
		paused: undefined,
		failsafe: undefined,
		backupAgeMs: undefined,
		archiveOk: undefined,
		ageMs: ages.length === 0 ? undefined : Math.max(...ages),
		freshness: worstFreshness(members.map(({freshness}) => freshness)),
	};
};

const worstFreshness = (states: readonly Seen<unknown>['state'][]): Seen<unknown>['state'] =>
	(['failing', 'stale', 'never'] as const).find(state => states.includes(state)) ??
	(states.length === 0 ? 'never' : 'fresh');
