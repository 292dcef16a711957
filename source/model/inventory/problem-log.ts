import type {Problem} from '../problem.ts';
import {rules, type RuleId} from './rules.ts';
import type {Place} from './yaml/yaml-node.ts';

/** Collects problems; the same sentence at the same place is kept once, however many hosts share the variable. */
export type ProblemLog = {
	readonly add: (rule: RuleId, place: Place, text: string) => void;
	readonly all: () => readonly Problem[];
};

export const problemLog = (): ProblemLog => {
	const seen = new Map<string, Problem>();
	return {
		add: (rule, {file, line}, text) => {
			const key = `${rule}\n${file}\n${line ?? ''}\n${text}`;
			if (!seen.has(key) && seen.size < problemsMax) {
				seen.set(key, {file, line, severity: rules[rule].severity, rule, text});
			}
		},
		all: () => [...seen.values()].sort(byPlace),
	};
};

/** A file of pure nonsense must not fill the memory with complaints about it. */
const problemsMax = 2000;

const byPlace = (a: Problem, b: Problem): number =>
	a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;

/** A name from the file, quoted and cut, for use in a sentence. */
export const quoted = (name: string): string => {
	const printable = name.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?');
	return `"${printable.length > 60 ? `${printable.slice(0, 59)}…` : printable}"`;
};
