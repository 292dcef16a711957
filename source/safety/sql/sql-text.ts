import type {Reason} from '../classification.ts';

/** More is not analysed but refused: no cap may make an answer milder. */
const longestBytes = 64 * 1024;

/**
 * Why a text is not even parsed: it is too long, or it holds what a reader cannot see or a server would read differently,
 * in strings and comments too. Only tab and newline stay: a carriage return hides text on a terminal. U+FFFD is what bytes
 * become that were no UTF-8.
 */
export const sqlTextProblem = (text: string): Reason | undefined => {
	if (text.length > longestBytes || new TextEncoder().encode(text).length > longestBytes) {
		return {rule: 'sql.too-long', class: 'rejected', text: `the text is longer than ${longestBytes} bytes`};
	}

	const found = hidden.exec(text);
	return found === null
		? undefined
		: {rule: 'sql.hidden-character', class: 'rejected', text: `${codePoint(found[0])} at ${place(text, found.index)}`};
};

const hidden = /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}\uFFFD]--[\t\n]]/v;

const codePoint = (character: string): string =>
	`U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Where an offset is, as people count: from 1. */
export const place = (text: string, offset: number): string => {
	const before = text.slice(0, offset).split('\n');
	return `line ${before.length}, column ${Array.from(before.at(-1) ?? '').length + 1}`;
};
