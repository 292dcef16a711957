import type {Group, GroupTree, Vars} from './group.ts';
import type {VarsFiles} from './vars-files.ts';
import type {Place, YamlEntry} from '../yaml/yaml-node.ts';

/** A host with everything Ansible knows about it. Its place is where the inventory names it first. */
export type Host = Place & {
	readonly name: string;
	/** Groups it is in, directly or through children, in the order in which their variables are laid over each other. */
	readonly groups: readonly Group[];
	/** The variable in force. */
	readonly get: (name: string) => YamlEntry | undefined;
	/** All variables in force, by name. */
	readonly entries: () => Vars;
};

/**
 * The variables of each host, weakest first, nothing merged deeper than the name: `all` in the inventory, its other
 * groups there (outer before inner, then `ansible_group_priority`, then by name), `group_vars/all`, `group_vars/*` in
 * the same order, the host's own, `host_vars/*`.
 */
export const mergeVars = (tree: GroupTree, files: VarsFiles): readonly Host[] => {
	const rank = groupRanks(tree);
	const groupsOf = hostGroups(tree, rank);
	const all = tree.groups.get('all');
	const below = new Map<string, Vars>();
	return [...tree.hosts.values()].map(({name, vars: own, file, line}) => {
		const groups = groupsOf(name);
		// Hosts of one cluster are in the same groups, so their common part is laid together once.
		const key = groups.map(group => group.name).join('\n');
		const common =
			below.get(key) ??
			laid([
				...(all ? [all.vars] : []),
				...groups.map(({vars}) => vars),
				files.group('all'),
				...groups.map(group => files.group(group.name)),
			]);
		below.set(key, common);
		const last = files.host(name);
		return {
			name,
			file,
			line,
			groups,
			// Looked up, because laying out every variable of every host costs a large fleet more than the few reads.
			get: variable => last.get(variable) ?? own.get(variable) ?? common.get(variable),
			entries: () => laid([common, own, last]),
		};
	});
};

const laid = (layers: readonly Vars[]): Vars => {
	const vars = new Map<string, YamlEntry>();
	for (const layer of layers) {
		for (const [name, entry] of layer) {
			vars.set(name, entry);
		}
	}

	return vars;
};

/** Every group's place in Ansible's order: depth (the longest way down from `all`), priority, name. */
const groupRanks = ({groups}: GroupTree): ReadonlyMap<string, number> => {
	const depths = new Map<string, number>();
	const depthOf = (name: string): number => {
		const known = depths.get(name);
		if (known !== undefined) {
			return known;
		}

		const parents = [...(groups.get(name)?.parents ?? [])];
		const depth = Math.max(-1, ...parents.map(depthOf)) + 1;
		depths.set(name, depth);
		return depth;
	};

	const ordered = [...groups.values()].sort(
		(a, b) => depthOf(a.name) - depthOf(b.name) || a.priority - b.priority || (a.name < b.name ? -1 : 1),
	);
	return new Map(ordered.map(({name}, index) => [name, index]));
};

const hostGroups = ({groups}: GroupTree, rank: ReadonlyMap<string, number>): ((host: string) => readonly Group[]) => {
	const direct = new Map<string, Group[]>();
	for (const group of groups.values()) {
		for (const host of group.hosts) {
			const list = direct.get(host) ?? [];
			list.push(group);
			direct.set(host, list);
		}
	}

	return host => {
		const found = new Set<Group>();
		const visit = (group: Group | undefined): void => {
			if (group !== undefined && group.name !== 'all' && !found.has(group)) {
				found.add(group);
				for (const parent of group.parents) {
					visit(groups.get(parent));
				}
			}
		};

		direct.get(host)?.forEach(visit);
		return [...found].sort((a, b) => (rank.get(a.name) ?? 0) - (rank.get(b.name) ?? 0));
	};
};
