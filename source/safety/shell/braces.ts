import {hole} from '../hole.ts';

/** A character, or an unknown stretch, of a word. */
export type Cell = {
	readonly text: string;
	/** `quoted` stands for itself, `plain` is what was typed, `value` is from a variable: it splits, but has no braces. */
	readonly as: 'quoted' | 'plain' | 'value';
};

/** More words than this from one are not made. */
const most = 1000;

/** `a{b,c}d` is two words and `{1..3}` three. Undefined when it comes to too many. */
export const braces = (word: readonly Cell[]): readonly (readonly Cell[])[] | undefined => {
	const words: (readonly Cell[])[] = [];
	const todo: (readonly Cell[])[] = [word];
	for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
		const found = firstBraces(next);
		if (found === undefined) {
			words.push(next);
		} else {
			const {before, choices, after} = found;
			todo.push(...choices.toReversed().map(choice => [...before, ...choice, ...after]));
		}

		if (words.length + todo.length > most) {
			return undefined;
		}
	}

	return words;
};

type Braces = {
	readonly before: readonly Cell[];
	readonly choices: readonly (readonly Cell[])[];
	readonly after: readonly Cell[];
};

const firstBraces = (word: readonly Cell[]): Braces | undefined => {
	for (const [open, cell] of word.entries()) {
		if (!is(cell, '{') || is(word[open - 1], '$')) {
			continue;
		}

		const close = closing(word, open);
		const choices = close === undefined ? undefined : choicesOf(word.slice(open + 1, close));
		if (close !== undefined && choices !== undefined) {
			return {before: word.slice(0, open), choices, after: word.slice(close + 1)};
		}
	}

	return undefined;
};

const is = (cell: Cell | undefined, text: string): boolean => cell?.as === 'plain' && cell.text === text;

const closing = (word: readonly Cell[], open: number): number | undefined => {
	let depth = 0;
	for (let index = open; index < word.length; index += 1) {
		depth += is(word[index], '{') ? 1 : is(word[index], '}') ? -1 : 0;
		if (depth === 0) {
			return index;
		}
	}

	return undefined;
};

/** Undefined when there is neither a comma nor a range: then the braces are text. */
const choicesOf = (inner: readonly Cell[]): readonly (readonly Cell[])[] | undefined => {
	const choices: Cell[][] = [[]];
	let depth = 0;
	for (const cell of inner) {
		depth += is(cell, '{') ? 1 : is(cell, '}') ? -1 : 0;
		if (depth === 0 && is(cell, ',')) {
			choices.push([]);
		} else {
			choices.at(-1)?.push(cell);
		}
	}

	return choices.length > 1 ? choices : range(inner.map(({text}) => text).join(''));
};

/** Ranges of letters are short enough to write out; what a range of numbers comes to does not matter to any rule. */
const range = (text: string): readonly (readonly Cell[])[] | undefined => {
	const [, from, to] = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.-?\d+)?$/.exec(text) ?? [];
	if (from !== undefined && to !== undefined) {
		const [low = 0, high = 0] = [from.charCodeAt(0), to.charCodeAt(0)].toSorted((one, other) => one - other);
		return Array.from({length: high - low + 1}, (_, step) => [{text: String.fromCharCode(low + step), as: 'quoted'}]);
	}

	return /^-?\d+\.\.-?\d+(?:\.\.-?\d+)?$/.test(text) ? [[{text: hole, as: 'quoted'}]] : undefined;
};
