import {canonicalJson} from './canonical-json.ts';

/** SHA-256, in hex, of a text whose characters are bytes (ISO 8859-1). */
export type Hash = (bytes: string) => string;

/** The place in the chain that the next record ties itself to. */
export type ChainLink = {readonly seq: number; readonly hash: string};

export type AuditRecord = Readonly<Record<string, unknown>> & ChainLink & {readonly prev: string};

/** What comes before the first record. */
export const chainStart: ChainLink = {seq: 0, hash: '0'.repeat(64)};

/** One record as its line, without the line end, and its link: hash = H(prev ‖ canonical JSON without the hash). */
export const seal = (
	content: Readonly<Record<string, unknown>>,
	previous: ChainLink,
	hash: Hash,
): {readonly line: string; readonly link: ChainLink} => {
	const record = {...content, seq: previous.seq + 1, prev: previous.hash};
	const digest = hash(previous.hash + canonicalJson(record));
	return {line: canonicalJson({...record, hash: digest}), link: {seq: record.seq, hash: digest}};
};

/**
 * Reads a line. `torn` is what no record can be: the beginning of one, or nothing. `edited` is a record of which a byte is
 * not what was written.
 */
export const unseal = (line: string, hash: Hash): AuditRecord | 'torn' | 'edited' => {
	const read = parse(line);
	if (read === undefined) {
		return 'torn';
	}

	const {hash: digest, ...content} = read;
	const {seq, prev} = content;
	const isWhole =
		typeof digest === 'string' &&
		typeof seq === 'number' &&
		typeof prev === 'string' &&
		canonicalJson(read) === line &&
		hash(prev + canonicalJson(content)) === digest;
	return isWhole ? {...content, seq, prev, hash: digest} : 'edited';
};

/** How a record says which bytes before it are left of an interrupted write. */
export const tornMark = (bytes: string, hash: Hash) => ({tornBytes: bytes.length, tornSha256: hash(bytes)});

const parse = (line: string): Readonly<Record<string, unknown>> | undefined => {
	try {
		const read: unknown = JSON.parse(line);
		return isObject(read) ? read : undefined;
	} catch {
		return undefined;
	}
};

const isObject = (read: unknown): read is Readonly<Record<string, unknown>> =>
	typeof read === 'object' && read !== null && !Array.isArray(read);
