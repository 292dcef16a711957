import type {Reason} from '../classification.ts';
import {type Node, parts, word} from './syntax.ts';
import {drops} from './tables/drops.ts';
import {guardSettings} from './tables/guard-settings.ts';
import type {Statement} from './tables/statements.ts';
import type {Rule, Walk, Scope} from './walk.ts';

/** A statement of the table. In it, relations and types are named and not used, until a query inside begins. */
export const statement =
	(tag: string, {class: found, text, flags}: Statement): Rule =>
	(node, scope, walk) => [
		{rule: `sql.${ruleName(tag)}`, class: found, text, flags: flags?.(node) ?? []},
		...named(node, scope, walk),
	];

/** `CreateTableAsStmt` is `create-table-as`. */
const ruleName = (tag: string): string =>
	tag
		.replace(/Stmt$/, '')
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
		.toLowerCase();

const named = (node: Node, scope: Scope, walk: Walk): readonly Reason[] =>
	walk.below(node, {...scope, runs: false}, ['setstmt']);

const cascades = (node: Node): boolean => word(node, 'behavior') === 'DROP_CASCADE';

const cascade = (what: string): Reason => ({
	rule: 'sql.cascade',
	class: 'destructive',
	text: `${what} … CASCADE takes away whatever depends on it`,
});

export const drop: Rule = (node, scope, walk) => {
	const {
		class: found,
		what,
		why,
	} = drops[word(node, 'removeType') ?? ''] ?? {
		class: 'destructive',
		what: 'of an unknown kind',
		why: 'no rule knows it',
	};
	return [
		{rule: 'sql.drop', class: found, text: `DROP ${what}: ${why}`},
		...(cascades(node) ? [cascade(`DROP ${what}`)] : []),
		...named(node, scope, walk),
	];
};

/** ALTER TABLE and its kin: the actions decide. */
export const alterTable: Rule = (node, scope, walk) => {
	const actions = parts(node, 'cmds').map(action => ({action, kind: word(action, 'subtype') ?? ''}));
	return [
		{
			rule: 'sql.alter-table',
			class: 'confirm',
			text: 'ALTER TABLE changes definitions',
			flags: actions.some(({kind}) => rewrites.has(kind)) ? ['blocking'] : [],
		},
		...(actions.some(({kind}) => kind === 'AT_DropColumn') ? [dropsColumn] : []),
		...(actions.some(({action, kind}) => kind.startsWith('AT_Drop') && cascades(action))
			? [cascade('ALTER … DROP')]
			: []),
		...named(node, scope, walk),
	];
};

const rewrites: ReadonlySet<string> = new Set([
	'AT_AlterColumnType',
	'AT_SetAccessMethod',
	'AT_SetExpression',
	'AT_SetLogged',
	'AT_SetTableSpace',
	'AT_SetUnLogged',
]);

const dropsColumn: Reason = {rule: 'sql.drop-column', class: 'destructive', text: 'DROP COLUMN: its values are lost'};

export const alterDomain: Rule = (node, scope, walk) => [
	{rule: 'sql.alter-domain', class: 'confirm', text: 'ALTER DOMAIN changes definitions'},
	...(cascades(node) ? [cascade('ALTER DOMAIN')] : []),
	...named(node, scope, walk),
];

/** SET and RESET, also inside other statements. */
export const setting: Rule = (node, scope, walk) => {
	const name = (word(node, 'name') ?? '').toLowerCase();
	const [what, undoesGuard] = changed[word(node, 'kind') ?? ''] ?? [name, guardSettings.has(name)];
	return [
		{
			rule: 'sql.set',
			class: 'confirm',
			text: `${what} of the session is changed`,
			flags: undoesGuard ? ['guard-escape'] : [],
		},
		...named(node, scope, walk),
	];
};

/** Kinds of SET that change more than one setting, and the guard's among them. */
const changed: Readonly<Record<string, readonly [what: string, undoesGuard: boolean]>> = {
	VAR_RESET_ALL: ['every setting', true],
	VAR_SET_MULTI: ['the transaction mode', true],
};

export const show: Rule = () => [{rule: 'sql.show', class: 'allowed', text: 'SHOW only reads a setting'}];
