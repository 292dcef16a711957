import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ShapeError} from '../../../source/model/decode.ts';
import {sources} from '../../../source/services/sources/index.ts';
import {http, ssh, target} from './answers.ts';

const all = Object.values(sources);

test('every source is found under its own id', () => {
	expect(all.map(({id}) => id)).toEqual(Object.keys(sources));
});

test('every source has an interval of 1 to 60 s and gives up after 1 to 20 s', () => {
	for (const {everyMs, timeoutMs} of all) {
		expect(everyMs).toBeGreaterThanOrEqual(1000);
		expect(everyMs).toBeLessThanOrEqual(60_000);
		expect(timeoutMs).toBeGreaterThanOrEqual(1000);
		expect(timeoutMs).toBeLessThanOrEqual(20_000);
	}
});

test('SQL only looks', () => {
	const queries = all.flatMap(source => {
		const ask = source.ask(target(source.of));
		return ask.via === 'sql' ? ask.variants.map(({text}) => text) : [];
	});
	expect(queries.length).toBe(6);
	for (const query of queries) {
		expect(query.trim()).toMatch(/^select /);
		expect(query).not.toMatch(/;|\b(?:insert|update|delete|create|drop|alter|pg_terminate|pg_cancel|set_config)\b/i);
	}
});

test('no secret is in an argument of a command', () => {
	for (const source of all) {
		const ask = source.ask(target(source.of));
		expect(JSON.stringify(ask.via === 'ssh' ? ask.command.argv : '')).not.toMatch(/secret|not the default/);
	}
});

describe.each(all)('$id, whatever comes back', source => {
	const asked = target(source.of);
	const reads = (raw: unknown) => {
		try {
			source.read(raw, asked);
		} catch (error) {
			expect(error).toBeInstanceOf(ShapeError);
			expect((error as ShapeError).message).not.toBe('');
		}
	};

	test('reads it or throws a ShapeError', () => {
		fc.assert(fc.property(fc.anything({withNullPrototype: true, withBigInt: true, withDate: true}), reads), {
			numRuns: 60,
		});
	});

	test('reads an answer with any body or output, or throws a ShapeError', () => {
		const text = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.json(),
			fc.array(fc.oneof(fc.string(), fc.constantFrom(...words)), {maxLength: 40}).map(parts => parts.join('')),
		);
		const answer = fc.oneof(
			fc.tuple(text, fc.constantFrom(200, 503, 404)).map(([body, status]) => http(body, status)),
			fc.tuple(text, text, fc.constantFrom(0, 1, 27, 127)).map(([stdout, stderr, code]) => ssh(stdout, {stderr, code})),
		);
		fc.assert(fc.property(answer, reads), {numRuns: 80});
	});

	test('reads rows of anything, or throws a ShapeError', () => {
		fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.anything()), {maxLength: 3}), reads), {numRuns: 60});
	});
});

/** What the parsers look for, so that random text gets past the first check. */
const words = [
	'\n',
	'\n@@df\n',
	'\n@@clock\n1795534643.3\n',
	'\n@@failed\n',
	'\n@@units\n',
	'Id=',
	'# ',
	',',
	'"',
	'# pxname,svname,status\n',
	'redis_version:',
	'\r\n',
	'[{"name":"pg-test"}]',
];
