import type {Redirect, Script} from '../syntax.ts';

/** The text is not a script that is understood here. Never leaves the reader. */
export class SyntaxProblem extends Error {
	readonly rule: string;

	constructor(rule: string, message: string) {
		super(message);
		this.rule = rule;
	}
}

/** Nesting deeper than this is refused. */
const deepest = 40;

/**
 * A place in a text. Bash removes a backslash and the line end after it before it looks at anything else, save in single
 * quotes, comments and quoted here-documents: `peek` and `skip` never see such a pair, `raw` and `rawSkip` do.
 */
export type Cursor = {
	readonly text: string;
	/** Where this text begins in what the caller wrote; undefined when it is not written there like this. */
	readonly base: number | undefined;
	/** How deep in brackets, quotes and substitutions it is now. */
	depth: number;
	at: () => number;
	/** The character `ahead` places on, `''` at the end. */
	peek: (ahead?: number) => string;
	/** Whether the text goes on like this. */
	sees: (text: string) => boolean;
	skip: (count?: number) => void;
	/** Everything to the end, as it is written. */
	raw: () => string;
	rawSkip: (count: number) => void;
	/** Goes back to where `at` was. */
	rewind: (at: number) => void;
	/** Here-documents whose text begins after the next line end. */
	readonly pending: HereDocument[];
	/** Reads commands up to something that ends them. Held here since words hold commands and commands hold words. */
	readonly readList: (cursor: Cursor, ends: Ends) => Script;
};

export type Ends = {readonly words: readonly string[]; readonly characters: readonly string[]};

export type HereDocument = {
	readonly delimiter: string;
	readonly stripsTabs: boolean;
	readonly quoted: boolean;
	/** Takes the text once it was read. */
	readonly redirect: {-readonly [Key in keyof Redirect]: Redirect[Key]};
};

export const cursorOf = (
	text: string,
	{base, depth, readList}: Pick<Cursor, 'base' | 'depth' | 'readList'>,
): Cursor => {
	let at = 0;
	const joined = (from: number): number => {
		let index = from;
		while (text[index] === '\\' && text[index + 1] === '\n') {
			index += 2;
		}

		return index;
	};
	const place = (ahead: number): number => {
		let index = joined(at);
		for (let left = ahead; left > 0 && index < text.length; left -= 1) {
			index = joined(index + 1);
		}

		return index;
	};
	const peek = (ahead = 0): string => text[place(ahead)] ?? '';
	return {
		text,
		base,
		depth,
		readList,
		pending: [],
		at: () => joined(at),
		peek,
		sees: wanted => wanted.split('').every((character, index) => peek(index) === character),
		skip: (count = 1) => {
			at = place(count);
		},
		raw: () => text.slice(at),
		rawSkip: count => {
			at += count;
		},
		rewind: to => {
			at = to;
		},
	};
};

/** Reads something that holds something else. */
export const nested = <Value>(cursor: Cursor, read: () => Value): Value => {
	if (cursor.depth >= deepest) {
		throw new SyntaxProblem('shell.too-deep', 'nested too deeply');
	}

	cursor.depth += 1;
	const value = read();
	cursor.depth -= 1;
	return value;
};

/** The place here in what the caller wrote. */
export const placeOf = ({base, at}: Cursor): number | undefined => (base === undefined ? undefined : base + at());

/** Reads what lies between two marks as a script of its own. */
export const readInner = (cursor: Cursor, text: string, base: number | undefined): Script => {
	const inner = cursorOf(text, {base, depth: cursor.depth, readList: cursor.readList});
	const script = nested(inner, () => cursor.readList(inner, {words: [], characters: []}));
	if (inner.peek() !== '' || inner.pending.length > 0) {
		throw new SyntaxProblem('shell.syntax', 'a command substitution is not a script');
	}

	return script;
};
