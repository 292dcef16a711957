import {describe, expect, test} from 'vitest';
import {loadSqlClassifier} from '../../../source/safety/sql/classify-sql.ts';
import {policyCases} from '../../kit/policy-cases.ts';

const classify = await loadSqlClassifier();

describe.each(['sql-cases.jsonl', 'sql-own.jsonl'])('%s', file => {
	test.each(policyCases(file))('$id $class: $sql ($why)', ({sql, class: wanted, flags}) => {
		const {class: found, flags: raised} = classify(sql);
		expect({class: found, flags: raised.toSorted()}).toEqual({class: wanted, flags: flags.toSorted()});
	});
});

test('every answer says why, with a rule of SQL', () => {
	for (const {sql} of [...policyCases('sql-cases.jsonl'), ...policyCases('sql-own.jsonl')]) {
		const {reasons} = classify(sql);
		expect(reasons.length).toBeGreaterThan(0);
		expect(reasons.filter(({rule, text}) => !/^sql\.[a-z-]+$/.test(rule) || text.length < 10)).toEqual([]);
	}
});

test('a syntax error tells where it is, and repeats nothing of the text', () => {
	expect(classify("SELECT 1;\n  ALTER ROLE x PASSWORD 'hunter2").reasons).toEqual([
		{rule: 'sql.syntax', class: 'rejected', text: 'unterminated quoted string, line 2, column 25'},
	]);
	expect(classify('SELECT 🐘🐘, é + FROM').reasons[0]?.text).toBe('syntax error, line 1, column 16');
});

test('65536 bytes are read, one more is not', () => {
	const comment = (bytes: number): string => `SELECT 1 --${'é'.repeat((bytes - 12) / 2)}x`;
	expect(Buffer.byteLength(comment(65_536))).toBe(65_536);
	expect(classify(comment(65_536)).class).toBe('allowed');
	expect(classify(`${comment(65_536)}x`)).toMatchObject({class: 'rejected', reasons: [{rule: 'sql.too-long'}]});
});

test('50 statements are read, one more is not', () => {
	expect(classify('SELECT 1;'.repeat(50)).class).toBe('allowed');
	expect(classify('SELECT 1;'.repeat(51)).class).toBe('rejected');
	expect(classify(`${'SELECT 1;'.repeat(50)}DROP TABLE users`).class).toBe('rejected');
});

test.each([
	['parentheses', `SELECT ${'('.repeat(3000)}1${')'.repeat(3000)}`],
	['additions', `SELECT 1${'+1'.repeat(30_000)}`],
	['joins', `SELECT 1 FROM pg_class${' JOIN pg_class ON true'.repeat(2900)}`],
	['unions', `SELECT 1${' UNION SELECT 1'.repeat(4000)}`],
	['subqueries', `SELECT ${'(SELECT '.repeat(300)}1${')'.repeat(300)}`],
	['negations', `SELECT ${'NOT '.repeat(1500)}true`],
])('what nests too deeply is rejected or flat, and the next text is judged as ever: %s', async (_name, sql) => {
	const fresh = await loadSqlClassifier();
	expect(['allowed', 'rejected']).toContain(fresh(sql).class);
	await expect.poll(() => fresh('DROP TABLE users').class).toBe('destructive');
});

test('nesting beyond the limit is rejected and not cut', () => {
	const nested = (depth: number): string => `SELECT ${'1 + ('.repeat(depth)}1${')'.repeat(depth)}`;
	expect(classify(nested(150)).class).toBe('allowed');
	expect(classify(nested(1000))).toMatchObject({class: 'rejected', reasons: [{rule: 'sql.unknown-syntax'}]});
});

test('SQL in text in SQL is followed, but not for ever', () => {
	const inText = (sql: string): string => `SELECT query_to_xml('${sql.replaceAll("'", "''")}', true, false, '')`;
	expect(classify(inText(inText('DROP TABLE users'))).class).toBe('destructive');
	expect(classify(inText(inText(inText(inText('SELECT 1'))))).class).toBe('rejected');
});

test('a parser that writes what we do not know gets nothing through', async () => {
	const broken = async (statements: readonly unknown[]) => {
		const judge = await loadSqlClassifier(async () => () => ({ok: true, statements}));
		return judge('SELECT 1').reasons[0]?.rule;
	};

	expect(await broken([{}])).toBe('sql.unknown-syntax');
	expect(await broken([{stmt: {}}])).toBe('sql.unknown-syntax');
	expect(await broken([{stmt: {NewStmt: {}}}])).toBe('sql.unknown-node');
	expect(await broken([{stmt: {SelectStmt: {targetList: [{NewExpr: {}}]}}}])).toBe('sql.unknown-node');
	expect(await broken([{stmt: {SelectStmt: {newField: {name: 'x'}}}}])).toBe('sql.unknown-syntax');
	expect(await broken([{stmt: {SelectStmt: {}, DropStmt: {}}}])).toBe('sql.unknown-syntax');
	expect(await broken([])).toBe('sql.empty');
});

test('EXPLAIN of what is not known is not made harmless by not running it', async () => {
	const query = {SelectStmt: {targetList: [{NewExpr: {}}]}};
	const judge = await loadSqlClassifier(async () => () => ({ok: true, statements: [{stmt: {ExplainStmt: {query}}}]}));
	expect(judge('EXPLAIN').class).toBe('rejected');
});

test('the reasons name what is read, and not what a definition is about', () => {
	const told = (sql: string): readonly string[] => classify(sql).reasons.map(({rule}) => rule);
	expect(told('TRUNCATE users')).toEqual(['sql.truncate']);
	expect(told('CREATE INDEX i ON users (email)')).toEqual(['sql.index']);
	expect(told('CREATE VIEW v AS SELECT * FROM users')).toEqual(['sql.view', 'sql.relation']);
	expect(told('INSERT INTO log SELECT * FROM users')).toEqual(['sql.change-rows', 'sql.relation']);
	expect(classify('SELECT * FROM "App"."my users", pg_catalog.pg_class').reasons).toEqual([
		{rule: 'sql.relation', class: 'business-data', text: '"App"."my users" is not known to hold metadata only'},
	]);
});
