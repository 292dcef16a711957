import {expect, test} from 'vitest';
import {harmlessFunctions} from '../../../source/safety/sql/function-call.ts';
import {extensionFunctions} from '../../../source/safety/sql/tables/extension-functions.ts';
import {restrictedFunctions} from '../../../source/safety/sql/tables/restricted-functions.ts';
import {policyLines} from '../../kit/policy-cases.ts';

/** The functions of pg_catalog that SQL can call (none of their arguments is internal), and their volatility, as recorded. */
const recorded = ['functions-15.txt', 'functions-18.txt'].flatMap(file =>
	policyLines(file)
		.map(line => line.split(' '))
		.map(([name = '', volatility]) => ({name, volatility})),
);

const restricted = restrictedFunctions.flatMap(({names}) => names);

test('every built-in function has a class', () => {
	const known = new Set([...harmlessFunctions, ...restricted, 'ts_rewrite']);
	expect(recorded.map(({name}) => name).filter(name => !known.has(name))).toEqual([]);
});

test('no function has two', () => {
	expect(restricted.filter((name, at) => restricted.indexOf(name) !== at)).toEqual([]);
	expect(restricted.filter(name => harmlessFunctions.has(name))).toEqual([]);
	const groups = [...restrictedFunctions, ...extensionFunctions].map(({group}) => group);
	expect(groups.filter((name, at) => groups.indexOf(name) !== at)).toEqual([]);
});

test('volatile functions that pass are these, each read and found to answer only', () => {
	const volatile = new Set(recorded.filter(({volatility}) => volatility === 'v').map(({name}) => name));
	expect([...volatile].filter(name => harmlessFunctions.has(name)).toSorted()).toMatchSnapshot();
});

test('no harmless function is one that PostgreSQL does not have, but those of PostgreSQL 13 and 14', () => {
	const names = new Set(recorded.map(({name}) => name));
	expect([...harmlessFunctions].filter(name => !names.has(name))).toEqual(['pg_backup_start_time', 'pg_is_in_backup']);
});
