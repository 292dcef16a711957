import type {Reason} from '../classification.ts';
import {isBuiltInType, namesBuiltInType, opaque} from './callable.ts';
import {constantText} from './constant-text.ts';
import {builtInName, qualified} from './qualified.ts';
import {names, type Node, parts, word} from './syntax.ts';
import {extensionFunctions} from './tables/extension-functions.ts';
import {operatorFunctions} from './tables/operator-functions.ts';
import {type FunctionGroup, restrictedFunctions, runsText} from './tables/restricted-functions.ts';
import {statisticsFunctions} from './tables/statistics-functions.ts';
import {informationFunctions, systemFunctions} from './tables/system-functions.ts';
import {aggregateFunctions, valueFunctions} from './tables/value-functions.ts';
import {pass, type Rule, type Walk} from './walk.ts';

/** Every built-in function that only answers. */
export const harmlessFunctions: ReadonlySet<string> = new Set([
	...valueFunctions,
	...aggregateFunctions,
	...systemFunctions,
	...statisticsFunctions,
	...operatorFunctions,
]);

const byName = (groups: readonly FunctionGroup[]): ReadonlyMap<string, FunctionGroup> =>
	new Map(groups.flatMap(group => group.names.map(name => [name, group] as const)));

const restricted = byName(restrictedFunctions);
const ofExtensions = byName(extensionFunctions);

/** A function that is called. Only what is known to be harmless passes. */
export const functionCall: Rule = (node, scope, walk) => {
	const path = names(node, 'funcname');
	return [...judged(path, parts(node, 'args'), walk), ...pass(node, scope, walk)];
};

const judged = (path: readonly string[], args: readonly Node[], walk: Walk): readonly Reason[] => {
	const name = builtInName(path);
	if (name === 'ts_rewrite' && args.length === 2) {
		return [does(runsText, path), ...insideText(args[1], walk)]; // the form with three arguments only computes
	}

	if (name === 'pg_input_is_valid' || name === 'pg_input_error_info') {
		const type = constantText(args[1]);
		return type !== undefined && namesBuiltInType(type) ? [] : [opaque('type', type ?? 'that is named at run time')];
	}

	const group = name === undefined ? undefined : restricted.get(name);
	if (group !== undefined) {
		return [does(group, path), ...(group === runsText ? insideText(queryOf(args), walk) : [])];
	}

	return isHarmless(path, args) ? [] : [foreign(path)];
};

/** The argument that is SQL: the first, or the one that is named so. */
const queryOf = (args: readonly Node[]): Node | undefined =>
	args.find(argument => argument.tag === 'NamedArgExpr' && word(argument, 'name') === 'query') ?? args[0];

/** What a constant text does; what is put together later, we cannot see, and only the guard of the session holds it. */
const insideText = (argument: Node | undefined, walk: Walk): readonly Reason[] => {
	const text = constantText(argument);
	return text === undefined ? [] : walk.text(text);
};

const isHarmless = (path: readonly string[], args: readonly Node[]): boolean => {
	const name = builtInName(path);
	return name === undefined
		? path.length === 2 && path[0] === 'information_schema' && informationFunctions.has(path[1] ?? '')
		: harmlessFunctions.has(name) || (args.length === 1 && isBuiltInType(path)); // int4('1') is a cast
};

const foreign = (path: readonly string[]): Reason => {
	const group = ofExtensions.get(path.slice(-2).join('.')) ?? ofExtensions.get(path.at(-1) ?? '');
	return group === undefined ? opaque('function', qualified(path)) : does(group, path);
};

const does = ({group, class: found, does: what}: FunctionGroup, path: readonly string[]): Reason => ({
	rule: `sql.function-${group}`,
	class: found,
	text: `${qualified(path)} ${what}`,
});
