import {expect, test} from 'vitest';
import {harmlessFunctions} from '../../../source/safety/sql/function-call.ts';
import {drops} from '../../../source/safety/sql/tables/drops.ts';
import {extensionFunctions} from '../../../source/safety/sql/tables/extension-functions.ts';
import {extensionRelations} from '../../../source/safety/sql/tables/extension-relations.ts';
import {guardSettings} from '../../../source/safety/sql/tables/guard-settings.ts';
import {guardedRelations} from '../../../source/safety/sql/tables/guarded-relations.ts';
import {restrictedFunctions} from '../../../source/safety/sql/tables/restricted-functions.ts';
import {statements} from '../../../source/safety/sql/tables/statements.ts';
import {operatorFunctions} from '../../../source/safety/sql/tables/operator-functions.ts';

/** Nobody types the functions behind operators; their list is checked against the catalogs elsewhere. */
const typed = [...harmlessFunctions].filter(name => !operatorFunctions.includes(name));

const section = (title: string, lines: readonly string[]): string => [`# ${title}`, ...lines.toSorted(), ''].join('\n');

const policy = [
	section(
		'statements',
		Object.entries(statements).map(([tag, {class: found}]) => `${found} ${tag}`),
	),
	section(
		'drops',
		Object.entries(drops).map(([, {class: found, what}]) => `${found} DROP ${what}`),
	),
	section(
		'functions',
		[...restrictedFunctions, ...extensionFunctions].flatMap(({class: found, names}) =>
			names.map(name => `${found} ${name}`),
		),
	),
	section('harmless functions', typed),
	section(
		'guarded columns',
		Object.entries(guardedRelations).flatMap(([relation, {holds, columns}]) =>
			[...columns].map(column => `${holds} ${relation}.${column}`),
		),
	),
	section('relations of extensions', [...extensionRelations]),
	section('settings of the guard', [...guardSettings]),
].join('\n');

test('a change of policy is a change of this file, to be read line by line: no class falls unseen', async () => {
	await expect(policy).toMatchFileSnapshot('classes.txt');
});
