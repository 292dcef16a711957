import {constants} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import path from 'node:path';
import {demandOwnAlone, type AuditFolder} from './audit-folder.ts';
import {ProblemError} from './world.ts';

/** The two calls that a full or failing disk lets fail; tests let them fail. */
export type AuditDisk = {
	/** Answers how many bytes were written, which may be fewer. */
	readonly write: (file: FileHandle, bytes: Uint8Array) => Promise<number>;
	readonly sync: (file: FileHandle) => Promise<void>;
};

export const systemDisk: AuditDisk = {
	write: async (file, bytes) => (await file.write(bytes)).bytesWritten,
	sync: file => file.sync(),
};

/** The bytes of a file, each as one character. Empty when it is not there. */
export const readAuditFile = async (folder: AuditFolder, name: string, uid: number): Promise<string> => {
	const file = await openOwn(folder, name, uid, constants.O_RDONLY);
	try {
		return await file.readFile('latin1');
	} finally {
		await file.close();
	}
};

/** Adds to a file, which is made if it is not there. On disk when it resolves; else it rejects. */
export const appendToAuditFile = async (
	{folder, name, uid}: {readonly folder: AuditFolder; readonly name: string; readonly uid: number},
	text: string,
	disk: AuditDisk,
): Promise<void> => {
	const file = await openOwn(folder, name, uid, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT);
	try {
		let bytes: Uint8Array = Buffer.from(text, 'latin1');
		while (bytes.length > 0) {
			const written = await disk.write(file, bytes);
			if (written === 0) {
				throw new ProblemError('refused', `${name}: the disk takes no more\nMake room`);
			}

			bytes = bytes.subarray(written);
		}

		await disk.sync(file);
		await disk.sync(folder.handle); // Always: whoever made the file may have died before it could.
	} finally {
		await file.close();
	}
};

/** Node opens with O_CLOEXEC always. Without O_NONBLOCK a pipe put in the file's place would stop us for ever. */
const openOwn = async (folder: AuditFolder, name: string, uid: number, flags: number): Promise<FileHandle> => {
	const place = path.join(folder.path, name);
	const file = await open(place, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o600);
	try {
		const stats = await file.stat();
		if (!stats.isFile() || stats.nlink !== 1) {
			throw new ProblemError('refused', `${place} is no plain file with one name\nSee who put it there`);
		}

		demandOwnAlone(place, stats, uid, 0o600);
		return file;
	} catch (error) {
		await file.close();
		throw error;
	}
};
