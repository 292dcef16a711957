import {type Classification, classification, type Reason} from '../classification.ts';
import {reason} from './call.ts';
import {textReasons} from './script-reasons.ts';
import type {ShellParser} from './shell-parser.ts';

/** Longer texts are refused, not looked at in part. */
const mostCharacters = 64 * 1024;

/** Judges a text of the shell. Total: every text has an answer, and what is not understood is never harmless. */
export type ClassifyShell = (text: string) => Classification;

type Options = {
	readonly parse: ShellParser;
	/** Judges SQL that is given to `psql` and its like. */
	readonly classifySql: (text: string) => Classification;
};

/**
 * A classifier of shell commands, as they are typed on the admin node in Pigsty's home. It reads every command that the
 * text could run, however deep, and answers with the strictest.
 */
export const shellClassifier =
	({parse, classifySql}: Options): ClassifyShell =>
	text => {
		const problem = textProblem(text);
		return classification(
			problem === undefined
				? [
						...textReasons(text, {
							cwd: '~/pigsty',
							variables: new Map(),
							depth: 0,
							input: {kind: 'terminal'},
							shared: {parse, classifySql, commands: 0},
						}),
					]
				: [problem],
		);
	};

const textProblem = (text: string): Reason | undefined => {
	if (text.length > mostCharacters) {
		return reason('too-long', 'rejected', `longer than ${mostCharacters} characters`);
	}

	if (!text.isWellFormed() || /[[\p{C}\p{Z}]--[ \t\n]]/v.test(text)) {
		return reason('invisible', 'rejected', 'a control character, or one that is invisible or private');
	}

	return text.trim() === '' ? reason('empty', 'rejected', 'no command') : undefined;
};
