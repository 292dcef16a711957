import type {Reason} from '../classification.ts';
import {builtInName, qualified} from './qualified.ts';
import {names, type Node, word} from './syntax.ts';
import {builtInOperators} from './tables/built-in-operators.ts';
import {builtInTypes, informationTypes} from './tables/built-in-types.ts';
import {catalogRelations} from './tables/system-relations.ts';
import {pass, type Rule} from './walk.ts';

/** What runs code that we cannot see: functions, operators, types and sampling methods that are not PostgreSQL's own. */
export const opaque = (what: string, name: string): Reason => ({
	rule: `sql.opaque-${what}`,
	class: 'confirm',
	text: `the ${what} ${name} is not PostgreSQL's own; what it does is not known`,
	flags: ['opaque'],
});

const operator = (path: readonly string[]): readonly Reason[] => {
	const name = builtInName(path);
	return path.length === 0 || (name !== undefined && builtInOperators.has(name))
		? []
		: [opaque('operator', path.join('.'))];
};

/** BETWEEN is named by its words; its operators are looked up without a schema. */
export const expression: Rule = (node, scope, walk) => [
	...(word(node, 'kind')?.includes('BETWEEN') ? [] : operator(names(node, 'name'))),
	...pass(node, scope, walk),
];

/** `x = ANY (SELECT …)`: IN has no operator of its own. */
export const subquery: Rule = (node, scope, walk) => [...operator(names(node, 'operName')), ...pass(node, scope, walk)];

/** `ORDER BY x USING operator`. */
export const sortBy: Rule = (node, scope, walk) => [...operator(names(node, 'useOp')), ...pass(node, scope, walk)];

/** A type in an expression. Its input function or the checks of a domain run; in a definition it is only named. */
export const typeName: Rule = (node, scope, walk) => {
	const path = names(node, 'names');
	return [...(scope.runs && !isBuiltInType(path) ? [opaque('type', qualified(path))] : []), ...pass(node, scope, walk)];
};

export const isBuiltInType = (path: readonly string[]): boolean => {
	const name = builtInName(path);
	if (name === undefined) {
		return path.length === 2 && path[0] === 'information_schema' && informationTypes.has(path[1] ?? '');
	}

	const element = name.replace(/^_/, '');
	return [name, element].some(type => builtInTypes.has(type) || catalogRelations.has(type));
};

/** A collation of the user's is data of a library, no code; but it is not on the allow-list. */
export const collation: Rule = (node, scope, walk) => {
	const path = names(node, 'collname');
	return [
		...(builtInName(path) === undefined ? [opaque('collation', qualified(path))] : []),
		...pass(node, scope, walk),
	];
};

export const samplingMethod = (node: Node): readonly Reason[] => {
	const path = names(node, 'method');
	const name = builtInName(path);
	return name === 'system' || name === 'bernoulli' ? [] : [opaque('sampling-method', qualified(path))];
};

/** Whether a text names a built-in type: `integer`, `pg_catalog.int4`, `numeric(3,1)`. */
export const namesBuiltInType = (text: string): boolean => {
	const spelled = /^([a-z_][a-z0-9_.]*)(\([\d, ]+\))?$/.exec(text)?.[1] ?? '';
	return isBuiltInType(spelled.split('.')) || spelledTypes.has(spelled);
};

const spelledTypes: ReadonlySet<string> = new Set(['integer', 'bigint', 'smallint', 'boolean', 'real', 'decimal']);
