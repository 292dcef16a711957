import {isScalar, LineCounter, parseAllDocuments, type Document, type ErrorCode, type Node} from 'yaml';
import type {InventoryFile} from '../inventory.ts';
import type {ProblemLog} from '../problem-log.ts';
import {yamlTree} from './yaml-tree.ts';
import type {YamlNode} from './yaml-node.ts';

/**
 * One file as Ansible's loader would have it. Undefined when it holds nothing, is encrypted, or is beyond reading; the
 * problems say which. After a syntax error it is what could still be read. Never throws.
 */
export const readYaml = ({path, text}: InventoryFile, problems: ProblemLog): YamlNode | undefined => {
	const place = {file: path, line: undefined};
	if (text.length > charactersMax) {
		problems.add('file-too-large', place, `The file has more than ${charactersMax} characters and was not read.`);
		return undefined;
	}

	if (/^\uFEFF?\$ANSIBLE_VAULT;/.test(text)) {
		problems.add(
			'vault-file',
			{...place, line: 1},
			'The file is encrypted with ansible-vault; pigsty-top keeps no vault password and cannot read it.',
		);
		return undefined;
	}

	const strange = notText.exec(text);
	if (strange !== null) {
		const line = text.slice(0, strange.index).split('\n').length;
		problems.add('yaml-syntax', {...place, line}, 'A control character stands here. Ansible refuses the file.');
	}

	try {
		return treeOf({path, text}, problems);
	} catch {
		// The parser recurses, so only nesting deeper than the stack gets here.
		problems.add('yaml-too-large', place, 'The file is nested too deeply to be read.');
		return undefined;
	}
};

/** A thousand instances take about 250,000. */
const charactersMax = 4 * 1024 ** 2;

/** What libyaml does not take for text: control characters, lone surrogates, a byte order mark that is not the first. */
const notText = /(?!^\uFEFF)[^\t\n\r -~\u0085\u00A0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u;

const treeOf = ({path, text}: InventoryFile, problems: ProblemLog): YamlNode | undefined => {
	const lines = new LineCounter();
	// The failsafe schema leaves every scalar as text, so that `yaml-scalar.ts` alone decides what it means.
	const documents = parseAllDocuments<Node>(text, {
		schema: 'failsafe',
		version: '1.1',
		merge: false,
		resolveKnownTags: false,
		uniqueKeys: false,
		prettyErrors: false,
		logLevel: 'silent',
		lineCounter: lines,
	});
	const lineOf = (offset: number): number => lineAt(lines.lineStarts, offset);
	const report = (errors: readonly SyntaxError[]) => {
		for (const {code, pos} of errors.filter(isRefused).slice(0, errorsMax)) {
			const sentence = sentences[code] ?? 'The text here does not fit YAML.';
			problems.add('yaml-syntax', {file: path, line: lineOf(pos[0])}, `${sentence} Ansible refuses the file.`);
		}
	};

	if ('empty' in documents) {
		report(documents.errors);
		return undefined;
	}

	const [first, second] = documents.filter((document, index) => index === 0 || !isEmpty(document));
	report(documents.flatMap(({errors}) => errors));
	if (second !== undefined) {
		problems.add(
			'yaml-documents',
			{file: path, line: lineOf(second.range?.[0] ?? 0)},
			'A second document begins here; Ansible refuses the file, and only the first document is read.',
		);
	}

	return first?.contents ? yamlTree(first.contents, path, lineOf, problems) : undefined;
};

/** A second end marker makes an empty document, which nobody minds. */
const isEmpty = ({contents, directives}: Document<Node, boolean>): boolean =>
	directives?.docStart !== true && (contents === null || (isScalar(contents) && contents.source === ''));

/** The last line that starts at or before the offset. */
const lineAt = (starts: readonly number[], offset: number): number => {
	let [low, high] = [0, starts.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((starts[middle] ?? 0) <= offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return Math.max(1, low);
};

type SyntaxError = {readonly code: ErrorCode; readonly pos: readonly [number, number]; readonly message: string};

/** Ansible's parser takes `]# comment`. */
const isRefused = ({message}: SyntaxError): boolean => !message.startsWith('Comments must be separated');

/** The parser's own messages may quote the text, and the text may be a password; these sentences do not. */
const sentences: Readonly<Partial<Record<ErrorCode, string>>> = {
	BAD_ALIAS: 'An alias has no name.',
	BAD_DQ_ESCAPE: 'A double-quoted text holds an escape that YAML does not have.',
	BAD_INDENT: 'The indentation does not fit what is around it.',
	BAD_SCALAR_START: 'A text begins with a character that needs quotes.',
	BLOCK_IN_FLOW: 'A block begins inside brackets.',
	BLOCK_AS_IMPLICIT_KEY: 'A key and a nested map stand on one line, such as "a: b: c".',
	KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters.',
	MISSING_CHAR: 'A bracket, quote, comma or colon is missing.',
	MULTILINE_IMPLICIT_KEY: 'A key runs over more than one line; a colon is probably missing.',
	RESOURCE_EXHAUSTION: 'The nesting is too deep to be read.',
	TAB_AS_INDENT: 'A tab is used for indentation, which YAML forbids.',
};

/** One slip makes many errors; the first ones are the ones to look at. */
const errorsMax = 20;
