import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {ShellParserFiles} from '../safety/shell/shell-parser.ts';

/** Reads the WebAssembly of the second shell reader: beside the bundle, or from the packages when run from source. */
export const readShellParserFiles = (): ShellParserFiles => ({
	runtime: readFileSync(find('web-tree-sitter.wasm', 'web-tree-sitter')),
	grammar: readFileSync(find('tree-sitter-bash.wasm', 'tree-sitter-bash')),
});

const find = (file: string, name: string): string => {
	const here = import.meta.dirname;
	const places = [here, path.dirname(here)].map(folder => path.join(folder, file));
	return places.find(existsSync) ?? path.join(here, '..', '..', 'node_modules', name, file);
};
