import {ProblemError} from '../world.ts';

/**
 * An argv as one command line that any POSIX shell splits into exactly that argv again. The only place that quotes.
 * A NUL, which no argument can carry, and a lone surrogate, which would arrive as another character, are refused.
 */
export const shellQuote = (argv: readonly string[]): string => argv.map(quoted).join(' ');

/**
 * Words that mean themselves to sh, bash, zsh, csh and fish, so that ordinary commands stay readable in previews and in
 * `ps`. A `=` counts only in an option: a first word with one would be an assignment.
 */
const plain = /^(?:-[\w@%+=:,./-]*|[\w@+:,./][\w@%+:,./-]*)$/;

const quoted = (argument: string): string => {
	if (argument.includes('\0') || !argument.isWellFormed()) {
		throw new ProblemError(
			'refused',
			`An argument of ${argument.length} characters holds a byte that no command line can carry\nCheck names and paths in the inventory`,
		);
	}

	return plain.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
};
