import {isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Scalar, type YAMLMap, type YAMLSeq} from 'yaml';
import {quoted, type ProblemLog} from '../problem-log.ts';
import {plainScalar, taggedScalar} from './yaml-scalar.ts';
import {vaultText, type Place, type ScalarValue, type YamlEntry, type YamlNode, type YamlScalar} from './yaml-node.ts';

/** 1-based line of a character offset. */
export type LineOf = (offset: number) => number;

/** Turns the parser's nodes into ours: scalars resolved as PyYAML does, aliases and merge keys followed, each with its place. */
export const yamlTree = (root: Node, file: string, lineOf: LineOf, problems: ProblemLog): YamlNode =>
	convert(root, {file, lineOf, problems, anchors: new Map(), sizes: new Map(), nodes: 0, depth: 0});

/** How many values a file may come to once its aliases are followed; a real inventory has some ten thousand. */
const nodesMax = 2_000_000;
const depthMax = 200;

type Context = {
	readonly file: string;
	readonly lineOf: LineOf;
	readonly problems: ProblemLog;
	/** `open` while its own content is being read: an alias to it there would contain itself. */
	readonly anchors: Map<string, YamlNode | 'open'>;
	/** Values below an anchored node: what each alias to it costs. */
	readonly sizes: Map<YamlNode, number>;
	/** Values made so far, those behind aliases counted each time. */
	nodes: number;
	/** How deep the value is that is being made. */
	depth: number;
};

const convert = (node: Node | null, context: Context): YamlNode => {
	const place = placeOf(node, context);
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

	const before = context.nodes;
	const anchor = 'anchor' in node ? node.anchor : undefined;
	if (anchor !== undefined) {
		context.anchors.set(anchor, 'open');
	}

	const made = contentOf(node, place, context);
	if (anchor !== undefined) {
		context.anchors.set(anchor, made);
		context.sizes.set(made, context.nodes - before);
	}

	return made;
};

const contentOf = (node: Node, place: Place, context: Context): YamlNode => {
	context.nodes += 1;
	if (isScalar(node)) {
		return scalarOf(node, place, context);
	}

	context.depth += 1;
	const made = collectionOf(node, place, context);
	context.depth -= 1;
	return made;
};

const collectionOf = (node: Node, {file, line}: Place, context: Context): YamlNode => {
	if (isMap(node)) {
		checkTag(node, 'map', {file, line}, context);
		return {kind: 'map', entries: entriesOf(node, context), file, line};
	}

	if (isSeq(node)) {
		checkTag(node, 'seq', {file, line}, context);
		return {kind: 'list', items: itemsOf(node, context), file, line};
	}

	return empty({file, line});
};

const empty = (place: Place): YamlNode => scalar(null, undefined, place);

const scalar = (value: ScalarValue, tag: YamlScalar['tag'], {file, line}: Place): YamlNode => ({
	kind: 'scalar',
	value,
	tag,
	file,
	line,
});

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

		const key = keyOf(keyNode, map.flow === true, context);
		const value = convert(nodeOf(pair.value), context);
		addEntry(own, key, value, context);
	}

	return merged.size === 0 ? own : new Map([...merged, ...own]);
};

const keyOf = (node: Node | null, inBrackets: boolean, context: Context): YamlNode => {
	const isEqualSign = isScalar(node) && node.type === 'PLAIN' && node.source === '=' && node.tag === undefined;
	const key = isEqualSign ? scalar('=', undefined, placeOf(node, context)) : convert(node, context);
	if (inBrackets && isScalar(node) && node.source === '' && node.type === 'PLAIN') {
		context.problems.add('yaml-syntax', key, 'A key is missing before a colon. Ansible refuses the file.');
	}

	return key;
};

const placeOf = (node: Node | null, {file, lineOf}: Context): Place => {
	const offset = node?.range?.[0];
	return {file, line: offset === undefined ? undefined : lineOf(offset)};
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
			context.nodes += 1;
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

	context.nodes += context.sizes.get(target) ?? 1;
	if (context.nodes > nodesMax) {
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
		const value = node.type === 'PLAIN' ? plainScalar(source) : source;
		if (value === undefined) {
			problems.add(
				'yaml-value',
				place,
				`${quoted(source)} is no value to Ansible, which refuses the file; put it in quotes.`,
			);
		}

		return scalar(value === undefined ? source : value, undefined, place);
	}

	if (vaultTags.has(tag)) {
		return scalar(vaultText, 'vault', place);
	}

	if (tag === '!unsafe' || tag === '!') {
		return scalar(source, tag === '!' ? undefined : 'unsafe', place);
	}

	const value = tag.startsWith(prefix) ? taggedScalar(tag.slice(prefix.length), source) : undefined;
	if (value === undefined) {
		problems.add('yaml-tag', place, `The tag ${quoted(tag)} does not fit here; Ansible refuses the file.`);
	}

	return scalar(value === undefined ? source : value, undefined, place);
};
