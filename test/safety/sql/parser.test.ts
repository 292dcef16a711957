import {expect, test} from 'vitest';
import {loadParser, type Wasm} from '../../../source/safety/sql/parser.ts';

/** A parser whose n-th use dies as a WebAssembly instance does: with an exception out of the call. */
const dying = (uses: number): Wasm => {
	let left = uses;
	return {
		_malloc: () => 8,
		_free: () => undefined,
		lengthBytesUTF8: text => text.length,
		stringToUTF8: () => undefined,
		UTF8ToString: () => '{"stmts": []}',
		getValue: () => 0,
		_wasm_free_parse_result: () => undefined,
		_wasm_parse_query_raw() {
			left -= 1;
			if (left < 0) {
				throw new RangeError('Maximum call stack size exceeded');
			}

			return 16;
		},
	};
};

test('an instance that died is not used again; the next one is', async () => {
	const instances = [dying(1), dying(5)];
	const parse = await loadParser(async () => instances.shift() ?? dying(0));
	expect(parse('x')).toEqual({ok: true, statements: []});
	expect(parse('x')).toMatchObject({ok: false, rule: 'sql.parser-crash'});
	expect(parse('x')).toMatchObject({
		ok: false,
		rule: 'sql.parser-crash',
		text: 'the parser is being restarted; try again',
	});
	await expect.poll(() => parse('x').ok).toBe(true);
	expect(instances).toEqual([]);
});

test('without a parser nothing is understood', async () => {
	let made = 0;
	const parse = await loadParser(async () => {
		made += 1;
		if (made > 1) {
			throw new Error('no memory');
		}

		return dying(0);
	});
	parse('x');
	await expect.poll(() => made).toBe(2);
	expect(parse('x')).toMatchObject({ok: false, rule: 'sql.parser-crash'});
});

test('it is the grammar of PostgreSQL, with positions in characters', async () => {
	const parse = await loadParser();
	expect(parse('SELECT 1; TABLE t')).toMatchObject({
		ok: true,
		statements: [{stmt: {SelectStmt: {}}}, {stmt: {SelectStmt: {}}}],
	});
	expect(parse("SELECT 'é🐘', FROM")).toEqual({ok: false, rule: 'sql.syntax', text: 'syntax error', offset: 13});
	expect(parse(' ')).toEqual({ok: true, statements: []});
});
