import type {Reason} from '../classification.ts';
import {isSystemRelation, qualifiedName} from './relation.ts';
import {runningScope, withQueries} from './select.ts';
import {isSelective, type Target} from './selective.ts';
import {type Node, part, parts, word} from './syntax.ts';
import type {Rule} from './walk.ts';

/** INSERT, also with ON CONFLICT DO UPDATE, which changes only the rows that are in the way. */
export const insert: Rule = (node, scope, walk) => changing([], changesRows('INSERT'))(node, scope, walk);

export const update: Rule = (node, scope, walk) => whereDecides('UPDATE', 'fromClause')(node, scope, walk);

export const deletion: Rule = (node, scope, walk) => whereDecides('DELETE', 'usingClause')(node, scope, walk);

const whereDecides =
	(verb: string, clause: string): Rule =>
	(node, scope, walk) => {
		const from = parts(node, clause);
		const chooses = isSelective(part(node, 'whereClause'), targetOf(node, from));
		return changing(from, chooses ? changesRows(verb) : changesAll(verb))(node, scope, walk);
	};

/** MERGE changes what its ON condition matches, or, BY SOURCE, everything that it does not match. */
export const merge: Rule = (node, scope, walk) => {
	const source = [part(node, 'sourceRelation')].flatMap(item => item ?? []);
	const target = targetOf(node, source);
	const matches = isSelective(part(node, 'joinCondition'), target);
	const isMass = parts(node, 'mergeWhenClauses').some(clause => {
		const changesOld = ['CMD_DELETE', 'CMD_UPDATE'].includes(word(clause, 'commandType') ?? '');
		const onlyMatched = word(clause, 'matchKind') === 'MERGE_WHEN_MATCHED' && matches;
		return changesOld && !onlyMatched && !isSelective(part(clause, 'condition'), target);
	});
	return changing(source, isMass ? changesAll('MERGE') : changesRows('MERGE'))(node, scope, walk);
};

/** A change of the target, with all that is read and called for it. */
const changing =
	(from: readonly Node[], found: Reason): Rule =>
	(node, outer, walk) => {
		const {scope, reasons} = withQueries(node, outer, walk);
		return [
			found,
			...ofCatalog(node),
			...reasons,
			...walk.below(node, runningScope(scope, from), ['relation', 'withClause']),
		];
	};

const targetOf = (node: Node, from: readonly Node[]): Target => {
	const relation = part(node, 'relation');
	const name = relation === undefined ? '' : qualifiedName(relation);
	const alias = relation === undefined ? undefined : part(relation, 'alias');
	return {
		relation: name,
		alias: (alias && word(alias, 'aliasname')) ?? (relation && word(relation, 'relname')) ?? '',
		joinsItself: from.some(item => item.tag === 'RangeVar' && qualifiedName(item) === name),
	};
};

/** Superusers may write into the catalogs, and one wrong row makes a database unusable. `pg_settings` only looks like one. */
export const ofCatalog = (node: Node): readonly Reason[] => {
	const relation = part(node, 'relation');
	const name = relation === undefined ? '' : qualifiedName(relation);
	if (!isSystemRelation(name)) {
		return [];
	}

	return name === 'pg_catalog.pg_settings'
		? [{rule: 'sql.setting', class: 'confirm', text: 'writing pg_settings is SET', flags: ['guard-escape']}]
		: [{rule: 'sql.catalog-write', class: 'destructive', text: `${name} is written by hand`}];
};

const changesRows = (verb: string): Reason => ({
	rule: 'sql.change-rows',
	class: 'confirm',
	text: `${verb} changes rows`,
});

const changesAll = (verb: string): Reason => ({
	rule: 'sql.change-all-rows',
	class: 'destructive',
	text: `${verb} without a condition that chooses rows changes them all`,
});
