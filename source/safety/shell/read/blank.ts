import {type Cursor, SyntaxProblem} from './cursor.ts';
import {readHereDocuments} from './here-document.ts';
import {endsWord} from './word.ts';

/** Skips blanks and a comment, which ends with its line. */
export const skipBlanks = (cursor: Cursor): void => {
	while (cursor.peek() === ' ' || cursor.peek() === '\t') {
		cursor.skip();
	}

	if (cursor.peek() === '#') {
		cursor.rewind(cursor.at());
		const end = cursor.raw().indexOf('\n');
		cursor.rawSkip(end === -1 ? cursor.raw().length : end);
	}
};

/** Skips blanks, comments and line ends, and reads the here-documents that begin after one. */
export const skipLines = (cursor: Cursor): void => {
	skipBlanks(cursor);
	while (cursor.peek() === '\n') {
		cursor.skip();
		readHereDocuments(cursor);
		skipBlanks(cursor);
	}
};

/** The word that begins here when it is written plainly, without quotes or expansions; else `''`. */
export const plainWord = (cursor: Cursor): string => {
	let word = '';
	while (!endsWord(cursor.peek(word.length))) {
		const character = cursor.peek(word.length);
		if (`\\'"$\``.includes(character) || word.length > 20) {
			return '';
		}

		word += character;
	}

	return word;
};

/** Takes a word or a mark that has to be here. */
export const expect = (cursor: Cursor, wanted: string): void => {
	skipLines(cursor);
	const found = endsWord(wanted[0] ?? '') ? cursor.sees(wanted) : plainWord(cursor) === wanted;
	if (!found) {
		throw new SyntaxProblem('shell.syntax', `no ${wanted} where one has to be`);
	}

	cursor.skip(wanted.length);
};
