import {createHash, randomUUID} from 'node:crypto';
import {errorText} from '../format/error-text.ts';
import type {AuditEntry, AuditOrigin} from '../model/audit-record.ts';
import {seal, tornMark, type ChainLink, type Hash} from '../safety/audit-chain.ts';
import {redact} from '../safety/redact.ts';
import type {AuditFile} from '../safety/verify-chain.ts';
import {appendToAuditFile, readAuditFile, systemDisk, type AuditDisk} from './audit-file.ts';
import {makeAuditFolder, monthFiles, openAuditFolder, type AuditFolder} from './audit-folder.ts';
import {readAuditTail, type AuditTail} from './audit-tail.ts';
import type {AuditWitness} from './audit-witness.ts';
import type {Clock} from './clock.ts';
import {lockOpenFile} from './transports/kernel-lock.ts';

/** Whether a record is on disk. If it is not, nothing may be done. `problem`: what happened, newline, what to do. */
export type AuditOutcome =
	| {readonly ok: true; readonly link: ChainLink}
	| {readonly ok: false; readonly problem: string};

export type Audit = {
	/** Resolves when the record is on disk or cannot be. Never rejects. */
	readonly record: (entry: AuditEntry) => Promise<AuditOutcome>;
	/** The files of the log as they are between two writes; none when nothing was recorded yet. */
	readonly read: () => Promise<
		{readonly ok: true; readonly files: readonly AuditFile[]} | {readonly ok: false; readonly problem: string}
	>;
};

export type AuditOptions = {
	/** The state directory: the log is the folder `audit` in it. */
	readonly home: string;
	readonly clock: Clock;
	readonly origin: AuditOrigin;
	readonly disk?: AuditDisk;
	/** Told where the chain ends after each record. It is no condition: a machine without a system log still has its audit. */
	readonly witness?: Pick<AuditWitness, 'tell'>;
};

export const sha256: Hash = bytes => createHash('sha256').update(bytes, 'latin1').digest('hex');

/** The audit log. Nothing is touched before the first call. Several processes may write at once. */
export const openAudit = ({home, clock, origin, disk = systemDisk, witness}: AuditOptions): Audit => {
	const {uid} = origin.operator;
	return {
		record: entry =>
			asOutcome(home, 'is not available, so nothing is changed', async () => {
				const folder = await makeAuditFolder(home, uid);
				return whileLocked(folder, 'exclusive', async () => {
					const at = new Date(clock.now()).toISOString();
					const stamp = {v: 1, at, steadyMs: clock.steady?.(), ...origin};
					const tail = await readAuditTail(folder, uid, sha256);
					const link = await addRecords([stamp, redacted(entry)], {folder, uid, disk}, tail);
					await witness?.tell(link);
					return {ok: true, link};
				});
			}),
		read: () =>
			asOutcome(home, 'cannot be read', async () => {
				const folder = await openAuditFolder(home, uid);
				if (folder === undefined) {
					return {ok: true, files: []};
				}

				return whileLocked(folder, 'shared', async () => {
					const names = await monthFiles(folder.path);
					const files = names.map(async name => ({name, text: await readAuditFile(folder, name, uid)}));
					return {ok: true, files: await Promise.all(files)};
				});
			}),
	};
};

type Fields = Readonly<Record<string, unknown>>;
type Place = {readonly folder: AuditFolder; readonly uid: number; readonly disk: AuditDisk};

/**
 * Adds a record after what the log ends with: before the first one comes the genesis, and after an interrupted write one
 * that owns up to its bytes, in the same file. The month never goes back, whatever the clock does.
 */
const addRecords = async (
	[stamp, content]: readonly [Fields & {at: string}, Fields],
	place: Place,
	tail: AuditTail,
) => {
	let {link} = tail;
	const month = `${stamp.at.slice(0, 7)}.jsonl`;
	const append = async (name: string, fields: Fields, before: string) => {
		const sealed = seal({...stamp, ...fields}, link, sha256);
		await appendToAuditFile({...place, name}, `${before}${sealed.line}\n`, place.disk);
		link = sealed.link;
	};

	const mark = tail.torn === '' ? undefined : tornMark(tail.torn, sha256);
	const oldest = tail.file ?? month;
	if (tail.link.seq === 0) {
		await append(oldest, {event: 'genesis', deployment: randomUUID(), ...mark}, mark === undefined ? '' : '\n');
	} else if (mark !== undefined) {
		await append(oldest, {event: 'recovered', ...mark}, '\n');
	}

	const name = tail.file !== undefined && tail.file > month ? tail.file : month;
	await append(name, content, name === tail.file && !tail.isEnded && mark === undefined ? '\n' : '');
	return link;
};

const redacted = (entry: AuditEntry): Fields =>
	Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, redact(value)]));

/** The lock is on the folder, not on a file: it holds over the turn of a month, and there is no file to lose. */
const whileLocked = async <Value>(
	{handle}: AuditFolder,
	kind: 'exclusive' | 'shared',
	act: () => Promise<Value>,
): Promise<Value> => {
	try {
		await lockOpenFile(handle.fd, kind);
		return await act();
	} finally {
		await handle.close();
	}
};

const asOutcome = async <Value>(
	home: string,
	trouble: string,
	act: () => Promise<Value>,
): Promise<Value | {readonly ok: false; readonly problem: string}> => {
	try {
		return await act();
	} catch (error) {
		const said = errorText(error);
		const what = said.includes('\n') ? said : `${said}\nSee to the disk and the permissions of ${home}`;
		return {ok: false, problem: `The audit log ${trouble}: ${what}`};
	}
};
