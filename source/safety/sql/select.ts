import type {Reason} from '../classification.ts';
import {guardedIn} from './guarded.ts';
import {holds, type Node, part, parts, word} from './syntax.ts';
import type {Rule, Scope, Walk} from './walk.ts';

/** SELECT, VALUES and TABLE, alone or as an operand of UNION and the like. Harmless unless a part of it is not. */
export const select: Rule = (node, outer, walk) => {
	const {scope, reasons} = withQueries(node, outer, walk);
	return [
		{rule: 'sql.select', class: 'allowed', text: 'SELECT only reads'},
		...(part(node, 'intoClause') === undefined ? [] : [intoTable]),
		...(parts(node, 'lockingClause').length === 0 ? [] : [locksRows]),
		...reasons,
		...walk.below(node, runningScope(scope, parts(node, 'fromClause')), ['withClause', 'intoClause', 'lockingClause']),
	];
};

const intoTable: Reason = {rule: 'sql.select-into', class: 'confirm', text: 'SELECT INTO makes a table'};

const locksRows: Reason = {rule: 'sql.select-lock', class: 'confirm', text: 'FOR UPDATE or FOR SHARE locks rows'};

/** What holds for the expressions of a statement that reads `from`. */
export const runningScope = (outer: Scope, from: readonly Node[]): Scope => {
	const own = guardedIn(from, outer);
	return {...outer, own, guarded: [...own, ...outer.guarded], runs: true};
};

/**
 * Judges the queries of a WITH clause, and names them for the statement that has it. Each sees the ones before it, and
 * with RECURSIVE also itself and the ones after it; else its own name still means the table.
 */
export const withQueries = (
	node: Node,
	outer: Scope,
	walk: Walk,
): {readonly scope: Scope; readonly reasons: readonly Reason[]} => {
	const clause = part(node, 'withClause');
	if (clause === undefined) {
		return {scope: outer, reasons: []};
	}

	const queries = parts(clause, 'ctes');
	const seeing = (seen: readonly Node[]): Scope => ({
		...outer,
		queries: new Set([...outer.queries, ...seen.map(query => word(query, 'ctename') ?? '')]),
	});
	return {
		scope: seeing(queries),
		reasons: queries.flatMap((query, index) =>
			walk.below(query, seeing(holds(clause, 'recursive') ? queries : queries.slice(0, index))),
		),
	};
};
