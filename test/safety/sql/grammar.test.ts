import {expect, test} from 'vitest';
import {loadSqlClassifier} from '../../../source/safety/sql/classify-sql.ts';
import {loadParser} from '../../../source/safety/sql/parser.ts';
import {rules} from '../../../source/safety/sql/rules.ts';
import {allParts, type Node, readNode} from '../../../source/safety/sql/syntax.ts';
import {policyCases, policyLines} from '../../kit/policy-cases.ts';

const parse = await loadParser();
const classify = await loadSqlClassifier();

const tagsOf = (node: Node): readonly string[] => [node.tag, ...allParts(node).flatMap(tagsOf)];

const trees = (sql: string): readonly Node[] => {
	const parsed = parse(sql);
	return parsed.ok
		? parsed.statements.map(raw => readNode(typeof raw === 'object' && raw !== null && 'stmt' in raw ? raw.stmt : raw))
		: [];
};

/** One statement of each kind, and of each form of it, that PostgreSQL 18 has. */
const grammar = policyLines('sql-grammar.sql');
const cases = [...policyCases('sql-cases.jsonl'), ...policyCases('sql-own.jsonl')].map(({sql}) => sql);

test('every statement of the corpus is PostgreSQL', () => {
	expect(grammar.filter(sql => !parse(sql).ok)).toEqual([]);
});

test('every kind of node that texts are parsed into has a rule, and every rule a text', () => {
	const seen = new Set([...grammar, ...cases].flatMap(trees).flatMap(tagsOf));
	expect([...seen].filter(tag => !rules.has(tag))).toEqual([]);
	expect([...rules.keys()].filter(tag => !seen.has(tag))).toEqual([]);
});

test('none but SELECT, EXPLAIN, SHOW and COPY to the client is allowed or business data', () => {
	const milder = new Set(['SelectStmt', 'ExplainStmt', 'VariableShowStmt']);
	const found = grammar.filter(
		sql => ['allowed', 'business-data'].includes(classify(sql).class) && !trees(sql).every(({tag}) => milder.has(tag)),
	);
	expect(found).toEqual(['copy (select 1) to stdout']);
});

test('none of the corpus is rejected', () => {
	expect(grammar.filter(sql => classify(sql).class === 'rejected')).toEqual([]);
});
