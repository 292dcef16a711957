import fs from 'node:fs';
import {createRequire} from 'node:module';
import {shellClassifier} from '../../source/safety/shell/classify-shell.ts';
import {loadShellParser} from '../../source/safety/shell/shell-parser.ts';
import {loadSqlClassifier} from '../../source/safety/sql/classify-sql.ts';

const {resolve} = createRequire(import.meta.url);

/** The real parser of shell texts, from the files that the packages ship. */
export const shellParser = await loadShellParser({
	runtime: fs.readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')),
	grammar: fs.readFileSync(resolve('tree-sitter-bash/tree-sitter-bash.wasm')),
});

/** The classifier of shell texts as the program uses it. */
export const classifyShell = shellClassifier({parse: shellParser, classifySql: await loadSqlClassifier()});
