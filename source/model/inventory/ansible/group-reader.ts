import {addGroup, link, type OpenGroup, type OpenTree} from './group.ts';
import {expandHosts} from './host-range.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import {kindOf, type YamlEntry, type YamlMap, type YamlNode} from '../yaml/yaml-node.ts';

/** Reads one `name: {hosts, children, vars}` and all below it into the tree. */
export const groupReader = (tree: OpenTree, problems: ProblemLog): ((entry: YamlEntry) => void) => {
	const context = {tree, problems};
	return entry => {
		readGroup(entry, context);
	};
};

type Context = {readonly tree: OpenTree; readonly problems: ProblemLog};

/** Returns the group's name, or undefined when there is no such group. */
const readGroup = (entry: YamlEntry, context: Context): string | undefined => {
	const {key, value} = entry;
	if (!entry.keyIsText || key === '') {
		context.problems.add('group-name', entry, `The group name ${quoted(key)} is not text; put it in quotes.`);
	}

	if (value.kind !== 'map' && !isNull(value)) {
		context.problems.add(
			'bad-structure',
			entry,
			`The group ${quoted(key)} is ${kindOf(value)}; a group is a map of hosts, children and vars.`,
		);
		return undefined;
	}

	const group = addGroup(context.tree, key, entry);
	for (const section of value.kind === 'map' ? value.entries.values() : []) {
		readSection(group, section, context);
	}

	return key;
};

const readSection = (group: OpenGroup, section: YamlEntry, context: Context): void => {
	switch (section.key) {
		case 'vars':
			for (const entry of sectionEntries(group, section, context)) {
				setVariable(group, entry, context);
			}

			return;
		case 'children':
			for (const entry of sectionEntries(group, section, context)) {
				addChild(group, entry, context);
			}

			return;
		case 'hosts':
			for (const entry of sectionEntries(group, section, context)) {
				addHosts(group, entry, context);
			}

			return;
		default:
			context.problems.add(
				'unknown-key',
				section,
				`The group ${quoted(group.name)} has the key ${quoted(section.key)}, which Ansible skips: it knows hosts, children and vars.`,
			);
	}
};

/** A single name stands for a map with this name alone; a list is refused by Ansible, but its names are clear. */
const sectionEntries = (group: OpenGroup, section: YamlEntry, context: Context): readonly YamlEntry[] => {
	const {value} = section;
	if (value.kind === 'map') {
		return [...value.entries.values()];
	}

	if (isNull(value)) {
		return [];
	}

	const isName = value.kind === 'scalar' && typeof value.value === 'string' && value.tag !== 'vault';
	if (!isName) {
		context.problems.add(
			'bad-structure',
			section,
			`The ${section.key} of the group ${quoted(group.name)} are ${kindOf(value)} where a map belongs; Ansible refuses the file.`,
		);
	}

	const items = value.kind === 'list' ? value.items : [value];
	return section.key === 'vars' && !isName ? [] : items.flatMap(nameEntry);
};

const nameEntry = (node: YamlNode): readonly YamlEntry[] => {
	if (node.kind !== 'scalar' || typeof node.value !== 'string') {
		return [];
	}

	const {file, line} = node;
	return [{key: node.value, keyIsText: true, value: {...node, value: null, tag: undefined}, file, line}];
};

const setVariable = (group: OpenGroup, entry: YamlEntry, {problems}: Context): void => {
	if (entry.key !== 'ansible_group_priority') {
		group.vars.set(entry.key, entry);
		return;
	}

	const priority = entry.value.kind === 'scalar' ? Number(entry.value.value ?? Number.NaN) : Number.NaN;
	if (Number.isNaN(priority)) {
		problems.add('group-priority', entry, 'ansible_group_priority is not a whole number.');
		return;
	}

	group.priority = Math.trunc(priority);
};

const addChild = (group: OpenGroup, entry: YamlEntry, context: Context): void => {
	const child = readGroup(entry, context);
	if (child === undefined) {
		return;
	}

	if (child === 'all' || contains(context.tree, child, group.name)) {
		context.problems.add(
			'group-loop',
			entry,
			`The group ${quoted(child)} stands below ${quoted(group.name)} and above it; Ansible refuses the file.`,
		);
		return;
	}

	link(context.tree, group.name, child);
};

/** Whether `inner` is `outer` or somewhere below it. Walks up, because a group has few ancestors. */
const contains = ({groups}: OpenTree, outer: string, inner: string): boolean => {
	const seen = new Set<string>();
	const waiting = [inner];
	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		if (name === outer) {
			return true;
		}

		if (!seen.has(name)) {
			seen.add(name);
			waiting.push(...(groups.get(name)?.parents ?? []));
		}
	}

	return false;
};

const addHosts = (group: OpenGroup, entry: YamlEntry, context: Context): void => {
	const {key, value} = entry;
	if (!entry.keyIsText || key === '') {
		context.problems.add('bad-structure', entry, `The host ${quoted(key)} is not text; put it in quotes.`);
	}

	const pattern = expandHosts(key);
	if (!pattern.ok) {
		context.problems.add('host-range', entry, `The host range ${quoted(key)} cannot be expanded: ${pattern.reason}.`);
		return;
	}

	if (pattern.hosts.length === 0) {
		context.problems.add('host-range', entry, `The host range ${quoted(key)} stands for no host.`);
	}

	const vars = hostVars(entry, value, context);
	for (const name of pattern.hosts) {
		addHost({group, name, entry, port: pattern.port, vars}, context);
	}
};

type NewHost = {
	readonly group: OpenGroup;
	readonly name: string;
	readonly entry: YamlEntry;
	readonly port: number | undefined;
	readonly vars: YamlMap['entries'];
};

const addHost = ({group, name, entry, port, vars}: NewHost, {tree}: Context): void => {
	const {file, line} = entry;
	const known = tree.hosts.get(name);
	const host = known ?? {name, file, line, vars: new Map<string, YamlEntry>()};
	tree.hosts.set(name, host);
	group.hosts.add(name);
	// Ansible takes the port of `host:2222` only where it meets the host for the first time.
	if (known === undefined && port !== undefined) {
		const node = {kind: 'scalar', value: port, tag: undefined, file, line} as const;
		host.vars.set('ansible_port', {key: 'ansible_port', keyIsText: true, value: node, file, line});
	}

	for (const [variable, value] of vars) {
		host.vars.set(variable, value);
	}
};

const hostVars = (entry: YamlEntry, value: YamlNode, {problems}: Context): YamlMap['entries'] => {
	if (value.kind === 'map') {
		return value.entries;
	}

	if (!isFalsy(value)) {
		problems.add(
			'bad-structure',
			entry,
			`The host ${quoted(entry.key)} is ${kindOf(value)} where a map of variables belongs; Ansible refuses the file.`,
		);
	}

	return new Map();
};

const isNull = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;

/** What Python takes for "nothing here": Ansible reads it as no variables. */
const isFalsy = (node: YamlNode): boolean =>
	node.kind === 'list'
		? node.items.length === 0
		: node.kind === 'scalar' && (node.value === null || node.value === '' || node.value === 0 || node.value === false);
