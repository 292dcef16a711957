import {expect, test} from 'vitest';
import {hole} from '../../../source/safety/hole.ts';
import {isAbove, isSurelyWithin, isWithin, mayMatch, pathOf, placeOf} from '../../../source/safety/shell/path.ts';

const path = (text: string, cwd: string | undefined = '~/pigsty') => pathOf({text}, cwd);

test.each([
	['/pg//data/./base', '/ pg data base', false],
	['/pg/log/../data', '/ pg data', true],
	['roles/x', '~ pigsty roles x', false],
	['./pigsty.yml', '~ pigsty pigsty.yml', false],
	['/home/dba/pigsty/pigsty.yml', '~ pigsty pigsty.yml', false],
	['/root/.ssh', '~ .ssh', false],
	['~dba/x', '~ x', false],
	['~', '~', false],
	['/var/lib/pgsql/data', '/ home-of-postgres data', false],
	['~postgres/.pgpass', '/ home-of-postgres .pgpass', false],
	['/homes/x', '/ homes x', false],
	['/', '/', false],
	['../..', '', true],
])('%s leads to %s', (text, segments, climbs) => {
	expect(path(text)).toEqual({segments: segments === '' ? ['/'] : segments.split(' '), climbs});
});

test('a relative path leads nowhere known from an unknown directory, and an unknown beginning anywhere', () => {
	expect(pathOf({text: 'x'}, undefined)).toEqual({segments: undefined, climbs: false});
	expect(path(`${hole}/x`).segments).toBeUndefined();
});

test.each([
	['data', 'data', true],
	['d*', 'data', true],
	['d?ta', 'data', true],
	['[a-z]ata', 'data', true],
	['[', '[', true],
	['d*', 'base', false],
	['.ata', 'data', false],
	[`d${hole}`, 'data', true],
	['data', 'd*', false],
])('the pattern %s may stand for %s: %s', (pattern, name, wanted) => {
	expect(mayMatch(pattern, name)).toBe(wanted);
});

test('a path is within a place when it may be, and surely only when nothing is left open', () => {
	const data = placeOf('/pg/data');
	for (const text of ['/pg/data', '/pg/data/base', '/pg/*', '/*/data/x', `/pg/${hole}`, `/${hole}`, '/pg/d*/x']) {
		expect({text, within: isWithin(path(text), data)}).toEqual({text, within: true});
	}

	for (const text of ['/pg', '/pg/log/x', '/pg/l*', '/data', `/tmp/${hole}`, 'data']) {
		expect({text, within: isWithin(path(text), data)}).toEqual({text, within: false});
	}

	expect(isSurelyWithin(path('/pg/data/x'), data)).toBe(true);
	expect(isSurelyWithin(path('/pg/*'), data)).toBe(false);
});

test('a directory is above what is in it, and above itself', () => {
	const data = placeOf('/pg/data');
	expect(['/', '/pg', '/pg/data', '/*', '/p?/data'].map(text => isAbove(path(text), data))).toEqual(
		Array(5).fill(true),
	);
	expect(['/pg/data/x', '/tmp', '~'].map(text => isAbove(path(text), data))).toEqual(Array(3).fill(false));
});
