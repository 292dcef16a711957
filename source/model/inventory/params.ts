import {roleDefaults, type DefaultOf} from './defaults.ts';
import type {Host} from './ansible/merge.ts';
import type {ProblemLog} from './problem-log.ts';
import {kindOf, type YamlEntry, type YamlMap, type YamlNode} from './yaml/yaml-node.ts';

/**
 * Reads a host's parameters with their types, the role default filled in. A value of the wrong type is reported once
 * and the default taken; a Jinja expression is nobody's type and is not reported again here.
 */
export type Params = {
	readonly host: Host;
	readonly entry: (name: string) => YamlEntry | undefined;
	readonly text: (name: DefaultOf<string>) => string;
	/** A whole number, 0 or more. */
	readonly whole: (name: DefaultOf<number>) => number;
	readonly flag: (name: DefaultOf<boolean>) => boolean;
	/** Undefined when missing, empty or no text; a number counts as text. */
	readonly optionalText: (name: string) => string | undefined;
	readonly list: (name: string) => readonly YamlNode[];
	readonly map: (name: string) => YamlMap | undefined;
};

export const paramsOf = (host: Host, problems: ProblemLog): Params => {
	const read = <Value>(name: string, wanted: string, as: (node: YamlNode) => Value | undefined): Value | undefined => {
		const entry = host.get(name);
		const value = entry && as(entry.value);
		if (entry !== undefined && value === undefined && !isSilent(entry.value, wanted)) {
			const {value: node} = entry;
			problems.add('wrong-type', entry, `${name} is ${describe(node, wanted)} where ${wanted} belongs.`);
		}

		return value;
	};

	const optionalText = (name: string) => read(name, 'text', textOf);
	return {
		host,
		entry: host.get,
		text: name => optionalText(name) ?? roleDefaults[name],
		whole: name => read(name, wholeNumber, wholeOf) ?? roleDefaults[name],
		flag: name => read(name, 'true or false', flagOf) ?? roleDefaults[name],
		optionalText,
		list: name => read(name, 'a list', node => (node.kind === 'list' ? node.items : undefined)) ?? [],
		map: name => read(name, 'a map', node => (node.kind === 'map' ? node : undefined)),
	};
};

const wholeNumber = 'a whole number';

/** Text as Ansible would render it. An empty value is no text, because no role means the word "None". */
export const textOf = (node: YamlNode | undefined): string | undefined =>
	node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;

export const wholeOf = (node: YamlNode | undefined): number | undefined => {
	if (node?.kind !== 'scalar') {
		return undefined;
	}

	const {value} = node;
	if (typeof value === 'number') {
		return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
	}

	return typeof value === 'string' && /^[0-9]{1,15}$/.test(value) ? Number(value) : undefined;
};

/** Ansible's `bool` filter: these words are true, every other text is false. */
export const flagOf = (node: YamlNode | undefined): boolean | undefined =>
	node?.kind === 'scalar' && node.value !== null && !isTemplate(node)
		? ['true', 'yes', 'on', '1', 'y', 't'].includes(String(node.value).toLowerCase())
		: undefined;

/** A named field of a map, such as `name` of a user. */
export const field = (node: YamlNode, name: string): YamlNode | undefined =>
	node.kind === 'map' ? node.entries.get(name)?.value : undefined;

export const isTemplate = (node: YamlNode): boolean =>
	node.kind === 'scalar' && node.tag === undefined && typeof node.value === 'string' && /\{\{|\{%/.test(node.value);

/** Empty text and nothing are common ways to write "not set" where text or a list belongs. */
const isSilent = (node: YamlNode, wanted: string): boolean =>
	isTemplate(node) ||
	(node.kind === 'scalar' && node.tag === 'vault') ||
	(node.kind === 'scalar' && (node.value === null || (node.value === '' && wanted !== wholeNumber)));

const describe = (node: YamlNode, wanted: string): string =>
	wanted === wholeNumber && node.kind === 'scalar' && typeof node.value === 'number' ? 'no such number' : kindOf(node);
