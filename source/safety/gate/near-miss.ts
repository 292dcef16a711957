import {sanitize} from '../../format/sanitize.ts';
import {codePoint, escaped} from '../escaped.ts';

/** What was different about what was typed, as exactly as it can be said: undefined when nothing was. */
export const nearMiss = (typed: string, expected: string): string | undefined => {
	if (typed === expected) {
		return undefined;
	}

	return misses.map(miss => miss(typed, expected)).find(text => text !== undefined) ?? differentFrom(typed, expected);
};

type Miss = (typed: string, expected: string) => string | undefined;

/** In the order in which they explain most. */
const misses: readonly Miss[] = [
	typed => (typed === '' ? 'nothing is typed' : undefined),
	typed => {
		const odd = Array.from(typed).find(char => /^[\s\u200B\u2060\uFEFF]$/u.test(char) && char !== ' ');
		return odd === undefined ? undefined : `${codePoint(odd)} is in it, which only looks like a space or like nothing`;
	},
	(typed, expected) => (typed.trim() === '' && expected !== '' ? 'only spaces are typed' : undefined),
	(typed, expected) => (typed.trimStart() === expected ? 'there is a space before it' : undefined),
	(typed, expected) => (typed.trimEnd() === expected ? 'there is a space after it' : undefined),
	(typed, expected) => {
		const chars = Array.from(typed);
		const index = chars.findIndex(char => !/^[ -~]$/.test(char) && !expected.includes(char));
		const char = chars[index];
		return char === undefined
			? undefined
			: `character ${index + 1}, “${sanitize(char, 'cell')}”, is ${codePoint(char)}${scriptOf(char)}`;
	},
	(typed, expected) =>
		typed.toLowerCase() === expected.toLowerCase() ? 'capital and small letters must be as in the name' : undefined,
	(typed, expected) =>
		typed.replaceAll(' ', '') === expected.replaceAll(' ', '') ? 'its spaces are different' : undefined,
	(typed, expected) =>
		expected.startsWith(typed)
			? `it is not complete: “${expected.slice(typed.length)}” is missing at its end`
			: undefined,
	(typed, expected) =>
		typed.startsWith(expected) ? `${escaped(typed.slice(expected.length))} is too much at its end` : undefined,
];

const differentFrom = (typed: string, expected: string): string => {
	const [one, other] = [Array.from(typed), Array.from(expected)];
	const index = one.findIndex((char, at) => char !== other[at]);
	return `character ${index + 1} is “${one[index] ?? ''}” and not “${other[index] ?? ''}”`;
};

const scripts: Readonly<Record<string, RegExp>> = {
	' (Cyrillic)': /\p{Script=Cyrillic}/u,
	' (Greek)': /\p{Script=Greek}/u,
	' (a wide form)': /[\uFF01-\uFF5E]/u,
	' (a dash, and not the one on the keyboard)': /\p{Pd}/u,
};

const scriptOf = (char: string): string => Object.entries(scripts).find(([, script]) => script.test(char))?.[0] ?? '';
