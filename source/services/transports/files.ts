import {type Dirent, type Stats} from 'node:fs';
import {lstat, readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {ProblemError} from '../world.ts';

export type PrivateFile = {
	readonly path: string;
	/** Permission bits. */ readonly mode: number;
	readonly owner: string;
};

/** A PKI with more files than this is looked at in part. */
const filesAtMost = 2000;

/**
 * Owner and mode of the private files below Pigsty's home: the inventory, which holds passwords, and every `*.key` of the
 * PKI. Nothing is opened. Links are not followed: what they point to is somebody else's.
 */
export const privateFiles = async (pigstyHome: string): Promise<readonly PrivateFile[]> => {
	const pki = path.join(pigstyHome, 'files', 'pki');
	const names = [path.join(pigstyHome, 'pigsty.yml'), ...(await keysBelow(pki))];
	const owners = await userNames();
	const found = await Promise.all(names.map(async name => ({name, stats: await look(name)})));
	return found.flatMap(({name, stats}) =>
		stats?.isFile() === true
			? [{path: name, mode: stats.mode & 0o7777, owner: owners.get(stats.uid) ?? `uid ${stats.uid}`}]
			: [],
	);
};

const keysBelow = async (folder: string): Promise<readonly string[]> => {
	const entries = await list(folder);
	return entries
		.slice(0, filesAtMost)
		.filter(entry => entry.isFile() && entry.name.endsWith('.key'))
		.map(entry => path.join(entry.parentPath, entry.name))
		.toSorted();
};

const list = async (folder: string): Promise<readonly Dirent[]> => {
	try {
		return await readdir(folder, {recursive: true, withFileTypes: true});
	} catch (error) {
		if (isMissing(error)) {
			return [];
		}

		throw new ProblemError(
			'refused',
			`${folder}: we may not look into it (${codeOf(error)})\nRun pigsty-top as the user that installed Pigsty`,
		);
	}
};

/** Undefined for a file that is not there. */
const look = async (name: string): Promise<Stats | undefined> => {
	try {
		return await lstat(name);
	} catch {
		return undefined;
	}
};

const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';

/** Local accounts only; of users from a directory service the number is shown. */
const userNames = async (): Promise<ReadonlyMap<number, string>> => {
	const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map(line => line.split(':'));
	return new Map(lines.flatMap(([name, , uid]) => (name && uid ? [[Number(uid), name] as const] : [])));
};
