import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {classes} from '../../../source/safety/classification.ts';
import {loadSqlClassifier} from '../../../source/safety/sql/classify-sql.ts';
import {harmlessFunctions} from '../../../source/safety/sql/function-call.ts';
import {loadParser} from '../../../source/safety/sql/parser.ts';
import {builtInTypes} from '../../../source/safety/sql/tables/built-in-types.ts';
import {catalogRelations} from '../../../source/safety/sql/tables/system-relations.ts';
import {policyCases, policyLines, rank} from '../../kit/policy-cases.ts';

const classify = await loadSqlClassifier();
const parse = await loadParser();

const texts = [
	...[...policyCases('sql-cases.jsonl'), ...policyCases('sql-own.jsonl')].map(({sql}) => sql),
	...policyLines('sql-grammar.sql'),
];
const understood = texts.filter(sql => classify(sql).class !== 'rejected');
const single = understood.filter(sql => {
	const parsed = parse(sql);
	return parsed.ok && parsed.statements.length === 1;
});

/** Texts that start a query: what may stand in parentheses. */
const queries = single
	.filter(sql => /^\W*(select|with|values|table)\b/i.test(sql) && !/\b(into|delete|update|insert)\b/i.test(sql))
	.map(sql => sql.replace(/;\s*$/, ''));
const changes = single.filter(sql => /^(insert|update|delete)\b/i.test(sql));

const strictly = (...sqls: readonly string[]): string =>
	classes[Math.max(...sqls.map(sql => rank(classify(sql))))] ?? '';

/** A statement may end in a comment to the end of the line. */
const joined = (...sqls: readonly string[]): string => sqls.join('\n;\n');

describe('what does not change the meaning does not change the class', () => {
	test.each<readonly [string, (sql: string) => string]>([
		['a comment before', sql => `/* DROP TABLE users; */ ${sql}`],
		['a comment behind', sql => `${sql} -- ; SELECT 1`],
		['blanks around', sql => `\n\t ${sql} \n\n`],
		['a semicolon', sql => `${sql}\n;`],
		['empty statements', sql => `;;${sql}\n; ;`],
		['upper case', sql => (/['"$\\]/.test(sql) ? sql : sql.toUpperCase())],
	])('%s', (_name, change) => {
		expect(understood.filter(sql => classify(change(sql)).class !== classify(sql).class)).toEqual([]);
	});
});

test('comments for blanks do not change the class, but where two words are one token to the parser', () => {
	const changed = understood
		.filter(sql => !/['"$-]/.test(sql))
		.filter(sql => classify(sql.replaceAll(' ', '/**/ /* x */')).class !== classify(sql).class);
	expect(changed.filter(sql => !/ (nulls last|with ordinality)\b/.test(sql))).toEqual([]);
	expect(changed.map(sql => classify(sql.replaceAll(' ', '/**/ /* x */')).class)).toEqual(
		changed.map(() => 'rejected'),
	);
});

describe('a query is at least as strict inside another', () => {
	test.each<readonly [string, (sql: string) => string]>([
		['parentheses', sql => `(${sql}\n)`],
		['a subquery in FROM', sql => `SELECT * FROM (${sql}\n) x`],
		['a subquery in WHERE', sql => `SELECT 1 WHERE EXISTS (${sql}\n)`],
		['an array', sql => `SELECT ARRAY(${sql}\n)`],
		['WITH', sql => `WITH x AS (${sql}\n) SELECT * FROM x`],
		['WITH, and not used', sql => `WITH x AS (${sql}\n) SELECT 1`],
		['UNION, first', sql => `(${sql}\n) UNION ALL SELECT 1`],
		['UNION, last', sql => `SELECT 1 UNION ALL (${sql}\n)`],
		['LATERAL', sql => `SELECT * FROM pg_class c, LATERAL (${sql}\n) x`],
		['EXPLAIN ANALYZE', sql => `EXPLAIN ANALYZE ${sql}`],
		['EXPLAIN ANALYZE as an option', sql => `EXPLAIN (COSTS off, ANALYZE) ${sql}`],
		['CREATE VIEW', sql => `CREATE VIEW x AS ${sql}`],
		['CREATE TABLE AS', sql => `CREATE TABLE x AS ${sql}`],
		['PREPARE', sql => `PREPARE x AS ${sql}`],
		['DECLARE', sql => `DECLARE x CURSOR FOR ${sql}`],
		['COPY', sql => `COPY (${sql}\n) TO STDOUT`],
		['INSERT', sql => `INSERT INTO x ${sql}`],
		['a condition of DELETE', sql => `DELETE FROM x WHERE id IN (${sql}\n)`],
		['SQL text', sql => `SELECT query_to_xml($meta$${sql}$meta$, true, false, '')`],
	])('%s', (_name, wrap) => {
		expect(queries.filter(sql => rank(classify(wrap(sql))) < rank(classify(sql)))).toEqual([]);
		const readable = queries.filter(sql => classify(wrap(sql)).class !== 'rejected');
		expect(readable.length).toBeGreaterThan(queries.length * 0.8); // else this says nothing
	});
});

test.each<readonly [string, (sql: string) => string]>([
	['WITH', sql => `WITH x AS (${sql}\n) SELECT 1`],
	['EXPLAIN ANALYZE', sql => `EXPLAIN ANALYZE ${sql}`],
	['PREPARE', sql => `PREPARE x AS ${sql}`],
	['a rule', sql => `CREATE RULE x AS ON INSERT TO y DO ALSO ${sql}`],
])('a change is at least as strict inside %s', (_name, wrap) => {
	expect(changes.length).toBeGreaterThan(20);
	expect(changes.filter(sql => rank(classify(wrap(sql))) < rank(classify(sql)))).toEqual([]);
});

test('of two statements the stricter decides', () => {
	fc.assert(
		fc.property(fc.constantFrom(...understood), fc.constantFrom(...understood), (one, other) => {
			expect(classify(joined(one, other)).class).toBe(strictly(one, other));
		}),
		{numRuns: 1000},
	);
});

test('nothing that follows makes it milder, and what destroys is seen behind everything', () => {
	for (const sql of understood) {
		expect(rank(classify(joined(sql, 'SELECT 1')))).toBe(rank(classify(sql)));
		for (const separator of ['\n;', '\n;\n', '\n; -- x\n', '\n;/* ; */']) {
			expect(rank(classify(`${sql}${separator}DROP TABLE users`))).toBeGreaterThanOrEqual(
				classes.indexOf('destructive'),
			);
		}
	}
});

/** Cuts, doubles and swaps pieces of texts. */
const mutant = fc
	.tuple(
		fc.constantFrom(...texts),
		fc.constantFrom(...texts),
		fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(4)), {maxLength: 4}),
	)
	.map(([sql, other, cuts]) =>
		cuts.reduce((text, [from, length, how]) => {
			const start = from % (text.length + 1);
			const end = Math.min(text.length, start + (length % 12));
			const piece = [
				'',
				text.slice(start, end).repeat(2),
				other.slice(start, end),
				Array.from(text.slice(start, end)).toReversed().join(''),
				'\'"$;-*/()\\ \u0000\u202e'[length % 14] ?? '',
			][how];
			return `${text.slice(0, start)}${piece}${text.slice(end)}`;
		}, sql),
	);

test('every text has an answer, the same each time, and never milder than what is put behind it', () => {
	fc.assert(
		fc.property(mutant, fc.constantFrom(...understood), (sql, known) => {
			const answer = classify(sql);
			expect(classes).toContain(answer.class);
			expect(answer.reasons.length).toBeGreaterThan(0);
			expect(classify(sql)).toEqual(answer);
			if (answer.class !== 'rejected') {
				expect(classify(joined(sql, known)).class).toBe(strictly(sql, known));
			}
		}),
		{numRuns: 1500},
	);
});

const word = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/);

test('a name that is on no list is never harmless', () => {
	fc.assert(
		fc.property(word, word, (name, schema) => {
			fc.pre(!harmlessFunctions.has(name) && !catalogRelations.has(name) && !builtInTypes.has(name));
			fc.pre(!/^(pg_catalog|information_schema|monitor)$/.test(schema));
			for (const sql of [
				`SELECT "${name}"(1)`,
				`SELECT "${schema}"."${name}"(1)`,
				`SELECT "${schema}"."lower"('a')`,
				`SELECT * FROM "${name}"`,
				`SELECT * FROM "${schema}"."${name}"`,
				`SELECT * FROM "${schema}".pg_class`,
				`SELECT * FROM pg_catalog."${name}"`,
				`SELECT 'x'::"${schema}"."${name}"`,
				`SELECT 1 OPERATOR("${schema}".+) 1`,
			]) {
				expect(classify(sql).class, sql).not.toBe('allowed');
			}
		}),
	);
});
