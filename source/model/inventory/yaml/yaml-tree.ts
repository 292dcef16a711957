import {isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq} from 'yaml';
import {quoted, type ProblemLog} from '../problem-log.ts';
import {plainScalar, taggedScalar} from './yaml-scalar.ts';
import {vaultText, type Place, type ScalarValue, type YamlEntry, type YamlNode} from './yaml-node.ts';

type PlaceOf = (offset: number | undefined) => Place;

/** Turns the parser's nodes into ours: scalars resolved as PyYAML does, aliases and merge keys followed, each with its place. */
export const yamlTree = (root: Node | null, placeOf: PlaceOf, problems: ProblemLog): YamlNode =>
	convert(root, {placeOf, problems, anchors: new Map(), sizes: new Map(), depth: 0, spent: {nodes: 0}});

/** How many values a file may come to once its aliases are followed; a real inventory has some ten thousand. */
const nodesMax = 2_000_000;
const depthMax = 200;

type Context = {
	readonly placeOf: PlaceOf;
	readonly problems: ProblemLog;
	/** `open` while its own content is being read: an alias to it there would contain itself. */
	readonly anchors: Map<string, YamlNode | 'open'>;
	/** Values below an anchored node: what each alias to it costs. */
	readonly sizes: Map<YamlNode, number>;
	readonly depth: number;
	readonly spent: {nodes: number};
};

const convert = (node: Node | null, context: Context): YamlNode => {
	const place = context.placeOf(node?.range?.[0]);
	if (node === null) {
		return empty(place);
	}

	if (isAlias(node)) {
		return aliased(node, place, context);
	}

	if (context.depth > depthMax) {
		context.problems.add('yaml-too-large', place, `Values are nested more than ${depthMax} deep; they are left out.`);
		return empty(place);
	}

	const before = context.spent.nodes;
	const anchor = 'anchor' in node ? node.anchor : undefined;
	if (anchor !== undefined) {
		context.anchors.set(anchor, 'open');
	}

	const made = contentOf(node, place, context);
	if (anchor !== undefined) {
		context.anchors.set(anchor, made);
		context.sizes.set(made, context.spent.nodes - before);
	}

	return made;
};

const contentOf = (node: Node, place: Place, context: Context): YamlNode => {
	context.spent.nodes += 1;
	const below = {...context, depth: context.depth + 1};
	if (isMap(node)) {
		checkTag(node, 'map', place, context);
		return {kind: 'map', entries: entriesOf(node, below), ...place};
	}

	if (isSeq(node)) {
		checkTag(node, 'seq', place, context);
		return {kind: 'list', items: itemsOf(node, below), ...place};
	}

	return isScalar(node) ? scalarOf(node, place, context) : empty(place);
};

const empty = (place: Place): YamlNode => ({kind: 'scalar', value: null, tag: undefined, ...place});

const itemsOf = (list: YAMLSeq, context: Context): readonly YamlNode[] =>
	list.items.map(item => convert(nodeOf(item), context));

const nodeOf = (item: unknown): Node | null =>
	isMap(item) || isSeq(item) || isScalar(item) || isAlias(item) ? item : null;

/** Merged entries come first, so that a map's own keys win; among `<<` entries the last one wins, as in PyYAML. */
const entriesOf = (map: YAMLMap, context: Context): ReadonlyMap<string, YamlEntry> => {
	const merged = new Map<string, YamlEntry>();
	const own = new Map<string, YamlEntry>();
	for (const pair of map.items) {
		const keyNode = nodeOf(pair.key);
		if (isScalar(keyNode) && keyNode.type === 'PLAIN' && keyNode.source === '<<') {
			mergeInto(merged, convert(nodeOf(pair.value), context), context);
			continue;
		}

		const key = convert(keyNode, context);
		const value = convert(nodeOf(pair.value), context);
		addEntry(own, key, value, context);
	}

	return merged.size === 0 ? own : new Map([...merged, ...own]);
};

const addEntry = (own: Map<string, YamlEntry>, key: YamlNode, value: YamlNode, {problems}: Context): void => {
	if (key.kind !== 'scalar') {
		problems.add('yaml-key', key, `A ${key.kind} stands where a key belongs; Ansible refuses the file.`);
		return;
	}

	const name = keyText(key.value);
	const earlier = own.get(name);
	if (earlier !== undefined) {
		const where = earlier.line === undefined ? '' : `, first in line ${earlier.line}`;
		problems.add('duplicate-key', key, `The key ${quoted(name)} is there twice${where}; the last one wins.`);
	}

	const {file, line} = key;
	own.set(name, {key: name, keyIsText: typeof key.value === 'string', value, file, line});
};

/** Keys as Ansible's JSON shows them: `6379`, `true`, `null`. */
const keyText = (value: ScalarValue): string => (typeof value === 'string' ? value : String(value));

const mergeInto = (merged: Map<string, YamlEntry>, source: YamlNode, context: Context): void => {
	const maps = source.kind === 'list' ? source.items.toReversed() : [source];
	for (const map of maps) {
		if (map.kind !== 'map') {
			context.problems.add('bad-structure', map, 'The merge key "<<" needs a map, or a list of maps.');
			continue;
		}

		for (const [name, entry] of map.entries) {
			context.spent.nodes += 1;
			merged.set(name, entry);
		}
	}
};

const aliased = (alias: Alias, place: Place, context: Context): YamlNode => {
	const target = context.anchors.get(alias.source);
	if (target === undefined) {
		context.problems.add('yaml-alias', place, `The alias ${quoted(alias.source)} has no anchor before it.`);
		return empty(place);
	}

	if (target === 'open') {
		context.problems.add('yaml-alias', place, `The alias ${quoted(alias.source)} stands inside its own anchor.`);
		return empty(place);
	}

	context.spent.nodes += context.sizes.get(target) ?? 1;
	if (context.spent.nodes > nodesMax) {
		context.problems.add(
			'yaml-too-large',
			{...place, line: undefined},
			`Aliases blow the file up to more than ${nodesMax} values; the rest of them are left empty.`,
		);
		return empty(place);
	}

	return target;
};

const prefix = 'tag:yaml.org,2002:';
const vaultTags: ReadonlySet<string> = new Set(['!vault', '!vault-encrypted']);

const checkTag = (node: YAMLMap | YAMLSeq, usual: 'map' | 'seq', place: Place, {problems}: Context): void => {
	const tag = node.tag;
	if (tag !== undefined && tag !== `${prefix}${usual}` && tag !== '!unsafe' && tag !== '!') {
		problems.add('yaml-tag', place, `Ansible does not know the tag ${quoted(tag)} here and refuses the file.`);
	}
};

const scalarOf = (node: Scalar, place: Place, {problems}: Context): YamlNode => {
	const source = node.source ?? (typeof node.value === 'string' ? node.value : '');
	const {tag} = node;
	if (tag === undefined) {
		return {kind: 'scalar', value: node.type === 'PLAIN' ? plainScalar(source) : source, tag: undefined, ...place};
	}

	if (vaultTags.has(tag)) {
		return {kind: 'scalar', value: vaultText, tag: 'vault', ...place};
	}

	if (tag === '!unsafe' || tag === '!') {
		return {kind: 'scalar', value: source, tag: tag === '!' ? undefined : 'unsafe', ...place};
	}

	const value = tag.startsWith(prefix) ? taggedScalar(tag.slice(prefix.length), source) : undefined;
	if (value === undefined) {
		problems.add('yaml-tag', place, `The tag ${quoted(tag)} does not fit here; Ansible refuses the file.`);
	}

	return {kind: 'scalar', value: value === undefined ? source : value, tag: undefined, ...place};
};
