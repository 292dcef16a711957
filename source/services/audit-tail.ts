import {chainStart, unseal, type ChainLink, type Hash} from '../safety/audit-chain.ts';
import {readAuditFile} from './audit-file.ts';
import {monthFiles, type AuditFolder} from './audit-folder.ts';
import {ProblemError} from './world.ts';

/** Where the log ends. */
export type AuditTail = {
	readonly link: ChainLink;
	/** The newest file; undefined when there is none. */
	readonly file: string | undefined;
	/** Bytes in it after the last record, left of an interrupted write. */
	readonly torn: string;
	/** False when nothing but the end of its line is missing to the last record. */
	readonly isEnded: boolean;
};

/** Reads the end of the log. Rejects when it ends with a record that was tampered with: nothing is added to such a log. */
export const readAuditTail = async (folder: AuditFolder, uid: number, hash: Hash): Promise<AuditTail> => {
	const names = await monthFiles(folder.path);
	const newest = names.at(-1);
	let newestText: string | undefined;
	for (const name of names.toReversed()) {
		const text = await readAuditFile(folder, name, uid);
		newestText ??= text;
		const end = endOf(text, hash);
		if (end === 'edited') {
			throw new ProblemError(
				'refused',
				`${name} ends with a record that is not as it was written\nRun \`pigsty-top audit verify\`, and keep the file as evidence`,
			);
		}

		if (end !== undefined) {
			return name === newest ? {...end, file: newest} : {link: end.link, file: newest, torn: newestText, isEnded: true};
		}
	}

	return {link: chainStart, file: newest, torn: newestText ?? '', isEnded: true};
};

const endOf = (text: string, hash: Hash): Omit<AuditTail, 'file'> | 'edited' | undefined => {
	for (let end = text.length; end > 0;) {
		const lineEnd = text[end - 1] === '\n' ? end - 1 : end;
		const lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
		const read = unseal(text.slice(lineStart, lineEnd), hash);
		if (read === 'edited') {
			return read;
		}

		if (read !== 'torn') {
			return {link: {seq: read.seq, hash: read.hash}, torn: text.slice(end), isEnded: lineEnd < end};
		}

		end = lineStart;
	}

	return undefined;
};
