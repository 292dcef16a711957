import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync, statSync, type Stats} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import type {InventoryFile, InventoryReading} from '../model/inventory/inventory.ts';
import {readInventory} from '../model/inventory/read-inventory.ts';
import {fileProblem} from './file-problem.ts';

export type InventoryPlace = {readonly path: string} | {readonly problem: string};

/** Where the inventory is: `-i`, `$PIGSTY_HOME`, the current folder (its `ansible.cfg` first), `~/pigsty`. */
export const findInventory = (
	given: string | undefined,
	environment: NodeJS.ProcessEnv,
	cwd: string,
): InventoryPlace => {
	if (given !== undefined) {
		return placeOf(path.resolve(cwd, given));
	}

	const homes = [environment['PIGSTY_HOME'], cwd, path.join(homedir(), 'pigsty')].filter(home => home !== undefined);
	for (const home of homes) {
		const file = fromAnsibleConfig(home) ?? path.join(home, 'pigsty.yml');
		if (existsSync(file)) {
			return placeOf(file);
		}
	}

	return {
		problem: `no inventory found: looked for pigsty.yml in ${homes.join(', ')}\nGive one with -i FILE, or see the cockpit on a simulated fleet: pigsty-top demo`,
	};
};

const placeOf = (file: string): InventoryPlace => {
	const found = statOf(file);
	if ('problem' in found) {
		return {problem: `${file}: ${found.problem}\nGive the inventory with -i FILE`};
	}

	if (found.isDirectory()) {
		const inside = ['pigsty.yml', 'hosts.yml', 'hosts.yaml', 'inventory.yml']
			.map(name => path.join(file, name))
			.find(existsSync);
		return inside === undefined
			? {problem: `${file}: no pigsty.yml or hosts.yml in this folder\nGive the inventory file itself with -i FILE`}
			: {path: inside};
	}

	if (!found.isFile()) {
		return {problem: `${file}: not a regular file\nWrite it to a file first: it is read again when it changes`};
	}

	if (!/\.(ya?ml|json)$/.test(file) && (found.mode & 0o111) !== 0) {
		return {
			problem: `${file}: an executable inventory (CMDB) is not read\nWrite it out first: ansible-inventory -i ${file} --list --yaml > inventory.yml, then -i inventory.yml`,
		};
	}

	return {path: file};
};

const statOf = (file: string): Stats | {readonly problem: string} => {
	try {
		return statSync(file);
	} catch (error) {
		return {problem: fileProblem(error)};
	}
};

/** `inventory =` of `ansible.cfg`, when it names one file. */
const fromAnsibleConfig = (home: string): string | undefined => {
	const file = path.join(home, 'ansible.cfg');
	if (!existsSync(file)) {
		return undefined;
	}

	const named = /^\s*inventory\s*=\s*([^,;\n]+?)\s*(?:[,;].*)?$/m.exec(readFileSync(file, 'utf8'))?.[1];
	return named === undefined ? undefined : path.resolve(home, named);
};

/** What the files say, or that they cannot be read: a problem like any other. */
export const readInventoryFiles = (main: string): {readonly sha256: string; readonly reading: InventoryReading} => {
	try {
		const {files, sha256} = readInventoryText(main);
		return {sha256, reading: readInventory(files)};
	} catch (error) {
		const file = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : main;
		const text = `It cannot be read: ${fileProblem(error)}.`;
		return {
			sha256: '',
			reading: {
				inventory: undefined,
				problems: [{file, line: undefined, severity: 'crit', rule: 'unreadable', text}],
			},
		};
	}
};

export type InventoryText = {readonly files: readonly InventoryFile[]; readonly sha256: string};

/** The inventory and the `group_vars/` and `host_vars/` beside it, with one digest over all of them. Throws what the file system says. */
export const readInventoryText = (main: string): InventoryText => {
	const folder = path.dirname(main);
	const paths = [main, ...['group_vars', 'host_vars'].flatMap(name => filesBelow(path.join(folder, name)))];
	const files = paths.map(file => ({path: file, text: readFileSync(file, 'utf8')}));
	const digest = createHash('sha256');
	for (const {path: name, text} of files) {
		digest.update(name).update('\0').update(text).update('\0');
	}

	return {files, sha256: digest.digest('hex')};
};

const filesBelow = (folder: string): readonly string[] =>
	existsSync(folder)
		? readdirSync(folder, {withFileTypes: true, recursive: true})
				.filter(({name}) => !name.startsWith('.') && !/~$|\.(bak|orig|retry)$/.test(name))
				.map(entry => ({entry, file: path.join(entry.parentPath, entry.name)}))
				.filter(({entry, file}) => entry.isFile() || (entry.isSymbolicLink() && isFile(file)))
				.map(({file}) => file)
				.toSorted()
		: [];

const isFile = (file: string): boolean => statSync(file, {throwIfNoEntry: false})?.isFile() === true;

/** Changes whenever one of the files may have: names, sizes and times of all of them. Cheap enough for each second. */
export const inventoryStamp = (main: string): string => {
	const folder = path.dirname(main);
	return [main, ...['group_vars', 'host_vars'].flatMap(name => filesBelow(path.join(folder, name)))]
		.map(file => {
			const found = statSync(file, {throwIfNoEntry: false});
			return found === undefined
				? `${file} gone`
				: `${file} ${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
		})
		.join('\n');
};
