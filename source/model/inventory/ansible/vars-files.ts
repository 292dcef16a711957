import type {InventoryFile} from '../inventory.ts';
import type {ProblemLog} from '../problem-log.ts';
import type {Vars} from './group.ts';
import {readYaml} from '../yaml/yaml-document.ts';
import {kindOf} from '../yaml/yaml-node.ts';

/** What `group_vars/` and `host_vars/` beside the inventory say about one group or host; empty when nothing. */
export type VarsFiles = {
	readonly group: (name: string) => Vars;
	readonly host: (name: string) => Vars;
	readonly all: readonly Vars[];
};

/**
 * `name`, `name.yml`, `name.yaml`, `name.json` or a folder `name/`: the first of these that exists, as Ansible's
 * `host_group_vars` has it. Files that belong to no group and no host are reported.
 */
export const varsFiles = (
	main: InventoryFile,
	others: readonly InventoryFile[],
	names: {readonly groups: ReadonlySet<string>; readonly hosts: ReadonlySet<string>},
	problems: ProblemLog,
): VarsFiles => {
	const folder = main.path.replace(/[^/]*$/, '');
	const read = (kind: 'group_vars' | 'host_vars', known: ReadonlySet<string>) => {
		const found = others.flatMap(file => inFolder(file, folder, kind));
		return byOwner(found, known, problems);
	};

	const groups = read('group_vars', names.groups);
	const hosts = read('host_vars', names.hosts);
	return {
		group: name => groups.get(name) ?? noVars,
		host: name => hosts.get(name) ?? noVars,
		all: [...groups.values(), ...hosts.values()],
	};
};

const noVars: Vars = new Map();
const extensions = ['', '.yml', '.yaml', '.json'];

/** `path` is relative to `group_vars/` or `host_vars/`. */
type Found = {readonly path: string; readonly file: InventoryFile};

const inFolder = (file: InventoryFile, folder: string, kind: string): readonly Found[] => {
	const below = file.path.startsWith(folder) ? file.path.slice(folder.length) : file.path;
	const start = below.startsWith(`${kind}/`) ? 0 : below.indexOf(`/${kind}/`) + 1;
	return below.startsWith(`${kind}/`, start) ? [{path: below.slice(start + kind.length + 1), file}] : [];
};

const byOwner = (found: readonly Found[], known: ReadonlySet<string>, problems: ProblemLog): Map<string, Vars> => {
	const unused = new Set(found.filter(({path}) => !isScratch(path)));
	const vars = new Map<string, Vars>();
	for (const name of known) {
		const own = filesOf(name, found);
		for (const each of own) {
			unused.delete(each);
		}

		if (own.length > 0) {
			vars.set(name, new Map(own.flatMap(({file}) => [...varsOf(file, problems)])));
		}
	}

	for (const {file} of unused) {
		problems.add(
			'vars-file-unused',
			{file: file.path, line: undefined},
			'Ansible does not read this file: it is named after no group and no host of the inventory, or another file of that name comes first.',
		);
	}

	return vars;
};

const filesOf = (name: string, found: readonly Found[]): readonly Found[] => {
	for (const extension of extensions) {
		const wanted = `${name}${extension}`;
		const own = found.filter(({path}) => path === wanted || path.startsWith(`${wanted}/`));
		if (own.length > 0) {
			return own.filter(({path}) => path === wanted || isVisible(path.slice(wanted.length + 1))).toSorted(byPath);
		}
	}

	return [];
};

/** Within a folder: no hidden files, no backups, no folders with an extension, only the known extensions. */
const isVisible = (path: string): boolean => {
	const parts = path.split('/');
	return parts.every((part, index) => {
		const extension = /(?<=[^.])\.[^.]*$/.exec(part)?.[0] ?? '';
		const allowed = index < parts.length - 1 ? [''] : extensions;
		return !isScratch(part) && allowed.includes(extension);
	});
};

/** Hidden files and an editor's backups, which nobody expects to be read. */
const isScratch = (path: string): boolean => path.split('/').some(part => part.startsWith('.') || part.endsWith('~'));

const byPath = (a: Found, b: Found): number => {
	const [left, right] = [a.path.split('/'), b.path.split('/')];
	const index = left.findIndex((part, at) => part !== right[at]);
	return index === -1 ? left.length - right.length : (left[index] ?? '') < (right[index] ?? '') ? -1 : 1;
};

const varsOf = (file: InventoryFile, problems: ProblemLog): Vars => {
	const root = readYaml(file, problems);
	if (root === undefined || (root.kind === 'scalar' && !root.value)) {
		return noVars;
	}

	if (root.kind !== 'map') {
		problems.add('bad-structure', root, `The file is ${kindOf(root)} where a map of variables belongs.`);
		return noVars;
	}

	return root.entries;
};
