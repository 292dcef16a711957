import type {Cluster, PgCluster} from '../../model/inventory/inventory.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import type {State} from '../state.ts';

/** One member of a cluster that is not PostgreSQL. Undefined is unknown, or does not apply. */
export type PlainMemberRow = {
	readonly module: Exclude<Cluster, PgCluster>['module'];
	readonly key: string;
	readonly search: string;
	readonly cluster: string;
	readonly name: string;
	readonly ip: string;
	readonly port: number | undefined;
	/** `master`, `slave`, `sentinel` for Redis; what the inventory says for the others. */
	readonly role: string | undefined;
	/** False when it does not answer any more, or says itself that it is not well; undefined while nobody knows. */
	readonly isUp: boolean | undefined;
	/** In words: `healthy`, `RAFT NO LEADER`, `master link down`; the newest, however old. */
	readonly state: string | undefined;
	readonly usedBytes: number | undefined;
	readonly maxBytes: number | undefined;
	readonly opsPerSecond: number | undefined;
	readonly clients: number | undefined;
	readonly ageMs: number | undefined;
	readonly freshness: Seen<unknown>['state'];
	readonly problem: string | undefined;
};

/** Members in the order of the inventory. Empty for PostgreSQL, whose members are a tree of their own. */
export const plainMemberRows = (state: State, name: string): readonly PlainMemberRow[] => {
	const cluster = fleetOf(state).clusters.get(name);
	return cluster === undefined || cluster.module === 'pgsql' ? [] : membersOf(state, cluster);
};

export const membersOf = (state: State, cluster: Exclude<Cluster, PgCluster>): readonly PlainMemberRow[] => {
	if (cluster.module === 'redis') {
		return cluster.instances.map(({name, ip, port}) => {
			const sample = seen(state, 'redis', name);
			const {role, masterLink, usedBytes, maxBytes, opsPerSecond, clients} = sample.value ?? {};
			const word = masterLink === 'down' ? 'master link down' : 'up';
			return {
				...rowOf(cluster, {name, ip, port, role}, sample, sample.value && word, () => true),
				usedBytes,
				maxBytes,
				opsPerSecond,
				clients,
			};
		});
	}

	return cluster.members.map(({name, ip, port, role}) => {
		const member = {name, ip, port, role};
		if (cluster.module === 'etcd') {
			const sample = seen(state, 'etcd', name);
			const word = sample.value?.healthy === true ? 'healthy' : sample.value?.reason || 'unhealthy';
			return rowOf(cluster, member, sample, sample.value && word, ({healthy}) => healthy);
		}

		// Nothing is asked of the others but their hosts.
		const sample = seen(state, 'node', ip);
		return rowOf(cluster, member, sample, sample.value && 'host answers', () => true);
	});
};

const rowOf = <Value>(
	{name: cluster, module}: Exclude<Cluster, PgCluster>,
	member: Pick<PlainMemberRow, 'name' | 'ip' | 'port' | 'role'>,
	sample: Seen<Value>,
	word: string | undefined,
	isWell: (value: Value) => boolean,
): PlainMemberRow => ({
	...member,
	module,
	key: `${cluster}/${member.name}`,
	search: [member.name, member.ip, member.role ?? '', word ?? '', sample.problem ?? ''].join(' '),
	cluster,
	isUp: sample.current === undefined ? (sample.state === 'failing' ? false : undefined) : isWell(sample.current),
	state: word,
	usedBytes: undefined,
	maxBytes: undefined,
	opsPerSecond: undefined,
	clients: undefined,
	ageMs: sample.ageMs,
	freshness: sample.state,
	problem: sample.problem,
});
