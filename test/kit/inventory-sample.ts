import {readFileSync} from 'node:fs';
import type {
	Cluster,
	Inventory,
	InventoryNode,
	InventoryReading,
	PgCluster,
	PlainCluster,
	RedisCluster,
} from '../../source/model/inventory/inventory.ts';
import {readInventory} from '../../source/model/inventory/read-inventory.ts';

/** A file of `test/samples/inventory`, under its own name. */
export const sampleFile = (path: string) => ({
	path,
	text: readFileSync(new URL(`../samples/inventory/${path}`, import.meta.url), 'utf8'),
});

export const readSample = (...paths: readonly string[]): InventoryReading => readInventory(paths.map(sampleFile));

/** Reads a text as `pigsty.yml`. */
export const readText = (text: string): InventoryReading => readInventory([{path: 'pigsty.yml', text}]);

export const inventoryOf = ({inventory}: InventoryReading): Inventory => {
	if (inventory === undefined) throw new TypeError('there is no inventory');
	return inventory;
};

type ClusterOf<Module> = Module extends 'pgsql' ? PgCluster : Module extends 'redis' ? RedisCluster : PlainCluster;

export const clusterOf = <Module extends Cluster['module']>(
	reading: InventoryReading,
	module: Module,
	name: string,
): ClusterOf<Module> => {
	const isIt = (cluster: Cluster): cluster is Cluster & ClusterOf<Module> =>
		cluster.module === module && cluster.name === name;
	const found = inventoryOf(reading).clusters.find(isIt);
	if (found === undefined) throw new TypeError(`there is no ${module} ${name}`);
	return found;
};

export const nodeOf = (reading: InventoryReading, ip: string): InventoryNode => {
	const found = inventoryOf(reading).nodes.find(node => node.ip === ip);
	if (found === undefined) throw new TypeError(`there is no node ${ip}`);
	return found;
};

/** Problems as `line rule`, `-` for the whole file. */
export const places = ({problems}: InventoryReading): readonly string[] =>
	problems.map(({line, rule}) => `${line ?? '-'} ${rule}`);
