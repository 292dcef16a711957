import type {Redirect} from '../syntax.ts';
import {type Cursor, SyntaxProblem} from './cursor.ts';
import {delimiterOf} from './here-document.ts';
import {beginsProcess, readWord} from './word.ts';

/** Longest first, so that `<<<` is not read as `<<`. */
const operators = ['&>>', '<<<', '<<-', '&>', '<<', '<&', '<>', '>>', '>&', '>|', '<', '>'];

/** Reads a redirection with the descriptor before it, or undefined where none begins. */
export const readRedirect = (cursor: Cursor): Redirect | undefined => {
	const descriptor = descriptorLength(cursor);
	const begin = cursor.at();
	cursor.skip(descriptor);
	const operator = beginsProcess(cursor) ? undefined : operators.find(name => cursor.sees(name));
	if (operator === undefined) {
		cursor.rewind(begin);
		return undefined;
	}

	cursor.skip(operator.length);
	while (cursor.peek() === ' ' || cursor.peek() === '\t') {
		cursor.skip();
	}

	const word = readWord(cursor);
	if (word === undefined) {
		throw new SyntaxProblem('shell.syntax', 'a redirection to nowhere');
	}

	if (operator !== '<<' && operator !== '<<-') {
		return {operator, target: word};
	}

	const redirect = {operator: '<<', target: word};
	cursor.pending.push({...delimiterOf(word), stripsTabs: operator === '<<-', redirect});
	return redirect;
};

/** Digits or `{name}` count as a descriptor only when the operator follows at once. */
const descriptorLength = (cursor: Cursor): number => {
	let length = 0;
	if (cursor.peek() === '{') {
		length = 1;
		while (/^\w$/.test(cursor.peek(length))) {
			length += 1;
		}

		length = length > 1 && cursor.peek(length) === '}' ? length + 1 : 0;
	} else {
		while (/^\d$/.test(cursor.peek(length))) {
			length += 1;
		}
	}

	return cursor.peek(length) === '<' || cursor.peek(length) === '>' ? length : 0;
};
