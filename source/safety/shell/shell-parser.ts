import {Language, type Node, Parser} from 'web-tree-sitter';
import {readScript, type ReadScript} from './read/read-script.ts';
import type {Command, Part, Script, Word} from './syntax.ts';

/** The two WebAssembly files of the second reader, as bytes. */
export type ShellParserFiles = {
	/** `web-tree-sitter.wasm` of the package web-tree-sitter. */
	readonly runtime: Uint8Array;
	/** `tree-sitter-bash.wasm` of the package tree-sitter-bash. */
	readonly grammar: Uint8Array;
};

export type ShellParser = (text: string) => ReadScript & {
	/** What the second reader makes of it: undefined when it agrees. */
	readonly doubt: string | undefined;
};

/**
 * Two readers that know nothing of each other. Ours says what the commands are; tree-sitter's has to see a whole script,
 * too, and no command where ours sees none. Neither is trusted alone: tree-sitter takes texts that Bash does not take, and
 * misses commands in here-documents and nested backquotes; ours is young. Rejects when the files are not what they should be.
 */
export const loadShellParser = async ({runtime, grammar}: ShellParserFiles): Promise<ShellParser> => {
	await Parser.init({wasmBinary: runtime});
	const parser = new Parser();
	parser.setLanguage(await Language.load(grammar));
	return text => {
		const read = readScript(text);
		return {...read, doubt: read.ok ? doubtOf(parser, text, read.script) : undefined};
	};
};

const doubtOf = (parser: Parser, text: string, script: Script): string | undefined => {
	const tree = parser.parse(text);
	if (tree === null) {
		return 'the second reader gave up';
	}

	try {
		if (tree.rootNode.hasError) {
			return 'the second reader finds an error in it';
		}

		const seen = new Set<number>();
		scriptPlaces(script, seen);
		const missed = commandPlaces(tree.rootNode).find(place => !seen.has(place));
		return missed === undefined ? undefined : `the second reader finds a command at character ${missed + 1}`;
	} finally {
		tree.delete();
	}
};

/** Where tree-sitter sees commands that do something by themselves. */
const commandPlaces = (root: Node): readonly number[] =>
	root
		.descendantsOfType(['command', 'declaration_command', 'unset_command', 'function_definition', 'subshell'])
		.filter(node => node !== null)
		.map(node => node.startIndex);

const scriptPlaces = (script: Script, seen: Set<number>): void => {
	for (const {at} of [...script, ...script.flatMap(({commands}) => commands)]) {
		if (at !== undefined) {
			seen.add(at);
		}
	}

	for (const command of script.flatMap(({commands}) => commands)) {
		for (const inner of scriptsIn(command)) {
			scriptPlaces(inner, seen);
		}
	}
};

/** Every script that a command holds in its words, redirections and bodies. */
const scriptsIn = (command: Command): readonly Script[] => {
	const words: readonly Word[] = [
		...command.words,
		...command.redirects.map(({target}) => target),
		...(command.kind === 'simple' ? command.assignments.flatMap(({values}) => values) : []),
	];
	return [
		...(command.kind === 'simple' ? [] : command.scripts),
		...words.flatMap(({parts}) => parts).flatMap(scriptsOf),
	];
};

const scriptsOf = (part: Part): readonly Script[] => {
	switch (part.kind) {
		case 'text':
			return [];
		case 'command':
		case 'process':
			return [part.script];
		case 'variable':
		case 'arithmetic':
			return part.inner.flatMap(scriptsOf);
	}
};
