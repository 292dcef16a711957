import {SyntaxProblem} from './cursor.ts';

/** Reads what follows `$'` up to its end: the text that it stands for, and how many characters it took with the end. */
export const ansiText = (source: string): {readonly text: string; readonly length: number} => {
	const [whole, inner = ''] = /^((?:[^'\\]|\\[^])*)'/.exec(source) ?? [];
	if (whole === undefined) {
		throw new SyntaxProblem('shell.syntax', "a $' has no end");
	}

	const text = inner.replaceAll(escape, (all: string, ...groups: readonly (string | undefined)[]) => {
		const [octal, hexadecimal, control, simple] = groups;
		if (octal !== undefined) {
			return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
		}

		if (hexadecimal !== undefined) {
			return character(Number.parseInt(hexadecimal.slice(1), 16));
		}

		return control === undefined
			? (named.get(simple ?? '') ?? all)
			: String.fromCharCode(control.toUpperCase().charCodeAt(0) & 0x1f);
	});
	// Bash ends such a text at a NUL; what is left over is in doubt, so is the whole.
	if (/[\u0000-\u0008\u000B-\u001F\u007F]/.test(text)) {
		throw new SyntaxProblem('shell.control-character', "a control character in a $'…'");
	}

	return {text, length: whole.length};
};

const escape = /\\(?:([0-7]{1,3})|((?:x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8}))|c(.)|([^]))/g;

const character = (code: number): string => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD');

const named: ReadonlyMap<string, string> = new Map([
	['n', '\n'],
	['t', '\t'],
	['r', '\r'],
	['a', '\u0007'],
	['b', '\b'],
	['e', '\u001B'],
	['E', '\u001B'],
	['f', '\f'],
	['v', '\v'],
	['\\', '\\'],
	["'", "'"],
	['"', '"'],
	['?', '?'],
]);
