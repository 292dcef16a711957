import {chainStart, tornMark, unseal, type AuditRecord, type ChainLink, type Hash} from './audit-chain.ts';

/** The text of one file of the log, its characters being bytes. Files come in the order of their months. */
export type AuditFile = {readonly name: string; readonly text: string};

export type Break = {
	/** The first record that is not what it should be, or is not there. */
	readonly seq: number;
	readonly file: string;
	/** 1-based. */
	readonly line: number;
	readonly fault: 'edited' | 'missing' | 'reordered' | 'inserted' | 'torn' | 'head';
	readonly text: string;
};

export type Verdict = {
	/** The records of the whole part of the chain. */
	readonly records: readonly AuditRecord[];
	/** How often an interrupted write was marked and left behind. */
	readonly recoveries: number;
	readonly broken: Break | undefined;
};

/**
 * Follows the chain from its first record. A chain does not show that its end was cut off: that takes `heads`, last links
 * as they were told to somebody else.
 */
export const verifyChain = (files: readonly AuditFile[], hash: Hash, heads: readonly ChainLink[] = []): Verdict => {
	const lines = files.flatMap(({name, text}) => linesOf(name, text));
	const records: AuditRecord[] = [];
	const torn: Line[] = [];
	let recoveries = 0;
	const verdict = (broken: Break | undefined): Verdict => ({records, recoveries, broken});
	for (const line of lines) {
		const read = unseal(line.text, hash);
		const last = records.at(-1) ?? chainStart;
		if (read === 'torn') {
			torn.push(line);
			continue;
		}

		if (read === 'edited') {
			return verdict(at(line, last.seq + 1, 'edited', 'it is not as it was written'));
		}

		const isElsewhere = (seq: number) => lines.some(({text}) => seqOf(unseal(text, hash)) === seq);
		const wrong = tearProblem(torn, read, hash, last) ?? linkProblem(line, read, last, isElsewhere);
		if (wrong !== undefined) {
			return verdict(wrong);
		}

		recoveries += torn.length > 0 ? 1 : 0;
		torn.length = 0;
		records.push(read);
	}

	return verdict(endProblem(torn[0], lines.at(-1), records) ?? headProblem(lines.at(-1), records, heads));
};

type Line = {readonly file: string; readonly line: number; readonly text: string; readonly isEnded: boolean};

const linesOf = (file: string, text: string): readonly Line[] => {
	const pieces = text.split('\n');
	const rows = pieces.map((piece, index) => ({
		file,
		line: index + 1,
		text: piece,
		isEnded: index < pieces.length - 1,
	}));
	return rows.filter(row => row.isEnded || row.text !== '');
};

const seqOf = (read: ReturnType<typeof unseal>): number | undefined =>
	typeof read === 'string' ? undefined : read.seq;

const at = ({file, line}: Pick<Line, 'file' | 'line'>, seq: number, fault: Break['fault'], what: string): Break => ({
	seq,
	file,
	line,
	fault,
	text: `Record ${seq} (${file}, line ${line}): ${what}`,
});

/** Bytes that are no record are only right when the next record owns up to exactly them. */
const tearProblem = (torn: readonly Line[], next: AuditRecord, hash: Hash, last: ChainLink): Break | undefined => {
	const [first] = torn;
	if (first === undefined) {
		return undefined;
	}

	const mark = tornMark(torn.map(({text}) => text).join('\n'), hash);
	return next['tornBytes'] === mark.tornBytes && next['tornSha256'] === mark.tornSha256
		? undefined
		: at(first, last.seq + 1, 'edited', 'it cannot be read, and no record says that it was torn');
};

const linkProblem = (
	line: Line,
	read: AuditRecord,
	last: ChainLink,
	isElsewhere: (seq: number) => boolean,
): Break | undefined => {
	const seq = last.seq + 1;
	if (read.seq > seq) {
		return isElsewhere(seq)
			? at(line, seq, 'reordered', `record ${read.seq} stands in its place`)
			: at(line, seq, 'missing', `record ${read.seq} comes next`);
	}

	if (read.seq < seq) {
		return at(line, read.seq, 'inserted', `it comes again after record ${last.seq}`);
	}

	return read.prev === last.hash
		? undefined
		: at(line, seq, 'edited', 'it was not written after the record that stands before it');
};

const endProblem = (
	torn: Line | undefined,
	end: Line | undefined,
	records: readonly AuditRecord[],
): Break | undefined => {
	const seq = records.at(-1)?.seq ?? 0;
	if (torn !== undefined) {
		return at(torn, seq + 1, 'torn', 'its write was interrupted, and nothing was written since');
	}

	return end === undefined || end.isEnded ? undefined : at(end, seq, 'torn', 'the end of its line is missing');
};

const headProblem = (
	end: Line | undefined,
	records: readonly AuditRecord[],
	heads: readonly ChainLink[],
): Break | undefined => {
	const head = heads.find(({seq, hash}) => records[seq - 1]?.hash !== hash);
	if (head === undefined) {
		return undefined;
	}

	const what =
		(records.at(-1)?.seq ?? 0) < head.seq
			? `it was written once, and the log ends with record ${records.length}`
			: 'it is not the one that was written once';
	return at(end ?? {file: 'audit', line: 1}, Math.min(head.seq, records.length + 1), 'head', what);
};
