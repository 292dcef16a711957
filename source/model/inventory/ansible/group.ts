import type {Place, YamlEntry} from '../yaml/yaml-node.ts';

export type Vars = ReadonlyMap<string, YamlEntry>;

/** A group with what is written for it alone; names of hosts and groups are in the order of the file. */
export type Group = Place & {
	readonly name: string;
	readonly vars: Vars;
	readonly hosts: ReadonlySet<string>;
	readonly children: ReadonlySet<string>;
	readonly parents: ReadonlySet<string>;
	readonly priority: number;
};

export type TreeHost = Place & {readonly name: string; readonly vars: Vars};

export type GroupTree = {
	readonly groups: ReadonlyMap<string, Group>;
	readonly hosts: ReadonlyMap<string, TreeHost>;
};

/** The same while the tree is being built. */
export type OpenGroup = Group & {
	readonly vars: Map<string, YamlEntry>;
	readonly hosts: Set<string>;
	readonly children: Set<string>;
	readonly parents: Set<string>;
	priority: number;
};
export type OpenHost = TreeHost & {readonly vars: Map<string, YamlEntry>};
export type OpenTree = {readonly groups: Map<string, OpenGroup>; readonly hosts: Map<string, OpenHost>};

/** The group of this name, made when it is new. */
export const addGroup = ({groups}: OpenTree, name: string, place: Place): OpenGroup => {
	const known = groups.get(name);
	if (known !== undefined) {
		return known;
	}

	const {file, line} = place;
	const group: OpenGroup = {
		name,
		file,
		line,
		vars: new Map(),
		hosts: new Set(),
		children: new Set(),
		parents: new Set(),
		priority: 1,
	};
	groups.set(name, group);
	return group;
};

/** Puts one group below another. */
export const link = ({groups}: OpenTree, parent: string, child: string): void => {
	groups.get(parent)?.children.add(child);
	groups.get(child)?.parents.add(parent);
};
