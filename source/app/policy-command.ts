import {createInterface} from 'node:readline';
import {sanitize} from '../format/sanitize.ts';
import {answerBatchLine, type Judge} from '../safety/batch-line.ts';
import {classification, type Classification, type Reason} from '../safety/classification.ts';
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
	shell: async () => {
		const classify = await loadShell();
		return {
			text: classify,
			question: ({cmd}) => (typeof cmd === 'string' ? classify(cmd) : undefined),
		};
	},
	ansible: async () => {
		const {classifyAnsible} = await import('../safety/ansible/classify-ansible.ts');
		const classifyCommand = await loadShell();
		return {
			text: text =>
				plainWords.test(text)
					? classifyAnsible(text.trim().split(/\s+/), {classifyCommand})
					: classification([needsArgv]),
			question: ({argv, context}) =>
				isWords(argv) ? classifyAnsible(argv, {classifyCommand, ...(isRecord(context) && {context})}) : undefined,
		};
	},
};

const loadShell = async () => {
	const [{loadSqlClassifier}, {loadShellParser}, {shellClassifier}, {readShellParserFiles}] = await Promise.all([
		import('../safety/sql/classify-sql.ts'),
		import('../safety/shell/shell-parser.ts'),
		import('../safety/shell/classify-shell.ts'),
		import('./shell-parser-files.ts'),
	]);
	const parse = await loadShellParser(readShellParserFiles());
	return shellClassifier({parse, classifySql: await loadSqlClassifier()});
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that a shell would take as it stands; what quotes and signs mean there is not guessed here. */
const plainWords = /^[\w@%+=:,./!-]+(?:[ \t]+[\w@%+=:,./!-]+)*$/;

const needsArgv: Reason = {
	rule: 'ansible.quoted-text',
	class: 'rejected',
	text: 'the text has quotes or signs of a shell; give the words one by one as "argv" with --batch',
};

const isWords = (argv: unknown): argv is readonly string[] =>
	Array.isArray(argv) && argv.every(word => typeof word === 'string');

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
