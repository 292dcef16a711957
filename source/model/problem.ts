/** Something wrong with an input file: where, what, and how bad. `line` is 1-based, undefined when the whole file is meant. */
export type Problem = {
	readonly file: string;
	readonly line: number | undefined;
	readonly severity: 'info' | 'warn' | 'crit';
	/** Stable kebab-case name of the rule, such as `duplicate-key` or `default-password`. */
	readonly rule: string;
	/** A whole sentence without the location. Never contains the value of a secret. */
	readonly text: string;
};
