import fc from 'fast-check';
import {expect, test} from 'vitest';
import {shown, shownName} from '../../../source/services/logs/shown.ts';

test.each([
	["CREATE ROLE a PASSWORD 'x''y'", 'CREATE ROLE a PASSWORD ●●●●'],
	[
		"alter user a with encrypted password E'x\\'y' valid until 'now'",
		"alter user a with encrypted password ●●●● valid until 'now'",
	],
	["ALTER ROLE a PASSWORD $q$it's$q$;", 'ALTER ROLE a PASSWORD ●●●●;'],
	["ALTER ROLE a PASSWORD 'cut off", 'ALTER ROLE a PASSWORD ●●●●'],
	['host=x password=abc user=y', 'host=x password=●●●● user=y'],
	["dblink('password = ''abc'' user=y')", "dblink('password = ●●●● user=y')"],
	['PGPASSWORD=abc psql', 'PGPASSWORD=●●●● psql'],
	['--repo1-cipher-pass=abc --x', '--repo1-cipher-pass=●●●● --x'],
	['postgres://me:abc@host/db', 'postgres://me:●●●●@host/db'],
	['verifier SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy end', 'verifier ●●●● end'],
	['md5d41d8cd98f00b204e9800998ecf8427e', '●●●●'],
	['invalid auth token: abc.12', 'invalid auth token: ●●●●'],
	['Authorization: Basic cG9zdGdyZXM6eA==', 'Authorization: Basic ●●●●'],
])('%s', (text, safe) => {
	expect(shown(text)).toBe(safe);
});

test.each([
	'password authentication failed for user "x"',
	'GET http://10.10.10.11:8008/patroni',
	'token bucket is empty',
	'listening on IPv4 address "0.0.0.0", port 5432',
])('%s: nothing to hide', text => {
	expect(shown(text)).toBe(text);
});

test('a name is a cell, and none is none', () => {
	expect([shownName(undefined), shownName(''), shownName('a\u001Bb\tc')]).toEqual([undefined, undefined, 'a␛b c']);
});

test('text that was made to be slow is not', () => {
	const hostile = ["password '", 'a-pass', 'x://', '\\', "'", 'password $'];
	fc.assert(
		fc.property(fc.constantFrom(...hostile), fc.constantFrom(...hostile), (head, tail) => {
			const began = performance.now();
			shown(head + tail.repeat(20_000));
			expect(performance.now() - began).toBeLessThan(2000);
		}),
		{numRuns: 12},
	);
});
