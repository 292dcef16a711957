import {describe, expect, test} from 'vitest';
import type {Facts} from '../../source/safety/facts.ts';
import {guards} from '../../source/safety/guards.ts';
import {judge} from '../../source/safety/judge.ts';
import {factsFor} from '../kit/facts.ts';
import {differingPaths, unknownInstead} from '../kit/unknown.ts';
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

	test('trips as well when what is wrong is only unknown', () => {
		const healthy = factsFor(action);
		const unknown = unknownInstead(healthy, change);
		if (unknown !== undefined) {
			const {checks} = judge(action, unknown);
			expect(checks.find(({rule}) => rule === id)?.isSafe).toBe(false);
		}
	});

	test('bears that nothing at all is known', () => {
		const [guard] = guards.filter(one => one.id === id);
		expect(guard?.why({...facts, cluster: undefined, inventory: undefined}, action)).toBeTypeOf('string');
	});
});

test('test/safety/guard-words.txt has what each guard says when it trips, and when it does not know', async () => {
	const text = Object.entries(guardCases)
		.toSorted(([one], [other]) => ids.indexOf(one) - ids.indexOf(other))
		.map(([id, {action, change = (facts: Facts) => facts}]) => {
			const healthy = factsFor(action);
			const said = (name: string, facts: Facts | undefined): string => {
				const check = facts && judge(action, facts).checks.find(({rule}) => rule === id);
				const phrase = check?.phrase === undefined ? '' : `, to be typed: ${check.phrase}`;
				return check === undefined ? '' : `\n  ${name.padEnd(7)}  ${check.level}: ${check.text}${phrase}`;
			};
			const isOfFacts = differingPaths(healthy, change(healthy)).length > 0;
			return [
				`${id} (${action.kind})`,
				said('safe', isOfFacts ? healthy : undefined),
				said('wrong', change(healthy)),
				said('unknown', unknownInstead(healthy, change)),
			].join('');
		});
	await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('guard-words.txt');
});
