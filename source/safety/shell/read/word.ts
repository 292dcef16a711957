import type {Part, Word} from '../syntax.ts';
import {ansiText} from './ansi-text.ts';
import {type Cursor, nested, placeOf, readInner, SyntaxProblem} from './cursor.ts';

/** What ends a word unless it is quoted. */
export const endsWord = (character: string): boolean => character === '' || ' \t\n;&|()<>'.includes(character);

/** Reads one word, or undefined where none begins. */
export const readWord = (cursor: Cursor): Word | undefined => {
	const parts: Part[] = [];
	while (!endsWord(cursor.peek()) || beginsProcess(cursor)) {
		parts.push(...readParts(cursor));
	}

	return parts.length === 0 ? undefined : {parts: joinText(parts)};
};

/** Reads an expression up to where it ends; blanks and most else are part of it, expansions count. */
export const readExpression = (cursor: Cursor, ends: () => boolean): readonly Part[] =>
	nested(cursor, () => {
		const parts: Part[] = [];
		for (let brackets = 0; brackets > 0 || !ends();) {
			const character = needed(cursor, 'an expression');
			brackets += character === '(' ? 1 : character === ')' ? -1 : 0;
			if (brackets < 0) {
				throw new SyntaxProblem('shell.syntax', 'a bracket is closed that was not opened');
			}

			parts.push(...(character === '"' ? doubleQuoted(cursor) : readQuoted(cursor, '')));
		}

		return joinText(parts);
	});

/** The text of a here-document whose delimiter is not quoted: expansions count, quotes do not. */
export const readHereText = (cursor: Cursor): readonly Part[] => {
	const parts: Part[] = [];
	while (cursor.peek() !== '') {
		parts.push(...readQuoted(cursor, ''));
	}

	return joinText(parts);
};

/** Whether a process substitution begins, which looks like a redirection. */
export const beginsProcess = (cursor: Cursor): boolean => cursor.sees('<(') || cursor.sees('>(');

const needed = (cursor: Cursor, what: string): string => {
	if (cursor.peek() === '') {
		throw new SyntaxProblem('shell.syntax', `${what} has no end`);
	}

	return cursor.peek();
};

const readParts = (cursor: Cursor): readonly Part[] => {
	const character = cursor.peek();
	switch (character) {
		case '\\':
			return [escaped(cursor)];
		case "'":
			return [singleQuoted(cursor)];
		case '"':
			return doubleQuoted(cursor);
		case '$':
			return dollar(cursor, false);
		case '`':
			return [backtick(cursor, false)];
		default:
			if (beginsProcess(cursor)) {
				cursor.skip(2);
				return [{kind: 'process', script: bracketed(cursor), quoted: false}];
			}

			cursor.skip();
			return [{kind: 'text', text: character, quoted: false}];
	}
};

/** A backslash before any character; at the very end it is itself. */
const escaped = (cursor: Cursor): Part => {
	cursor.rewind(cursor.at());
	const text = cursor.raw()[1] ?? '\\';
	cursor.rawSkip(2);
	return {kind: 'text', text, quoted: true};
};

const singleQuoted = (cursor: Cursor): Part => {
	cursor.skip();
	const end = cursor.raw().indexOf("'");
	if (end === -1) {
		throw new SyntaxProblem('shell.syntax', 'a single quote has no end');
	}

	const text = cursor.raw().slice(0, end);
	cursor.rawSkip(end + 1);
	return {kind: 'text', text, quoted: true};
};

const doubleQuoted = (cursor: Cursor): readonly Part[] =>
	nested(cursor, () => {
		cursor.skip();
		const parts: Part[] = [{kind: 'text', text: '', quoted: true}];
		while (needed(cursor, 'a double quote') !== '"') {
			parts.push(...readQuoted(cursor, '"'));
		}

		cursor.skip();
		return joinText(parts);
	});

const readQuoted = (cursor: Cursor, quote: string): readonly Part[] => {
	const character = cursor.peek();
	switch (character) {
		case '\\': {
			cursor.rewind(cursor.at());
			const next = cursor.raw()[1] ?? '';
			const special = next !== '' && `$\`\\${quote}`.includes(next);
			cursor.rawSkip(special ? 2 : 1);
			return [{kind: 'text', text: special ? next : '\\', quoted: true}];
		}
		case '$':
			return dollar(cursor, true);
		case '`':
			return [backtick(cursor, true)];
		default:
			cursor.skip();
			return [{kind: 'text', text: character, quoted: true}];
	}
};

/** Everything that a dollar sign begins. */
const dollar = (cursor: Cursor, quoted: boolean): readonly Part[] => {
	const next = cursor.peek(1);
	if (next === '(') {
		return [cursor.peek(2) === '(' ? doubleBracket(cursor, quoted) : substitution(cursor, quoted)];
	}

	if (next === '{') {
		return [braced(cursor, quoted)];
	}

	if (next === '[') {
		cursor.skip(2);
		const inner = readExpression(cursor, () => cursor.peek() === ']');
		cursor.skip();
		return [{kind: 'arithmetic', inner, quoted}];
	}

	if (!quoted && next === "'") {
		cursor.skip(2);
		const {text, length} = ansiText(cursor.raw());
		cursor.rawSkip(length);
		return [{kind: 'text', text, quoted: true}];
	}

	cursor.skip();
	if (!quoted && next === '"') {
		return doubleQuoted(cursor);
	}

	const name = readName(cursor);
	return [
		name === ''
			? {kind: 'text', text: '$', quoted}
			: {kind: 'variable', name, quoted, plain: true, indirect: false, inner: []},
	];
};

const substitution = (cursor: Cursor, quoted: boolean): Part => {
	cursor.skip(2);
	return {kind: 'command', script: bracketed(cursor), quoted};
};

const bracketed = (cursor: Cursor) =>
	nested(cursor, () => {
		const script = cursor.readList(cursor, {words: [], characters: [')']});
		if (cursor.peek() !== ')' || cursor.pending.length > 0) {
			throw new SyntaxProblem('shell.syntax', 'a substitution has no end');
		}

		cursor.skip();
		return script;
	});

/** `$((` begins an expression, or else a substitution whose first command is in brackets. */
const doubleBracket = (cursor: Cursor, quoted: boolean): Part => {
	const begin = cursor.at();
	const depth = cursor.depth;
	try {
		cursor.skip(3);
		const inner = readExpression(cursor, () => cursor.sees('))'));
		cursor.skip(2);
		return {kind: 'arithmetic', inner, quoted};
	} catch (error) {
		if (!(error instanceof SyntaxProblem) || error.rule !== 'shell.syntax') {
			throw error;
		}

		cursor.rewind(begin);
		cursor.depth = depth;
		return substitution(cursor, quoted);
	}
};

/** `${name}`, and every form that does something with it. */
const braced = (cursor: Cursor, quoted: boolean): Part =>
	nested(cursor, () => {
		cursor.skip(2);
		const indirect = cursor.peek() === '!';
		if (indirect || (cursor.peek() === '#' && cursor.peek(1) !== '}')) {
			cursor.skip();
		}

		const name = readName(cursor);
		if (name === '') {
			throw new SyntaxProblem('shell.syntax', 'an expansion without a name');
		}

		const prompts = cursor.sees('@');
		const inner: Part[] = [];
		while (needed(cursor, 'an expansion') !== '}') {
			if (quoted && cursor.peek() === "'") {
				throw new SyntaxProblem('shell.syntax', 'a single quote in an expansion in double quotes');
			}

			inner.push(
				...(!quoted ? readParts(cursor) : cursor.peek() === '"' ? doubleQuoted(cursor) : readQuoted(cursor, '"')),
			);
		}

		cursor.skip();
		return {kind: 'variable', name, quoted, plain: inner.length === 0, indirect: indirect || prompts, inner};
	});

const readName = (cursor: Cursor): string => {
	if (/[\d@*#?$!-]/.test(cursor.peek())) {
		const name = cursor.peek();
		cursor.skip();
		return name;
	}

	let name = '';
	while (/\w/.test(cursor.peek()) && cursor.peek() !== '') {
		name += cursor.peek();
		cursor.skip();
	}

	return name;
};

/** The text between backquotes has its own quoting: one level of backslashes is removed before it is read. */
const backtick = (cursor: Cursor, quoted: boolean): Part => {
	cursor.skip();
	const [whole, inner = ''] = /^((?:[^`\\]|\\[^])*)`/.exec(cursor.raw()) ?? [];
	if (whole === undefined) {
		throw new SyntaxProblem('shell.syntax', 'a backquote has no end');
	}

	const place = placeOf(cursor);
	cursor.rawSkip(whole.length);
	const text = inner.replaceAll(quoted ? /\\([$`\\"])/g : /\\([$`\\])/g, '$1');
	return {kind: 'command', script: readInner(cursor, text, place), quoted};
};

const joinText = (parts: readonly Part[]): readonly Part[] => {
	const joined: Part[] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted) {
			joined[joined.length - 1] = {...last, text: last.text + part.text};
		} else {
			joined.push(part);
		}
	}

	return joined;
};
