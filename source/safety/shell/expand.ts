import {hole} from '../hole.ts';
import type {Argument} from './argument.ts';
import {braces, type Cell} from './braces.ts';
import type {Part, Script, Word} from './syntax.ts';

export type Expansion = {
	/** What the words come to; undefined when they come to too many. */
	readonly args: readonly Argument[] | undefined;
	/** Scripts that run to find out. */
	readonly scripts: readonly Script[];
	/** Something is only known when it runs. */
	readonly expands: boolean;
	/** The value of a variable is taken for a name or for a prompt, which can run commands. */
	readonly indirect: boolean;
};

type Known = ReadonlyMap<string, string | undefined>;

/** More words than this in one command are not looked at. */
const mostWords = 1000;

/** What Pigsty sets for its operator, and what every shell has. */
const settled: ReadonlyMap<string, string> = new Map([
	['HOME', '~'],
	['PIGSTY_HOME', '~/pigsty'],
	['PGDATA', '/pg/data'],
]);

/** Does to words what Bash does, as far as it can be known without running anything. */
export const expandWords = (words: readonly Word[], known: Known, outputOf: OutputOf): Expansion => {
	const args: Argument[] = [];
	let tooMany = false;
	for (const word of words) {
		const expanded = braces(word.parts.flatMap(part => cells(part, known, outputOf)));
		tooMany ||= expanded === undefined || args.length + expanded.length > mostWords;
		args.push(...(tooMany || expanded === undefined ? [] : expanded.flatMap(split)));
	}

	const parts = words.flatMap(word => word.parts).flatMap(withInner);
	return {
		args: tooMany ? undefined : args,
		scripts: parts.flatMap(part => (part.kind === 'command' || part.kind === 'process' ? [part.script] : [])),
		expands: parts.some(part => part.kind !== 'text'),
		indirect: parts.some(part => part.kind === 'variable' && part.indirect),
	};
};

/** What a script prints, when that is plain from its text; else undefined. */
export type OutputOf = (script: Script) => string | undefined;

const withInner = (part: Part): readonly Part[] =>
	part.kind === 'variable' || part.kind === 'arithmetic' ? [part, ...part.inner.flatMap(withInner)] : [part];

const cells = (part: Part, known: Known, outputOf: OutputOf): readonly Cell[] => {
	switch (part.kind) {
		case 'text':
			return part.text === '' ? [{text: '', as: 'quoted'}] : spell(part.text, part.quoted ? 'quoted' : 'plain');
		case 'variable': {
			if (!part.quoted && part.plain && part.name === 'IFS' && !known.has('IFS')) {
				return [{text: ' ', as: 'value'}];
			}

			return value(part.plain ? valueOf(part.name, known) : undefined, part.quoted);
		}
		case 'command':
			return value(outputOf(part.script), part.quoted);
		case 'process':
			return [{text: `/dev/fd/${hole}`, as: 'quoted'}];
		case 'arithmetic':
			return value(undefined, part.quoted);
	}
};

const valueOf = (name: string, known: Known): string | undefined =>
	known.has(name) ? known.get(name) : settled.get(name);

const value = (text: string | undefined, quoted: boolean): readonly Cell[] =>
	text === undefined ? [{text: hole, as: 'quoted'}] : spell(text, quoted ? 'quoted' : 'value');

const spell = (text: string, as: Cell['as']): readonly Cell[] =>
	text.split('').map(character => ({text: character, as}));

/** Values that are not quoted fall apart at blanks; everything else is one argument. */
const split = (word: readonly Cell[]): readonly Argument[] => {
	const groups: Cell[][] = [[]];
	for (const cell of word) {
		if (cell.as === 'value' && /\s/.test(cell.text)) {
			groups.push([]);
		} else {
			groups.at(-1)?.push(cell);
		}
	}

	return groups.filter(group => group.length > 0).map(joined);
};

const joined = (word: readonly Cell[]): Argument => ({
	text: (word[0]?.as === 'quoted' && word[0].text === '~' ? './' : '') + word.map(cell => cell.text).join(''),
	glob: word.some((cell, index) => cell.as !== 'quoted' && ('*?'.includes(cell.text) || opensRange(word, index))),
	quoted: word.some(cell => cell.as === 'quoted'),
});

/** A bracket is a pattern when another one closes it. */
const opensRange = (word: readonly Cell[], index: number): boolean =>
	word[index]?.text === '[' && word.slice(index + 2).some(({text}) => text === ']');
