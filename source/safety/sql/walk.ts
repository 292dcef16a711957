import type {Reason} from '../classification.ts';
import {allParts, type Node, parts, part} from './syntax.ts';

/** What names mean at one place of a statement. */
export type Scope = {
	/** Queries of WITH that are visible here; an unqualified name in FROM means one of them first. */
	readonly queries: ReadonlySet<string>;
	/** Guarded relations in FROM of this very query level: what `*` without a name takes in. */
	readonly own: readonly Guarded[];
	/** Those and the ones of the levels around, which a subquery may refer to as well. */
	readonly guarded: readonly Guarded[];
	/** Whether relations are read and expressions run here. In definitions they are only named. */
	readonly runs: boolean;
};

/** A guarded relation in FROM. */
export type Guarded = {
	readonly relation: string;
	readonly holds: 'secret' | 'sample';
	readonly columns: ReadonlySet<string>;
	/** What a row of it goes by: its alias or name, and the alias of a join around it. */
	readonly aliases: readonly string[];
};

export const topLevel: Scope = {queries: new Set(), own: [], guarded: [], runs: false};

/** How a rule goes on to what is below its node. */
export type Walk = {
	readonly node: (node: Node, scope: Scope) => readonly Reason[];
	/** All parts of a node, without the fields named. */
	readonly below: (node: Node, scope: Scope, without?: readonly string[]) => readonly Reason[];
	/** Judges SQL inside a string that the statement will run. */
	readonly text: (sql: string) => readonly Reason[];
};

/** Judges one kind of node and, through `walk`, what is below it. */
export type Rule = (node: Node, scope: Scope, walk: Walk) => readonly Reason[];

/**
 * Goes through a whole statement. Every kind of node needs a rule: one that has none is refused, with all below it, because
 * nothing is known about it.
 */
export const walker = (rules: ReadonlyMap<string, Rule>, text: Walk['text']): Walk => {
	const walk: Walk = {
		node: (node, scope) => (rules.get(node.tag) ?? refuse)(node, scope, walk),
		below: (node, scope, without = []) =>
			Object.keys(node.fields)
				.filter(name => !without.includes(name))
				.flatMap(name => [part(node, name) ?? parts(node, name)].flat())
				.flatMap(child => walk.node(child, scope)),
		text,
	};
	return walk;
};

const refuse: Rule = ({tag}) => [{rule: 'sql.unknown-node', class: 'rejected', text: `no rule knows ${tag}`}];

/** For nodes that mean nothing by themselves: what they hold is judged. */
export const pass: Rule = (node, scope, walk) => allParts(node).flatMap(child => walk.node(child, scope));
