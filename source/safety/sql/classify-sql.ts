import {type Classification, classification, type Reason} from '../classification.ts';
import {loadParser, type Parse} from './parser.ts';
import {rules} from './rules.ts';
import {place, sqlTextProblem} from './sql-text.ts';
import {type Node, readNode, UnknownSyntax} from './syntax.ts';
import {topLevel, walker} from './walk.ts';

/** More statements are refused, not looked at in part. */
const mostStatements = 50;

/** SQL in strings that holds SQL in strings is followed this far. */
const deepestText = 3;

/** Judges a text of SQL. Total: every text has an answer, and what is not understood is never harmless. */
export type ClassifySql = (sql: string) => Classification;

/** Loads the parser; after that, judging takes some hundred microseconds for a statement of usual size. */
export const loadSqlClassifier = async (load: () => Promise<Parse> = loadParser): Promise<ClassifySql> => {
	const parse = await load();
	return sql => classification(reasonsOf(sql, parse, 0));
};

const reasonsOf = (sql: string, parse: Parse, depth: number): readonly Reason[] => {
	const problem = sqlTextProblem(sql);
	const parsed = problem === undefined ? parse(sql) : undefined;
	if (problem !== undefined || parsed === undefined) {
		return problem === undefined ? [] : [problem];
	}

	if (!parsed.ok) {
		const where = parsed.offset === undefined ? '' : `, ${place(sql, utf16Offset(sql, parsed.offset))}`;
		return [{rule: parsed.rule, class: 'rejected', text: `${parsed.text}${where}`}];
	}

	return [...counted(parsed.statements.length), ...understood(parsed.statements, parse, depth)];
};

const counted = (statements: number): readonly Reason[] => {
	if (statements === 0) {
		return [{rule: 'sql.empty', class: 'rejected', text: 'there is no statement'}];
	}

	if (statements > mostStatements) {
		return [
			{rule: 'sql.too-many', class: 'rejected', text: `more than ${mostStatements} statements`, flags: ['multi']},
		];
	}

	return statements === 1
		? []
		: [{rule: 'sql.several', class: 'allowed', text: `${statements} statements; only one may run`, flags: ['multi']}];
};

const understood = (statements: readonly unknown[], parse: Parse, depth: number): readonly Reason[] => {
	const walk = walker(rules, text => (depth < deepestText ? reasonsOf(text, parse, depth + 1) : [tooDeep]));
	try {
		return statements
			.slice(0, mostStatements)
			.map(statementOf)
			.flatMap(node => walk.node(node, topLevel));
	} catch (error) {
		if (error instanceof UnknownSyntax) {
			return [{rule: 'sql.unknown-syntax', class: 'rejected', text: error.message}];
		}

		throw error;
	}
};

const statementOf = (raw: unknown): Node => {
	if (typeof raw === 'object' && raw !== null && 'stmt' in raw) {
		return readNode(raw.stmt);
	}

	throw new UnknownSyntax('the parser returned a statement without content');
};

const tooDeep: Reason = {rule: 'sql.too-deep', class: 'rejected', text: 'SQL in text in SQL, too many times'};

/** The parser counts code points. */
const utf16Offset = (text: string, codePoints: number): number => Array.from(text).slice(0, codePoints).join('').length;
