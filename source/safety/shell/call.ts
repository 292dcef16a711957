import type {Classification, PolicyClass, Reason} from '../classification.ts';
import type {Argument} from './argument.ts';
import type {ShellParser} from './shell-parser.ts';

/** What a command reads on its standard input. */
export type Input =
	| {readonly kind: 'terminal'}
	/** Another command or a file; the text when it is known before it runs. */
	| {readonly kind: 'data'; readonly text: string | undefined};

/** Where a command runs: what is known there, and what was counted up to it. */
export type Place = {
	/** The working directory, written as paths are here; undefined when a `cd` led somewhere unknown. */
	cwd: string | undefined;
	/** Variables that were assigned plainly, once. Undefined is assigned, but not known. */
	readonly variables: Map<string, string | undefined>;
	/** How many wrappers, shells and hosts deep. */
	readonly depth: number;
	readonly input: Input;
	readonly shared: Shared;
};

export type Shared = {
	readonly parse: ShellParser;
	readonly classifySql: (text: string) => Classification;
	/** Commands that were looked at, in all. */
	commands: number;
};

/** One command with its arguments, as a rule sees it. */
export type Call = {
	readonly name: string;
	readonly args: readonly Argument[];
	readonly place: Place;
	/** Judges words as a command of their own, in the same place or another, one level deeper. */
	readonly run: (words: readonly Argument[], place?: Partial<Place>) => readonly Reason[];
	/** Judges a text as a script of its own, one level deeper. */
	readonly runText: (text: string, place?: Partial<Place>) => readonly Reason[];
};

export type Rule = (call: Call) => readonly Reason[];

export const reason = (rule: string, level: PolicyClass, text: string, ...flags: readonly string[]): Reason => ({
	rule: `shell.${rule}`,
	class: level,
	text,
	...(flags.length > 0 && {flags}),
});
