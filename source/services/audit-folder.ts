import {constants, type Stats} from 'node:fs';
import {mkdir, open, readdir, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {ProblemError} from './world.ts';

export type AuditFolder = {readonly path: string; readonly handle: FileHandle};

/** Undefined when nothing was recorded yet. Rejects when it is not ours alone. The caller closes the handle. */
export const openAuditFolder = async (home: string, uid: number): Promise<AuditFolder | undefined> => {
	const folder = path.join(home, 'audit');
	const parent = await openFolder(home, uid);
	await parent?.close();
	const handle = await openFolder(folder, uid);
	return handle === undefined ? undefined : {path: folder, handle};
};

/** The same, made if it is not there, and on disk before anything is written into it. */
export const makeAuditFolder = async (home: string, uid: number): Promise<AuditFolder> => {
	const made = await mkdir(path.join(home, 'audit'), {recursive: true, mode: 0o700});
	const folder = await openAuditFolder(home, uid);
	if (folder === undefined) {
		throw new ProblemError('refused', `${home} was taken away while we opened it\nTry again`);
	}

	if (made !== undefined) {
		await syncFolder(home);
		await syncFolder(path.dirname(home));
	}

	return folder;
};

/** The files of the log, the oldest month first. */
export const monthFiles = async (folder: string): Promise<readonly string[]> =>
	(await readdir(folder)).filter(name => /^\d{4}-\d{2}\.jsonl$/.test(name)).toSorted();

/** What others could write or read is no evidence. */
export const demandOwnAlone = (name: string, {uid: owner, mode}: Stats, uid: number, wanted: number): void => {
	if (owner !== uid) {
		throw new ProblemError('refused', `${name} belongs to uid ${owner}, not to you (${uid})\nGive it to its user`);
	}

	if ((mode & 0o777) !== wanted) {
		const found = (mode & 0o777).toString(8).padStart(4, '0');
		throw new ProblemError(
			'refused',
			`${name} has mode ${found} instead of 0${wanted.toString(8)}\nSee who changed it, then \`chmod ${wanted.toString(8)}\` it`,
		);
	}
};

const openFolder = async (folder: string, uid: number): Promise<FileHandle | undefined> => {
	const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch(
		(error: unknown) => {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
				return undefined;
			}

			throw error;
		},
	);
	try {
		if (handle !== undefined) {
			demandOwnAlone(folder, await handle.stat(), uid, 0o700);
		}

		return handle;
	} catch (error) {
		await handle?.close();
		throw error;
	}
};

const syncFolder = async (folder: string): Promise<void> => {
	const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
};
