import type {PgCluster, PgInstance} from '../model/inventory/inventory.ts';
import type {NodeStatus} from '../model/node.ts';
import type {PatroniCluster, PatroniConfig, PatroniMember, PatroniStatus} from '../model/patroni.ts';
import type {InstanceStatus} from '../model/postgres.ts';
import {fleetOf} from './fleet-index.ts';
import {seen, type Seen} from './freshness.ts';
import {isDead} from './reach.ts';
import type {State} from './state.ts';

/** One member as each of those that know of it sees it. */
export type MemberView = {
	readonly name: string;
	readonly ip: string;
	/** Undefined for a member that Patroni lists and the inventory does not. */
	readonly instance: PgInstance | undefined;
	/** Its line in the newest `/cluster`, however old that is. */
	readonly live: PatroniMember | undefined;
	readonly patroni: Seen<PatroniStatus>;
	readonly pg: Seen<InstanceStatus>;
	readonly ssh: Seen<NodeStatus>;
	/** Accepts writes, by the newest of what PostgreSQL and its Patroni say; undefined when neither answers now. */
	readonly writable: boolean | undefined;
	/** Everything on its host is silent: what is wrong is told of the host. */
	readonly isHostDead: boolean;
};

/** A PostgreSQL cluster: what the inventory wants, beside what is. */
export type PgView = {
	readonly state: State;
	readonly cluster: PgCluster;
	readonly ha: Seen<PatroniCluster>;
	readonly config: PatroniConfig | undefined;
	/** In the order of the inventory, those it does not know last. */
	readonly members: readonly MemberView[];
	/** By the newest `/cluster`, however old. */
	readonly leader: PatroniMember | undefined;
};

export const pgView = (state: State, cluster: PgCluster): PgView => {
	const ha = seen(state, 'patroniCluster', cluster.name);
	const listed = ha.value?.members ?? [];
	const planned = cluster.instances.map(instance =>
		memberView(state, {
			name: instance.name,
			ip: instance.ip,
			instance,
			live: listed.find(({name}) => name === instance.name),
		}),
	);
	const unplanned = listed
		.filter(({name}) => !cluster.instances.some(instance => instance.name === name))
		.map(live => memberView(state, {name: live.name, ip: live.host, instance: undefined, live}));
	return {
		state,
		cluster,
		ha,
		config: seen(state, 'patroniConfig', cluster.name).value,
		members: unplanned.length === 0 ? planned : [...planned, ...unplanned],
		leader: listed.find(isLeader),
	};
};

/**
 * Neither its PostgreSQL nor its Patroni answers us. What others still say of it is from before: the DCS keeps a dead
 * member for its whole ttl.
 */
export const isSilent = ({pg, patroni}: MemberView): boolean => pg.state === 'failing' && patroni.state === 'failing';

/** The primary as the inventory has it. */
export const primaryOf = ({instances}: PgCluster) =>
	instances.find(({inventoryRole}) => inventoryRole === 'primary')?.name;

/** Whether there is a leader to stream from, as far as Patroni and its PostgreSQL tell. */
export const isLeaderUp = ({leader, members}: PgView): boolean =>
	leader !== undefined &&
	(leader.role === 'standby_leader' || leader.state === 'running') &&
	members.find(({name}) => name === leader.name)?.pg.state !== 'failing';

/**
 * Bytes that this member has not replayed. Patroni's own `lag` is the receive lag since 4.1, and what has been received is
 * not yet there for those who read; the limit of a failover is judged by `lag` itself.
 */
export const replayLag = ({replayLagBytes, lagBytes}: PatroniMember): number | undefined => replayLagBytes ?? lagBytes;

export const isLeader = ({role}: PatroniMember) => role === 'leader' || role === 'standby_leader';

const memberView = (state: State, member: Pick<MemberView, 'name' | 'ip' | 'instance' | 'live'>): MemberView => {
	const patroni = seen(state, 'patroniStatus', member.name);
	const pg = seen(state, 'instance', member.name);
	return {
		...member,
		patroni,
		pg,
		ssh: seen(state, 'node', member.ip),
		writable: writable(patroni, pg),
		isHostDead: isDead(state, fleetOf(state).nodes.get(member.ip)),
	};
};

/** A source that fails now says nothing of now, however young its last answer. */
const writable = (patroni: Seen<PatroniStatus>, pg: Seen<InstanceStatus>): boolean | undefined => {
	const byPatroni =
		patroni.state !== 'fresh' || patroni.value === undefined || patroni.value.role === 'unknown'
			? undefined
			: patroni.value.role === 'primary' && patroni.value.state === 'running';
	const byPostgres = pg.state !== 'fresh' || pg.value === undefined ? undefined : !pg.value.inRecovery;
	return (pg.at ?? 0) >= (patroni.at ?? 0) ? (byPostgres ?? byPatroni) : (byPatroni ?? byPostgres);
};
