import {describe, expect, test} from 'vitest';
import {guards} from '../../source/safety/guards.ts';
import {judge} from '../../source/safety/judge.ts';
import {factsFor} from '../kit/facts.ts';
import {guardCases} from './guard-cases.ts';

const ids = guards.map(({id}) => id);

test('each guard has a name of its own, and a case in which it is needed', () => {
	expect(Object.keys(guardCases).toSorted()).toEqual(ids.toSorted());
	expect(new Set(ids).size).toBe(ids.length);
});

describe.each(Object.entries(guardCases))('%s', (id, {action, change = facts => facts, level, others = [], phrase}) => {
	const facts = change(factsFor(action));
	const verdict = judge(action, facts);
	const tripped = verdict.checks.filter(({isSafe}) => !isSafe);

	test('trips where it must, and nothing does that has nothing to do with it', () => {
		expect(tripped.map(({rule}) => rule).toSorted()).toEqual([id, ...others].toSorted());
		expect(verdict.level).toBe(level);
		const expected = phrase === undefined ? [] : [phrase];
		expect(verdict.phrases).toEqual(others.length === 0 ? expected : expect.arrayContaining(expected));
	});

	test('says in a sentence what is the matter', () => {
		const text = tripped.find(({rule}) => rule === id)?.text ?? '';
		expect(text).toMatch(/^\S.{10,}[^.]$/s);
		expect(text).not.toMatch(/undefined|NaN|null|\[object/);
	});

	test('bears that nothing at all is known', () => {
		const [guard] = guards.filter(one => one.id === id);
		expect(guard?.why({...facts, cluster: undefined, inventory: undefined}, action)).toBeTypeOf('string');
	});
});
