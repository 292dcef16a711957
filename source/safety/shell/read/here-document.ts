import type {Word} from '../syntax.ts';
import {type Cursor, cursorOf, type HereDocument, placeOf, SyntaxProblem} from './cursor.ts';
import {readHereText} from './word.ts';

/** What a here-document is called, from the word after `<<`: quoting it, even in part, makes the document literal. */
export const delimiterOf = ({parts}: Word): {readonly delimiter: string; readonly quoted: boolean} => {
	const texts = parts.map(part => {
		if (part.kind !== 'text') {
			throw new SyntaxProblem('shell.syntax', 'the end of a here-document is not plain');
		}

		return part;
	});
	return {delimiter: texts.map(({text}) => text).join(''), quoted: texts.some(({quoted}) => quoted)};
};

/** Reads the documents that were announced before the line end which the cursor has just passed. */
export const readHereDocuments = (cursor: Cursor): void => {
	for (const document of cursor.pending.splice(0)) {
		document.redirect.target = {parts: bodyOf(document, cursor)};
	}
};

const bodyOf = ({delimiter, stripsTabs, quoted}: HereDocument, cursor: Cursor): Word['parts'] => {
	const lines: string[] = [];
	const base = stripsTabs ? undefined : placeOf(cursor);
	for (;;) {
		const rest = cursor.raw();
		const end = rest.indexOf('\n');
		const line = end === -1 ? rest : rest.slice(0, end);
		const text = stripsTabs ? line.replace(/^\t+/, '') : line;
		if (text === delimiter) {
			// The line end stays: it ends the command, or begins the next document.
			cursor.rawSkip(line.length);
			cursor.rawSkip(cursor.pending.length > 0 && end !== -1 ? 1 : 0);
			break;
		}

		if (end === -1) {
			throw new SyntaxProblem('shell.syntax', 'a here-document has no end');
		}

		if (!quoted && /(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
			throw new SyntaxProblem('shell.syntax', 'a line of a here-document goes on in the next');
		}

		lines.push(text);
		cursor.rawSkip(line.length + 1);
	}

	const body = lines.map(line => `${line}\n`).join('');
	if (quoted) {
		return [{kind: 'text', text: body, quoted: true}];
	}

	const inner = cursorOf(body, {base, depth: cursor.depth, readList: cursor.readList});
	return readHereText(inner);
};
