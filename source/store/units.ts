import type {Cluster, Inventory, InventoryNode} from '../model/inventory/inventory.ts';

/** A part of the fleet that is assessed by itself. */
export type Unit =
	| {readonly kind: 'fleet'; readonly key: string}
	| {readonly kind: 'cluster'; readonly key: string; readonly cluster: Cluster}
	| {readonly kind: 'node'; readonly key: string; readonly node: InventoryNode};

type Units = {
	readonly all: readonly Unit[];
	/** Positions in `all` of the units that a target's samples matter to. */
	readonly byTarget: ReadonlyMap<string, readonly number[]>;
};

/** All units of an inventory, the fleet first. Made once for each inventory. */
export const unitsOf = (inventory: Inventory | undefined): Units => {
	if (inventory === undefined) {
		return noInventory;
	}

	const known = made.get(inventory);
	if (known !== undefined) {
		return known;
	}

	const units = listUnits(inventory);
	made.set(inventory, units);
	return units;
};

const made = new WeakMap<Inventory, Units>();
const fleet: Unit = {kind: 'fleet', key: 'fleet'};
const noInventory: Units = {all: [fleet], byTarget: new Map()};

const listUnits = ({clusters, nodes}: Inventory): Units => {
	const all: readonly Unit[] = [
		fleet,
		...clusters.map(cluster => ({kind: 'cluster', key: `cluster ${cluster.name}`, cluster}) as const),
		...nodes.map(node => ({kind: 'node', key: `node ${node.ip}`, node}) as const),
	];
	const byTarget = new Map<string, Set<number>>();
	const matters = (target: string, position: number) => {
		const positions = byTarget.get(target) ?? new Set();
		positions.add(position);
		byTarget.set(target, positions);
	};
	const positions = new Map(all.map((unit, position) => [unit.key, position]));
	for (const [position, unit] of all.entries()) {
		if (unit.kind === 'node') {
			const {ip, roles} = unit.node;
			for (const target of [ip, ...roles.map(({instance}) => instance)]) {
				matters(target, position);
				matters(target, 0); // Alerts are of the fleet, and infra targets have the addresses of nodes.
				for (const {cluster} of roles) {
					matters(target, positions.get(`cluster ${cluster}`) ?? 0);
				}
			}
		}

		if (unit.kind === 'cluster') {
			matters(unit.cluster.name, position);
		}
	}

	return {all, byTarget: new Map([...byTarget].map(([target, set]) => [target, [...set]]))};
};
