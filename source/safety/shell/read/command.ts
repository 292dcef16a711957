import type {Command, Compound, Redirect, Script, Simple, Word} from '../syntax.ts';
import {expect, plainWord, skipBlanks, skipLines} from './blank.ts';
import {type Cursor, nested, placeOf, SyntaxProblem} from './cursor.ts';
import {readRedirect} from './redirect.ts';
import {readSimple} from './simple.ts';
import {readExpression, readWord} from './word.ts';

/** Reads one command of a pipeline. */
export const readCommand = (cursor: Cursor): Command => {
	skipBlanks(cursor);
	const compound = readCompound(cursor);
	if (compound !== undefined) {
		return compound;
	}

	const word = plainWord(cursor);
	if (misplaced.has(word)) {
		throw new SyntaxProblem('shell.syntax', `${word} where a command has to be`);
	}

	const command = readSimple(cursor);
	if (command === undefined) {
		throw new SyntaxProblem('shell.syntax', 'no command where one has to be');
	}

	return cursor.peek() === '(' ? readFunction(cursor, command) : command;
};

const misplaced = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}', 'in', ']]', '!']);

type Body = Pick<Compound, 'kind' | 'scripts'> & {readonly words?: readonly Word[]; readonly name?: string};

/** Undefined where no compound command begins. */
const readCompound = (cursor: Cursor): Compound | undefined => {
	const at = placeOf(cursor);
	const kind = cursor.peek() === '(' ? (cursor.sees('((') ? '((' : '(') : plainWord(cursor);
	const read = Object.hasOwn(compounds, kind) ? compounds[kind] : undefined;
	if (read === undefined) {
		return undefined;
	}

	const {
		words = [],
		name,
		...body
	} = nested(cursor, () => {
		cursor.skip(kind === '((' ? 0 : kind.length);
		return read(cursor);
	});
	return {...body, words, name, at, redirects: readRedirects(cursor)};
};

const readRedirects = (cursor: Cursor): readonly Redirect[] => {
	const redirects: Redirect[] = [];
	for (;;) {
		skipBlanks(cursor);
		const redirect = readRedirect(cursor);
		if (redirect === undefined) {
			return redirects;
		}

		redirects.push(redirect);
	}
};

const list = (cursor: Cursor, ...words: readonly string[]): Script =>
	some(cursor.readList(cursor, {words, characters: []}));

const some = (script: Script): Script => {
	if (script.length === 0) {
		throw new SyntaxProblem('shell.syntax', 'no command where one has to be');
	}

	return script;
};

const brackets = (cursor: Cursor): Body => {
	const script = some(cursor.readList(cursor, {words: [], characters: [')']}));
	expect(cursor, ')');
	return {kind: 'subshell', scripts: [script]};
};

const expression = (cursor: Cursor): readonly Word[] => {
	expect(cursor, '((');
	const parts = readExpression(cursor, () => cursor.sees('))'));
	cursor.skip(2);
	return [{parts}];
};

/** `((` begins an expression, or else a group in brackets whose first command is one, too. */
const doubleBrackets = (cursor: Cursor): Body => {
	const begin = cursor.at();
	const {depth} = cursor;
	try {
		return {kind: 'arithmetic', scripts: [], words: expression(cursor)};
	} catch (error) {
		if (!(error instanceof SyntaxProblem) || error.rule !== 'shell.syntax') {
			throw error;
		}

		cursor.rewind(begin);
		cursor.depth = depth;
		cursor.skip();
		return brackets(cursor);
	}
};

const group = (cursor: Cursor): Body => {
	const script = list(cursor, '}');
	expect(cursor, '}');
	return {kind: 'group', scripts: [script]};
};

const conditional = (cursor: Cursor): Body => {
	const scripts: Script[] = [list(cursor, 'then')];
	expect(cursor, 'then');
	for (;;) {
		scripts.push(list(cursor, 'elif', 'else', 'fi'));
		const word = plainWord(cursor);
		expect(cursor, word);
		if (word === 'fi') {
			return {kind: 'if', scripts};
		}

		if (word === 'elif') {
			scripts.push(list(cursor, 'then'));
			expect(cursor, 'then');
		} else if (word === 'else') {
			scripts.push(list(cursor, 'fi'));
			expect(cursor, 'fi');
			return {kind: 'if', scripts};
		}
	}
};

const repeat = (cursor: Cursor): Body => {
	const condition = list(cursor, 'do');
	return {kind: 'loop', scripts: [condition, body(cursor)]};
};

const body = (cursor: Cursor): Script => {
	skipLines(cursor);
	const braces = plainWord(cursor) === '{';
	expect(cursor, braces ? '{' : 'do');
	const script = list(cursor, braces ? '}' : 'done');
	expect(cursor, braces ? '}' : 'done');
	return script;
};

const each = (cursor: Cursor): Body => {
	skipBlanks(cursor);
	const words: Word[] = [];
	const name = cursor.sees('((') ? undefined : plainWord(cursor);
	if (name === undefined) {
		words.push(...expression(cursor));
	} else {
		if (!/^[A-Za-z_]\w*$/.test(name)) {
			throw new SyntaxProblem('shell.syntax', 'a loop without a variable');
		}

		cursor.skip(name.length);
		skipLines(cursor);
		if (plainWord(cursor) === 'in') {
			cursor.skip(2);
			words.push(...readWords(cursor));
		}
	}

	skipBlanks(cursor);
	if (cursor.peek() === ';') {
		cursor.skip();
	}

	return {kind: 'loop', scripts: [body(cursor)], words, ...(name !== undefined && {name})};
};

const readWords = (cursor: Cursor): readonly Word[] => {
	const words: Word[] = [];
	for (;;) {
		skipBlanks(cursor);
		const word = readWord(cursor);
		if (word === undefined) {
			return words;
		}

		words.push(word);
	}
};

const choice = (cursor: Cursor): Body => {
	skipBlanks(cursor);
	const subject = readWord(cursor);
	expect(cursor, 'in');
	const words: Word[] = subject === undefined ? [] : [subject];
	const scripts: Script[] = [];
	for (skipLines(cursor); plainWord(cursor) !== 'esac'; skipLines(cursor)) {
		if (cursor.peek() === '(') {
			cursor.skip();
		}

		words.push(...readPatterns(cursor));
		scripts.push(cursor.readList(cursor, {words: ['esac'], characters: [';;', ';&']}));
		if (plainWord(cursor) !== 'esac') {
			cursor.skip(cursor.sees(';;&') ? 3 : 2);
		}
	}

	expect(cursor, 'esac');
	return {kind: 'case', scripts, words};
};

const readPatterns = (cursor: Cursor): readonly Word[] => {
	const words: Word[] = [];
	for (;;) {
		skipBlanks(cursor);
		const word = readWord(cursor);
		if (word === undefined) {
			throw new SyntaxProblem('shell.syntax', 'a case without a pattern');
		}

		words.push(word);
		skipBlanks(cursor);
		const mark = cursor.peek();
		expect(cursor, mark === '|' ? '|' : ')');
		if (mark !== '|') {
			return words;
		}
	}
};

/** `[[ … ]]`: its operators do not matter, what is expanded in it does. */
const test = (cursor: Cursor): Body => {
	const words: Word[] = [];
	for (skipLines(cursor); plainWord(cursor) !== ']]'; skipLines(cursor)) {
		const word = readWord(cursor);
		if (word !== undefined) {
			words.push(word);
		} else if ('()<>&|'.includes(cursor.peek()) && cursor.peek() !== '') {
			cursor.skip();
		} else {
			throw new SyntaxProblem('shell.syntax', 'a test has no end');
		}
	}

	expect(cursor, ']]');
	return {kind: 'test', scripts: [], words};
};

const functionWord = (cursor: Cursor): Body => {
	skipBlanks(cursor);
	const name = plainWord(cursor);
	cursor.skip(name.length);
	skipBlanks(cursor);
	const marked = cursor.peek() === '(';
	return functionBody(cursor, name, marked);
};

const readFunction = (cursor: Cursor, {words, at}: Simple): Command => ({
	words: [],
	...nested(cursor, () => functionBody(cursor, nameOf(words), true)),
	at,
	redirects: [],
});

const functionBody = (cursor: Cursor, name: string, marked: boolean) => {
	if (marked) {
		cursor.skip();
		expect(cursor, ')');
	}

	skipLines(cursor);
	const inner = readCompound(cursor);
	if (inner === undefined || name === '') {
		throw new SyntaxProblem('shell.syntax', 'a function without a name or a body');
	}

	return {kind: 'function' as const, name, scripts: [[{commands: [inner], background: false, at: inner.at}]]};
};

const nameOf = (words: readonly Word[]): string => {
	const [word, ...more] = words;
	const [part, ...rest] = word?.parts ?? [];
	return part?.kind === 'text' && !part.quoted && more.length + rest.length === 0 ? part.text : '';
};

const compounds: Readonly<Record<string, (cursor: Cursor) => Body>> = {
	'(': brackets,
	'((': doubleBrackets,
	'{': group,
	if: conditional,
	while: repeat,
	until: repeat,
	for: each,
	select: each,
	case: choice,
	'[[': test,
	function: functionWord,
};
