import type {Command, Pipeline, Script} from '../syntax.ts';
import {plainWord, skipBlanks, skipLines} from './blank.ts';
import {readCommand} from './command.ts';
import {type Cursor, cursorOf, type Ends, placeOf, SyntaxProblem} from './cursor.ts';

export type ReadScript =
	| {readonly ok: true; readonly script: Script}
	| {readonly ok: false; readonly rule: string; readonly text: string};

/**
 * Reads a text as Bash would, without running anything: every command in it, however deep in substitutions, quotes,
 * brackets and here-documents. What Bash would not take, or this reader does not know, is a problem and never a guess.
 */
export const readScript = (text: string): ReadScript => {
	try {
		const cursor = cursorOf(text, {base: 0, depth: 0, readList});
		const script = readList(cursor, {words: [], characters: []});
		return cursor.peek() === '' && cursor.pending.length === 0
			? {ok: true, script}
			: {ok: false, rule: 'shell.syntax', text: 'not a script'};
	} catch (error) {
		if (error instanceof SyntaxProblem) {
			return {ok: false, rule: error.rule, text: error.message};
		}

		throw error;
	}
};

const readList = (cursor: Cursor, ends: Ends): Script => {
	const script: Pipeline[] = [];
	for (;;) {
		skipLines(cursor);
		if (cursor.peek() === '' || isEnd(cursor, ends)) {
			return script;
		}

		const pipelines = readAndOr(cursor);
		skipBlanks(cursor);
		const background = cursor.peek() === '&';
		script.push(...pipelines.map(pipeline => (background ? {...pipeline, background} : pipeline)));
		if (background || (cursor.peek() === ';' && !isEnd(cursor, ends))) {
			cursor.skip();
			continue;
		}

		if (cursor.peek() !== '\n') {
			return script;
		}
	}
};

const isEnd = (cursor: Cursor, {words, characters}: Ends): boolean =>
	characters.some(mark => cursor.sees(mark)) || (words.length > 0 && words.includes(plainWord(cursor)));

/** Pipelines joined by `&&` and `||`: either may run. */
const readAndOr = (cursor: Cursor): readonly Pipeline[] => {
	const pipelines = [readPipeline(cursor)];
	for (skipBlanks(cursor); cursor.sees('&&') || cursor.sees('||'); skipBlanks(cursor)) {
		cursor.skip(2);
		skipLines(cursor);
		pipelines.push(readPipeline(cursor));
	}

	return pipelines;
};

const readPipeline = (cursor: Cursor): Pipeline => {
	const at = placeOf(cursor);
	const background = skipModifiers(cursor);
	const commands: Command[] = [readCommand(cursor)];
	for (skipBlanks(cursor); cursor.peek() === '|' && cursor.peek(1) !== '|'; skipBlanks(cursor)) {
		cursor.skip(cursor.peek(1) === '&' ? 2 : 1);
		skipLines(cursor);
		commands.push(readCommand(cursor));
	}

	return {commands, background, at};
};

/** `!`, `time` and `coproc` before a pipeline. Says whether it is a coprocess, which runs in the background. */
const skipModifiers = (cursor: Cursor): boolean => {
	let background = false;
	for (;;) {
		skipBlanks(cursor);
		const word = plainWord(cursor);
		if (word !== '!' && word !== 'time' && word !== 'coproc') {
			return background;
		}

		background ||= word === 'coproc';
		cursor.skip(word.length);
		skipBlanks(cursor);
		if (word === 'time' && plainWord(cursor) === '-p') {
			cursor.skip(2);
		}
	}
};
