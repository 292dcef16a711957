import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {ActionTarget} from '../../source/model/action-target.ts';
import {isNonProduction} from '../../source/safety/environment.ts';
import {escaped} from '../../source/safety/escaped.ts';
import {isOneEditApart, lookAlikes} from '../../source/safety/look-alike.ts';
import {isPlainTarget} from '../../source/safety/plain-name.ts';
import {cluster, member, session} from '../kit/action.ts';

describe('a label', () => {
	test.each(['STAGE', 'stage', 'Staging', 'DEV', 'test', 'TEST-2', 'uat 3', 'QA1', 'lab'])(
		'%s is not production',
		label => {
			expect(isNonProduction(label)).toBe(true);
		},
	);

	test.each(['PROD', 'prod', 'LIVE', '', 'stage-prod', 'preproduction', 'DR', 'test prod', 'TESTS', undefined])(
		'%s counts as production',
		label => {
			expect(isNonProduction(label)).toBe(false);
		},
	);
});

describe('a plain name', () => {
	const named = (kind: 'cluster' | 'database' | 'role', name: string): ActionTarget =>
		kind === 'cluster' ? {kind, name} : {kind, name, cluster: 'pg-test'};

	test.each(['pg-test', 'pg1', 'A'])('%s may be a cluster', name => {
		expect(isPlainTarget(named('cluster', name))).toBe(true);
	});

	test.each(['', 'pg_test', 'pg test', 'pg-tеst', 'pg-test\n', '-pg;', '../pg', 'pg*', 'a'.repeat(64), 'pg\u200B'])(
		'%j may not',
		name => {
			expect(isPlainTarget(named('cluster', name))).toBe(false);
		},
	);

	test.each([
		['database', 'app', true],
		['database', '_internal', true],
		['database', 'dbname=evil', false],
		['role', 'dbuser_app', true],
		['role', '-e', false],
		['role', "x'; drop", false],
	] as const)('%s %s: %s', (kind, name, isPlain) => {
		expect(isPlainTarget(named(kind, name))).toBe(isPlain);
	});

	test('a session needs a process number, a host an address that is no option', () => {
		expect([session(1), session(0), session(-1), session(1.5), session(Number.NaN)].map(isPlainTarget)).toEqual([
			true,
			false,
			false,
			false,
			false,
		]);
		const host = (ip: string): ActionTarget => ({kind: 'host', ip, name: undefined});
		expect(
			['10.10.10.10', 'pg-test-1', '-oProxyCommand=x', 'a b', 'a;b', ''].map(ip => isPlainTarget(host(ip))),
		).toEqual([true, true, false, false, false, false]);
	});

	test('what is not plain is written so that it cannot be mistaken', () => {
		expect([escaped('pg-test'), escaped('pg-tеst'), escaped('a b'), escaped('x\u202Ey')]).toEqual([
			'pg-test',
			'“pg-t<U+0435>st”',
			'“a b”',
			'“x<U+202E>y”',
		]);
	});
});

describe('look-alikes', () => {
	test.each([
		['pg-test', 'pg-test1', true],
		['pg-test', 'pg-tes', true],
		['pg-test', 'pg-tset', true],
		['pg-test', 'pg-rest', true],
		['pg-test', 'PG-test', true],
		['pg-test', 'pg-test', false],
		['pg-test', 'pg-meta', false],
		['pg-test', 'pg-tests1', false],
		['', 'a', true],
		['ab', 'ba', true],
		['abc', 'cba', false],
	])('%s and %s: %s', (one, other, isClose) => {
		expect(isOneEditApart(one, other)).toBe(isClose);
		expect(isOneEditApart(other, one)).toBe(isClose);
	});

	test('one letter dropped, added, changed or swapped is always seen', () => {
		const word = fc.string({unit: fc.constantFrom(...Array.from('abc-12')), minLength: 1, maxLength: 12});
		fc.assert(
			fc.property(word, fc.nat(11), fc.constantFrom(...Array.from('abc-12')), (name, at, char) => {
				const index = at % name.length;
				const dropped = name.slice(0, index) + name.slice(index + 1);
				const added = name.slice(0, index) + char + name.slice(index);
				const changed = name.slice(0, index) + char + name.slice(index + 1);
				for (const other of [dropped, added, changed]) {
					expect(isOneEditApart(name, other), `${name} ${other}`).toBe(other !== name);
				}
			}),
		);
	});

	const names = [
		{kind: 'cluster', name: 'pg-test', cluster: 'pg-test'},
		{kind: 'cluster', name: 'pg-test-dr', cluster: 'pg-test-dr'},
		{kind: 'cluster', name: 'pg', cluster: 'pg'},
		{kind: 'role', name: 'pg-tesd', cluster: 'pg-meta'},
		{kind: 'instance', name: 'pg-test-1', cluster: 'pg-test'},
		{kind: 'instance', name: 'pg-test-2', cluster: 'pg-test'},
		{kind: 'instance', name: 'pg-tesu-1', cluster: 'pg-tesu'},
	] as const;

	test('are of the same kind; members of one cluster differ by their number on purpose', () => {
		expect(lookAlikes(cluster, names)).toEqual(['pg-test-dr', 'pg']);
		expect(lookAlikes({kind: 'stanza', name: 'pg-test', cluster: 'pg-test'}, names)).toEqual(['pg-test-dr', 'pg']);
		expect(lookAlikes(member(1), names)).toEqual(['pg-tesu-1']);
		expect(lookAlikes({kind: 'host', ip: '10.10.10.10', name: undefined}, names)).toEqual([]);
	});

	test('are not known when a name is not', () => {
		expect(lookAlikes(cluster, [{kind: 'cluster', name: undefined, cluster: 'x'}])).toBeUndefined();
	});
});
