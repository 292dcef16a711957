/** Statements as PostgreSQL's own grammar sees them, or why it sees none. `offset` counts characters from 0. */
export type Parsed =
	| {readonly ok: true; readonly statements: readonly unknown[]}
	| {
			readonly ok: false;
			readonly rule: 'sql.syntax' | 'sql.parser-crash';
			readonly text: string;
			readonly offset?: number;
	  };

export type Parse = (sql: string) => Parsed;

/**
 * Loads the grammar of PostgreSQL 18 (some 15 ms). The package's own wrapper is passed by because it keeps one instance
 * for ever: one that has run out of stack cannot be trusted again. Here it is thrown away, and until the next one is ready
 * nothing parses.
 */
export const loadParser = async (create: () => Promise<Wasm> = instantiate): Promise<Parse> => {
	let wasm: Wasm | undefined = await create();
	const renew = async (): Promise<void> => {
		wasm = undefined;
		wasm = await create().catch(() => undefined);
	};

	return sql => {
		if (wasm === undefined) {
			return {ok: false, rule: 'sql.parser-crash', text: 'the parser is being restarted; try again'};
		}

		try {
			return parseWith(wasm, sql);
		} catch {
			void renew();
			return {ok: false, rule: 'sql.parser-crash', text: 'the parser gave up on this; it is nested too deeply'};
		}
	};
};

const instantiate = async (): Promise<Wasm> => {
	// @ts-expect-error -- the package describes its wrapper only; this is the parser itself, whose shape is `Wasm`
	const {default: parser} = await import('libpg-query/wasm/libpg-query.js');
	return parser();
};

/** What is used of the parser: memory, text in and out of it, and `pg_query_parse`. Pointers are numbers. */
export type Wasm = {
	readonly _malloc: (bytes: number) => number;
	readonly _free: (pointer: number) => void;
	readonly lengthBytesUTF8: (text: string) => number;
	readonly stringToUTF8: (text: string, pointer: number, bytes: number) => void;
	readonly UTF8ToString: (pointer: number) => string;
	readonly getValue: (pointer: number, type: 'i32') => number;
	readonly _wasm_parse_query_raw: (text: number) => number;
	readonly _wasm_free_parse_result: (result: number) => void;
};

/** Offsets in `PgQueryParseResult` and `PgQueryError`, of 4 bytes each. */
const treeAt = 0;
const errorAt = 8;
const messageAt = 0;
const positionAt = 16;

const parseWith = (wasm: Wasm, sql: string): Parsed => {
	const bytes = wasm.lengthBytesUTF8(sql) + 1;
	const text = wasm._malloc(bytes);
	wasm.stringToUTF8(sql, text, bytes);
	const result = wasm._wasm_parse_query_raw(text);
	try {
		return read(wasm, result);
	} finally {
		wasm._wasm_free_parse_result(result);
		wasm._free(text);
	}
};

const read = (wasm: Wasm, result: number): Parsed => {
	const error = wasm.getValue(result + errorAt, 'i32');
	if (error !== 0) {
		// It goes on with the text from there, which may hold a password; the position is enough.
		const message = wasm.UTF8ToString(wasm.getValue(error + messageAt, 'i32')).replace(/ at or near .*/s, '');
		const position = wasm.getValue(error + positionAt, 'i32');
		return {ok: false, rule: 'sql.syntax', text: message, offset: Math.max(0, position - 1)};
	}

	const tree: unknown = JSON.parse(wasm.UTF8ToString(wasm.getValue(result + treeAt, 'i32')));
	if (typeof tree === 'object' && tree !== null && 'stmts' in tree && Array.isArray(tree.stmts)) {
		return {ok: true, statements: tree.stmts};
	}

	return {ok: true, statements: []};
};
