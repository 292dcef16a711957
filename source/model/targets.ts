import type {Cluster, Inventory, InventoryNode, PgCluster, PlainCluster, RedisCluster} from './inventory/inventory.ts';
import type {Target} from './target.ts';

/**
 * Everything there is to ask. Cluster and instance targets are for Patroni's clusters only; an external PostgreSQL
 * (`pgrds`) has neither. Ids: cluster name, instance name, address of the node, etcd member (`etcd-1`), Redis instance,
 * address of the infra node.
 */
export const targetsOf = (inventory: Inventory): readonly Target[] => {
	const nodes = new Map(inventory.nodes.map(node => [node.ip, node]));
	return [
		...inventory.clusters.flatMap(cluster => clusterTargets(cluster, nodes)),
		...inventory.nodes.map(node => ({kind: 'node', id: node.ip, node}) as const),
	];
};

type Nodes = ReadonlyMap<string, InventoryNode>;

const clusterTargets = (cluster: Cluster, nodes: Nodes): readonly Target[] => {
	switch (cluster.module) {
		case 'pgsql':
			return cluster.instances.length === 0
				? []
				: [{kind: 'cluster', id: cluster.name, cluster}, ...instanceTargets(cluster, nodes)];
		case 'redis':
			return redisTargets(cluster, nodes);
		case 'etcd':
			return etcdTargets(cluster);
		case 'infra':
			return cluster.members.map(({ip}) => ({kind: 'infra', id: ip, ip}) as const);
		case 'pgrds':
		case 'minio':
		case 'ferret':
		case 'kafka':
		case 'mysql':
		case 'docker':
			return [];
	}
};

const instanceTargets = (cluster: PgCluster, nodes: Nodes): readonly Target[] =>
	cluster.instances.flatMap(instance => {
		const node = nodes.get(instance.ip);
		return node ? [{kind: 'instance', id: instance.name, cluster, instance, node} as const] : [];
	});

const redisTargets = (cluster: RedisCluster, nodes: Nodes): readonly Target[] =>
	cluster.instances.flatMap(instance => {
		const node = nodes.get(instance.ip);
		return node ? [{kind: 'redis', id: instance.name, cluster, instance, node} as const] : [];
	});

const etcdTargets = (cluster: PlainCluster): readonly Target[] =>
	cluster.members.flatMap(({name, ip, port}) =>
		port === undefined ? [] : [{kind: 'etcd', id: name, cluster, ip, port} as const],
	);
