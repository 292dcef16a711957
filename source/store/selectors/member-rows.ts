import type {Finding} from '../../model/finding.ts';
import type {Health} from '../../model/health.ts';
import type {PgCluster, PgRole} from '../../model/inventory/inventory.ts';
import type {PatroniMember} from '../../model/patroni.ts';
import {eligibility} from '../eligibility.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import {worstOf} from '../health.ts';
import {replayLag, isSilent, type MemberView, pgView, type PgView, primaryOf} from '../pg-view.ts';
import type {State} from '../state.ts';
import {findingsOfInstance} from './findings-of.ts';

/** One member of a PostgreSQL cluster. Undefined is unknown. */
export type MemberRow = {
	readonly module: 'pgsql';
	readonly key: string;
	readonly search: string;
	readonly cluster: string;
	readonly name: string;
	readonly ip: string;
	/** Steps below the leader: 1 for its replicas, 2 for those that replicate from one of them. */
	readonly depth: number;
	/** The member that it replicates from. */
	readonly from: string | undefined;
	readonly isInInventory: boolean;
	readonly inventoryRole: PgRole | undefined;
	/** Live role by Patroni; where it does not answer, `primary` or `replica` by PostgreSQL itself. */
	readonly role: PatroniMember['role'] | 'primary' | undefined;
	readonly state: string | undefined;
	readonly timeline: number | undefined;
	readonly lagBytes: number | undefined;
	readonly lagMs: number | undefined;
	readonly sync: 'async' | 'potential' | 'sync' | 'quorum' | undefined;
	readonly pendingRestart: boolean | undefined;
	readonly tags: PatroniMember['tags'];
	readonly eligible: boolean | undefined;
	readonly ineligibleReason: string | undefined;
	/** Accepts writes although another member leads. */
	readonly isRival: boolean;
	/** Neither its PostgreSQL nor its Patroni answers: what is shown of it is from before, or from others. */
	readonly isSilent: boolean;
	readonly health: Health;
	readonly finding: Finding | undefined;
	readonly ageMs: number | undefined;
	readonly freshness: Seen<unknown>['state'];
};

/** Members of a cluster as a tree: the leader, and below each one those that replicate from it. Empty for no such cluster. */
export const memberRows = (state: State, name: string): readonly MemberRow[] => {
	const cluster = fleetOf(state).clusters.get(name);
	return cluster?.module === 'pgsql' ? rowsOf(pgView(state, cluster)) : [];
};

const rowsOf = (view: PgView): readonly MemberRow[] => {
	const from = new Map(view.members.map(member => [member.name, upstreamOf(view, member)]));
	const names = view.members.map(({name}) => name);
	const byName = new Map(view.members.map(member => [member.name, member]));
	return treeOrder(names, from).flatMap(({name, depth}) => {
		const member = byName.get(name);
		return member === undefined ? [] : [memberRow(view, member, {depth, from: from.get(name)})];
	});
};

const memberRow = (view: PgView, member: MemberView, tree: Pick<MemberRow, 'depth' | 'from'>): MemberRow => {
	const {state, cluster, ha} = view;
	const {name, ip, instance, live, pg, patroni} = member;
	const {eligible, reason} = eligibility(view, member);
	const findings = findingsOfInstance(state, name);
	const peer = peersOf(state, tree.from).find(each => each.name === name);
	const isKnown = live !== undefined || pg.value !== undefined;
	const role = live?.role ?? roleByPostgres(pg);
	const stateText = live?.state ?? patroni.value?.state;
	return {
		module: 'pgsql',
		key: `${cluster.name}/${name}`,
		search: [name, ip, role ?? '', stateText ?? '', findings[0]?.title ?? ''].join(' '),
		cluster: cluster.name,
		name,
		ip,
		...tree,
		isInInventory: instance !== undefined,
		inventoryRole: instance?.inventoryRole,
		role,
		state: stateText,
		timeline: live?.timeline ?? pg.value?.timeline,
		lagBytes: (live === undefined ? undefined : replayLag(live)) ?? peer?.lagBytes,
		lagMs: pg.value?.inRecovery === true ? pg.value.replayDelayMs : undefined,
		sync: peer?.sync,
		pendingRestart: live?.pendingRestart ?? patroni.value?.pendingRestart,
		tags: live?.tags ?? patroni.value?.tags ?? {},
		eligible,
		ineligibleReason: reason,
		isRival: isRival(view, member),
		isSilent: isSilent(member),
		health: healthOf(view, member, findings),
		finding: findings[0],
		ageMs: isKnown ? (live === undefined ? pg.ageMs : ha.ageMs) : undefined,
		freshness: live === undefined ? pg.state : ha.state,
	};
};

const isRival = ({leader}: PgView, {name, writable}: MemberView): boolean =>
	writable === true && leader !== undefined && leader.name !== name;

/** A member that is silent is in trouble whatever others still say of it, and one that nobody speaks of is unknown. */
const healthOf = (view: PgView, member: MemberView, findings: readonly Finding[]): Health => {
	const {ha} = view;
	if (isSilent(member) || isRival(view, member)) {
		return 'crit';
	}

	const isSeen = (member.live !== undefined && ha.current !== undefined) || member.pg.current !== undefined;
	return isSeen ? worstOf(findings) : 'unknown';
};

const roleByPostgres = ({value}: MemberView['pg']) =>
	value === undefined ? undefined : value.inRecovery ? 'replica' : 'primary';

const peersOf = (state: State, member: string | undefined) =>
	member === undefined ? [] : (seen(state, 'replication', member).value ?? []);

/** Whom a member replicates from: seen at the other end, else as its tag or the inventory has it, else the leader. Who accepts writes replicates from nobody. */
const upstreamOf = (
	{state, cluster, members, leader}: PgView,
	{name, live, instance, writable}: MemberView,
): string | undefined => {
	if (name === leader?.name || writable === true) {
		return undefined;
	}

	const seenAt = members.find(
		other => other.name !== name && seen(state, 'replication', other.name).current?.some(peer => peer.name === name),
	);
	const wanted = live?.tags['replicatefrom'] ?? instance?.upstream;
	const planned = members.find(other => other.name !== name && (other.name === wanted || other.ip === wanted));
	return seenAt?.name ?? planned?.name ?? leader?.name ?? plannedPrimary(cluster, name);
};

const plannedPrimary = (cluster: PgCluster, name: string) => {
	const primary = primaryOf(cluster);
	return primary === name ? undefined : primary;
};

/** Depth first from those that replicate from nobody. Members in a circle have no root, and come last, flat. */
const treeOrder = (names: readonly string[], from: ReadonlyMap<string, string | undefined>) => {
	const order: {readonly name: string; readonly depth: number}[] = [];
	const placed = new Set<string>();
	const place = (name: string, depth: number) => {
		if (!placed.has(name)) {
			placed.add(name);
			order.push({name, depth});
			for (const below of names.filter(other => from.get(other) === name)) {
				place(below, depth + 1);
			}
		}
	};
	for (const name of names) {
		const parent = from.get(name);
		if (parent === undefined || !names.includes(parent)) {
			place(name, 0);
		}
	}

	for (const name of names) {
		place(name, 0);
	}

	return order;
};
