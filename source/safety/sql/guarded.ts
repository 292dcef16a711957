import type {Reason} from '../classification.ts';
import {qualifiedName} from './relation.ts';
import {holds, names, type Node, part, parts, word} from './syntax.ts';
import {guardedRelations} from './tables/guarded-relations.ts';
import type {Guarded, Rule, Scope} from './walk.ts';

/** The guarded relations among the items of a FROM clause. Subqueries are not looked into: they guard themselves. */
export const guardedIn = (items: readonly Node[], {queries}: Scope): readonly Guarded[] =>
	items.flatMap(item => guardedAt(item, queries));

const guardedAt = (item: Node, queries: ReadonlySet<string>): readonly Guarded[] => {
	if (item.tag === 'RangeVar') {
		const isQuery = word(item, 'schemaname') === undefined && queries.has(word(item, 'relname') ?? '');
		const relation = qualifiedName(item);
		const found = isQuery || !Object.hasOwn(guardedRelations, relation) ? undefined : guardedRelations[relation];
		return found === undefined ? [] : [{...found, relation, aliases: [aliasOf(item) ?? word(item, 'relname') ?? '']}];
	}

	const inside = ['larg', 'rarg', 'relation'].flatMap(name => part(item, name) ?? []);
	const around = [aliasOf(item), alias(part(item, 'join_using_alias'))].flatMap(name => name ?? []);
	return ['JoinExpr', 'RangeTableSample'].includes(item.tag)
		? inside
				.flatMap(child => guardedAt(child, queries))
				.map(found => ({...found, aliases: [...found.aliases, ...around]}))
		: [];
};

const alias = (node: Node | undefined): string | undefined =>
	node === undefined ? undefined : word(node, 'aliasname');

const aliasOf = (item: Node): string | undefined => alias(part(item, 'alias'));

/** In FROM: columns under new names, and joins by equal names, reach guarded columns without naming them. */
export const guardedItem: Rule = (item, scope) => {
	const found = guardedAt(item, scope.queries);
	const named = part(item, 'alias');
	const renames = named !== undefined && parts(named, 'colnames').length > 0;
	const matches = holds(item, 'isNatural') || parts(item, 'usingClause').length > 0;
	return found.flatMap(one => [
		...(renames ? [reached(one, 'all its columns get new names')] : []),
		...(matches ? [reached(one, 'it is joined by equal column names')] : []),
	]);
};

/** A column, a row or a star. Attribute notation (`s.f` for `f(s)`) can only reach PostgreSQL's own functions. */
export const column: Rule = (node, scope) => {
	const path = names(node, 'fields');
	const last = path.at(-1) ?? '';
	const qualifier = path.at(-2);
	if (last === '*') {
		const taken =
			qualifier === undefined ? scope.own : scope.guarded.filter(({aliases}) => aliases.includes(qualifier));
		return taken.map(one => reached(one, `${path.join('.')} takes in every column`));
	}

	return scope.guarded.flatMap(one => [
		...(one.columns.has(last) ? [reached(one, `the column ${last}`)] : []),
		...(one.aliases.includes(last) ? [reached(one, `${last} is a whole row`)] : []),
	]);
};

export const reached = ({relation, holds: what}: Guarded, how: string): Reason =>
	what === 'secret'
		? {
				rule: 'sql.secret-column',
				class: 'business-data',
				text: `${relation} holds passwords or connection strings: ${how}`,
				flags: ['secret'],
			}
		: {rule: 'sql.sampled-values', class: 'business-data', text: `${relation} holds sampled values of rows: ${how}`};
