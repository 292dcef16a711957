import type {Cluster, Inventory, InventoryNode, PgCluster, PgInstance} from '../model/inventory/inventory.ts';
import {targetsOf} from '../model/targets.ts';
import type {State} from './state.ts';

/** The inventory by name: what belongs to what. Made once for each inventory. */
export type FleetIndex = {
	readonly clusters: ReadonlyMap<string, Cluster>;
	readonly instances: ReadonlyMap<string, {readonly cluster: PgCluster; readonly instance: PgInstance}>;
	/** By address. */
	readonly nodes: ReadonlyMap<string, InventoryNode>;
	readonly nodeNames: ReadonlyMap<string, InventoryNode>;
	/** Hosts of a cluster, by its name. */
	readonly nodesOf: ReadonlyMap<string, readonly InventoryNode[]>;
	/** Every target id that a sample may be stored under. */
	readonly targetIds: ReadonlySet<string>;
};

export const fleetIndex = (inventory: Inventory): FleetIndex => {
	const known = made.get(inventory);
	if (known !== undefined) {
		return known;
	}

	const index = indexOf(inventory);
	made.set(inventory, index);
	return index;
};

/** The index of the state's inventory, an empty one while there is none. */
export const fleetOf = ({inventory: {model}}: State): FleetIndex => (model === undefined ? empty : fleetIndex(model));

const made = new WeakMap<Inventory, FleetIndex>();

const indexOf = (inventory: Inventory): FleetIndex => ({
	clusters: new Map(inventory.clusters.map(cluster => [cluster.name, cluster])),
	instances: new Map(
		inventory.clusters.flatMap(cluster =>
			cluster.module === 'pgsql'
				? cluster.instances.map(instance => [instance.name, {cluster, instance}] as const)
				: [],
		),
	),
	nodes: new Map(inventory.nodes.map(node => [node.ip, node])),
	nodeNames: new Map(inventory.nodes.flatMap(node => (node.name === undefined ? [] : [[node.name, node] as const]))),
	nodesOf: nodesByCluster(inventory),
	targetIds: new Set(targetsOf(inventory).map(({id}) => id)),
});

const nodesByCluster = ({nodes}: Inventory): ReadonlyMap<string, readonly InventoryNode[]> => {
	const byCluster = new Map<string, InventoryNode[]>();
	for (const node of nodes) {
		for (const name of new Set(node.roles.map(({cluster}) => cluster))) {
			const list = byCluster.get(name);
			if (list === undefined) {
				byCluster.set(name, [node]);
			} else {
				list.push(node);
			}
		}
	}

	return byCluster;
};

const empty = indexOf({clusters: [], nodes: [], settings: {}, groups: {}, hostVars: {}});
