import {inspect} from 'node:util';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isSecret, reveal, secret} from '../../source/model/secret.ts';

test('a secret gives its text back to reveal, and to nothing else', () => {
	fc.assert(
		fc.property(
			fc.string().map(rest => `S3cr3t${rest}`),
			text => {
				const wrapped = secret(text);
				const seen = [
					Reflect.apply(String, undefined, [wrapped]),
					JSON.stringify({wrapped}),
					inspect({wrapped}, {depth: 9, showHidden: true}),
				];
				expect(reveal(wrapped)).toBe(text);
				expect(seen.join('\n')).not.toContain('S3cr3t');
				expect(Object.values({...wrapped})).not.toContain(text);
			},
		),
	);
});

test('a copy of a secret has lost its text, and says so', () => {
	const copy = {...secret('hidden')};
	expect(isSecret(copy)).toBe(false);
	expect(() => reveal(copy)).toThrow(TypeError);
});

test('only what secret() made is a secret', () => {
	expect(isSecret(secret(''))).toBe(true);
	expect([undefined, null, 'text', 7, {mask: '‹secret›'}, [secret('x')]].map(isSecret)).not.toContain(true);
});

test('a secret cannot be changed', () => {
	expect(Object.isFrozen(secret('x'))).toBe(true);
});
