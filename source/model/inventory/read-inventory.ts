import {checkFleet} from './checks/check-fleet.ts';
import {checkPgClusters} from './checks/check-pg.ts';
import {checkPrefixes} from './checks/check-prefixes.ts';
import {checkVips} from './checks/check-vips.ts';
import {checkSecrets} from './checks/check-secrets.ts';
import {checkValues} from './checks/check-values.ts';
import type {GroupTree, Vars} from './ansible/group.ts';
import {groupTree} from './ansible/group-tree.ts';
import type {Cluster, Inventory, InventoryFile, InventoryReading} from './inventory.ts';
import {maskedValues} from './secrets/masked-value.ts';
import {mergeVars, type Host} from './ansible/merge.ts';
import {inventoryNodes} from './node.ts';
import {paramsOf} from './params.ts';
import {pgCluster} from './clusters/pg-cluster.ts';
import {pgMembers} from './clusters/pg-members.ts';
import {plainClusters} from './clusters/plain-clusters.ts';
import {problemLog, type ProblemLog} from './problem-log.ts';
import {rdsClusters} from './clusters/rds-clusters.ts';
import {redisClusters} from './clusters/redis-cluster.ts';
import {settingsOf} from './settings.ts';
import {varsFiles} from './ansible/vars-files.ts';
import {readYaml} from './yaml/yaml-document.ts';
import {kindOf, type YamlEntry, type YamlMap} from './yaml/yaml-node.ts';

/**
 * Reads an inventory: first the main file, then those of `group_vars/` and `host_vars/` beside it. Never throws:
 * whatever is wrong becomes a problem with its place, and what can be read is read. After a `yaml-syntax` problem the
 * inventory may lack what stands behind it, so a caller with an older good one keeps that.
 */
export const readInventory = (files: readonly InventoryFile[]): InventoryReading => {
	const problems = problemLog();
	const [main, ...others] = files;
	const root = main && rootOf(main, problems);
	const inventory = main && root && inventoryOf(main, root, others, problems);
	return {inventory, problems: problems.all()};
};

const rootOf = (main: InventoryFile, problems: ProblemLog): YamlMap | undefined => {
	const root = readYaml(main, problems);
	if (root?.kind === 'map' && root.entries.size > 0) {
		return root;
	}

	if (problems.all().length === 0) {
		const isEmpty = root === undefined || root.kind === 'map' || (root.kind === 'scalar' && root.value === null);
		const text = isEmpty ? 'The file holds nothing.' : `The file is ${kindOf(root)}; an inventory is a map with "all".`;
		problems.add(isEmpty ? 'file-empty' : 'bad-structure', {file: main.path, line: root?.line}, text);
	}

	return undefined;
};

const inventoryOf = (
	main: InventoryFile,
	root: YamlMap,
	others: readonly InventoryFile[],
	problems: ProblemLog,
): Inventory => {
	const tree = groupTree(root, problems);
	const names = {groups: new Set(tree.groups.keys()), hosts: new Set(tree.hosts.keys())};
	const extra = varsFiles(main, others, names, problems);
	const hosts = mergeVars(tree, extra);
	const params = hosts.map(host => paramsOf(host, problems));
	const all = new Map([...(tree.groups.get('all')?.vars ?? []), ...extra.group('all')]);
	const members = pgMembers(params, problems);
	const pg = [...members].flatMap(([name, found]) => pgCluster(name, found) ?? []);
	const clusters: readonly Cluster[] = [
		...pg.toSorted(byName),
		...rdsClusters(params, problems).toSorted(byName),
		...redisClusters(params, problems).toSorted(byName),
		...plainClusters(params, problems),
	];
	const nodes = inventoryNodes(params, clusters, problems);
	checkFleet({root, tree, hosts, all, clusters}, problems);
	checkPgClusters(members, pg, problems);
	checkPrefixes(members, problems);
	checkVips(params, nodes, pg, members, problems);
	checkSecrets(main.path, hosts, clusters, problems);
	checkValues([...layersOf(tree), ...extra.all], problems);
	return {
		clusters,
		nodes,
		settings: settingsOf(all),
		groups: groupHosts(tree),
		hostVars: varsByHost(hosts),
	};
};

const byName = (a: Cluster, b: Cluster): number => (a.name < b.name ? -1 : 1);

/** What is written where, before anything is laid over it. */
const layersOf = ({groups, hosts}: GroupTree): readonly Vars[] =>
	[...groups.values(), ...hosts.values()].map(({vars}) => vars);

/**
 * Each host's record is made when it is first looked at: in a fleet of a thousand they are a hundred thousand values,
 * and hardly anybody asks for them. No prototype, because the names come from outside.
 */
const varsByHost = (hosts: readonly Host[]): Inventory['hostVars'] => {
	const valueOf = maskedValues();
	const byHost: Record<string, Record<string, unknown>> = Object.create(null);
	for (const host of hosts) {
		let made: Record<string, unknown> | undefined;
		const get = () => (made ??= recordOf(host.entries(), valueOf));
		Object.defineProperty(byHost, host.name, {get, enumerable: true});
	}

	return byHost;
};

const recordOf = (vars: Vars, valueOf: (entry: YamlEntry) => unknown): Record<string, unknown> => {
	const record: Record<string, unknown> = Object.create(null);
	for (const [name, entry] of vars) {
		record[name] = valueOf(entry);
	}

	return record;
};

/** Hosts of each group and of all groups below it, its own first. */
const groupHosts = ({groups}: GroupTree): Inventory['groups'] => {
	const hostsOf = (name: string): readonly string[] => {
		const found = new Set<string>();
		const seen = new Set([name]);
		for (const each of seen) {
			groups.get(each)?.hosts.forEach(host => found.add(host));
			// A set that grows while it is walked: groups below are met after those above, each once.
			groups.get(each)?.children.forEach(child => seen.add(child));
		}

		return [...found];
	};

	return Object.fromEntries([...groups.keys()].map(name => [name, hostsOf(name)]));
};
