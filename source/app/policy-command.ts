import {createInterface} from 'node:readline';
import {sanitize} from '../format/sanitize.ts';
import {answerBatchLine, type Judge} from '../safety/batch-line.ts';
import type {Classification} from '../safety/classification.ts';
import {exitCode} from './exit-code.ts';

/** How texts of one kind are judged: one given on the command line, and one in a line of a batch. */
type Kind = {readonly text: (text: string) => Classification; readonly question: Judge};

const kinds: Readonly<Record<string, () => Promise<Kind>>> = {
	sql: async () => {
		const {loadSqlClassifier} = await import('../safety/sql/classify-sql.ts');
		const classify = await loadSqlClassifier();
		return {
			text: classify,
			question: ({sql}) => (typeof sql === 'string' ? classify(sql) : undefined),
		};
	},
};

/** `policy`: the class of a text and why, or of each line of a batch on standard input. Nothing is run. */
export const runPolicy = async (
	words: readonly string[],
	values: Readonly<Record<string, string | boolean>>,
): Promise<number> => {
	const [name = '', ...texts] = words;
	const load = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
	const isBatch = values['batch'] === true;
	if (load === undefined || texts.length !== (isBatch ? 0 : 1)) {
		process.stderr.write(`pigsty-top: policy takes ${Object.keys(kinds).join(' or ')} and one text, or --batch\n`);
		return exitCode.usage;
	}

	const {text, question} = await load();
	if (isBatch) {
		for await (const line of createInterface({input: process.stdin})) {
			if (line.trim() !== '') {
				process.stdout.write(`${answerBatchLine(line, question)}\n`);
			}
		}

		return exitCode.done;
	}

	const {class: found, reasons} = text(texts[0] ?? '');
	process.stdout.write(
		[found, ...reasons.map(({rule, text: why}) => `  ${rule}: ${sanitize(why, 'log')}`), ''].join('\n'),
	);
	return found === 'allowed' ? exitCode.done : exitCode.findings;
};
