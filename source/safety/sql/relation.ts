import type {Reason} from '../classification.ts';
import {qualified} from './qualified.ts';
import {type Node, word} from './syntax.ts';
import {extensionRelations} from './tables/extension-relations.ts';
import {catalogRelations, informationRelations} from './tables/system-relations.ts';
import type {Rule} from './walk.ts';

/**
 * A relation that is read. Without a schema a name means the catalogs, for the console's search path is `pg_catalog`
 * alone; what is not known to be metadata is business data.
 */
export const relation: Rule = (node, {queries, runs}) => {
	const name = word(node, 'relname') ?? '';
	const isQuery = word(node, 'schemaname') === undefined && queries.has(name);
	return isQuery || !runs ? [] : [judged(qualifiedName(node))];
};

/** The name with its schema if one is given; a system relation always with it, so that there is one way to say it. */
export const qualifiedName = (node: Node): string => {
	const name = word(node, 'relname') ?? '';
	const path = ['catalogname', 'schemaname'].flatMap(field => word(node, field) ?? []);
	return qualified([...(path.length === 0 && catalogRelations.has(name) ? ['pg_catalog'] : path), name]);
};

/** A relation of the system itself, by qualified name. */
export const isSystemRelation = (qualified: string): boolean => {
	const [schema, name, ...more] = qualified.split('.');
	const known =
		schema === 'pg_catalog' ? catalogRelations : schema === 'information_schema' ? informationRelations : none;
	return known.has(name ?? '') && more.length === 0;
};

const none: ReadonlySet<string> = new Set();

const judged = (name: string): Reason => {
	if (name === 'pg_catalog.pg_largeobject') {
		return {
			rule: 'sql.large-objects',
			class: 'business-data',
			text: 'pg_largeobject holds the contents of large objects',
			flags: ['secret'],
		};
	}

	if (isSystemRelation(name)) {
		return {rule: 'sql.catalog', class: 'allowed', text: `${name} is a system relation`};
	}

	if (extensionRelations.has(name)) {
		return {
			rule: 'sql.extension-relation',
			class: 'allowed',
			text: `${name} is a relation of an extension or of Pigsty, if its owner confirms it`,
			flags: ['verify-extension'],
		};
	}

	return {rule: 'sql.relation', class: 'business-data', text: `${name} is not known to hold metadata only`};
};
