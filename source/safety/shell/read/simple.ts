import type {Assignment, Redirect, Simple, Word} from '../syntax.ts';
import {skipBlanks, skipLines} from './blank.ts';
import {type Cursor, placeOf, SyntaxProblem} from './cursor.ts';
import {readRedirect} from './redirect.ts';
import {endsWord, readWord} from './word.ts';

/** Builtins whose arguments are assignments, arrays among them. */
const declarations = new Set(['declare', 'typeset', 'export', 'readonly', 'local']);

/** Reads `NAME=value … command arguments <redirections`, in the order they come. Undefined where nothing begins. */
export const readSimple = (cursor: Cursor): Simple | undefined => {
	const at = placeOf(cursor);
	const assignments: Assignment[] = [];
	const words: Word[] = [];
	const redirects: Redirect[] = [];
	for (skipBlanks(cursor); ; skipBlanks(cursor)) {
		const redirect = readRedirect(cursor);
		if (redirect !== undefined) {
			redirects.push(redirect);
			continue;
		}

		const assigns = words.length === 0 || declarations.has(plainText(words[0]));
		const assignment = assigns ? readAssignment(cursor) : undefined;
		if (assignment !== undefined) {
			assignments.push(assignment);
			continue;
		}

		const word = readWord(cursor);
		if (word === undefined) {
			break;
		}

		words.push(word);
	}

	return assignments.length + words.length + redirects.length === 0
		? undefined
		: {kind: 'simple', at, assignments, words, redirects};
};

const plainText = (word: Word | undefined): string => {
	const [only, ...more] = word?.parts ?? [];
	return only?.kind === 'text' && more.length === 0 ? only.text : '';
};

/** `name=`, `name+=` or `name[subscript]=`, with the value that follows at once. */
const readAssignment = (cursor: Cursor): Assignment | undefined => {
	const begin = cursor.at();
	let name = '';
	while (/^\w$/.test(cursor.peek()) && !/^\d/.test(name + cursor.peek())) {
		name += cursor.peek();
		cursor.skip();
	}

	const subscript = name !== '' && cursor.peek() === '[' ? readSubscript(cursor) : [];
	const append = cursor.sees('+=');
	if (name === '' || subscript === undefined || (!append && cursor.peek() !== '=')) {
		cursor.rewind(begin);
		return undefined;
	}

	cursor.skip(append ? 2 : 1);
	if (cursor.peek() === '(') {
		return {name, append, array: true, values: [...subscript, ...readArray(cursor)]};
	}

	const value = endsWord(cursor.peek()) ? undefined : readWord(cursor);
	return {name, append, array: subscript.length > 0, values: [...subscript, ...(value === undefined ? [] : [value])]};
};

/** Undefined when no bracket closes it within the word: then it is a pattern, as in `[ab]*`. */
const readSubscript = (cursor: Cursor): readonly Word[] | undefined => {
	const words: Word[] = [];
	let plain = '';
	cursor.skip();
	while (cursor.peek() !== ']') {
		if (endsWord(cursor.peek()) || `'"\\$\``.includes(cursor.peek())) {
			return undefined;
		}

		plain += cursor.peek();
		cursor.skip();
	}

	cursor.skip();
	words.push({parts: [{kind: 'text', text: plain, quoted: true}]});
	return words;
};

const readArray = (cursor: Cursor): readonly Word[] => {
	const words: Word[] = [];
	cursor.skip();
	for (skipLines(cursor); cursor.peek() !== ')'; skipLines(cursor)) {
		const word = readWord(cursor);
		if (word === undefined) {
			throw new SyntaxProblem('shell.syntax', 'an array has no end');
		}

		words.push(word);
	}

	cursor.skip();
	return words;
};
