import {describe, expect, test} from 'vitest';
import {rules} from '../../../source/store/findings/rules.ts';
import {commands} from '../../../source/commands/registry.ts';
import {foundBy} from '../../kit/state.ts';
import {cases} from './cases.ts';

const risk = ['allowed', 'business-data', 'confirm', 'destructive'] as const;

test('each rule has a fleet that fires it and one that does not', () => {
	expect(Object.keys(cases).toSorted()).toEqual(rules.map(({id}) => id).toSorted());
});

describe.each(rules)('$id', ({id, docs, about}) => {
	const {fires, spares} = cases[id] ?? {};

	test('fires', () => {
		expect(foundBy(fires?.() ?? expect.fail('no case'), id)).not.toEqual([]);
	});

	test('does not fire for its neighbour', () => {
		expect(foundBy(spares?.() ?? expect.fail('no case'), id)).toEqual([]);
	});

	test('says what it means, what it saw and when, and what to do: first look, then touch', () => {
		expect(docs).toMatch(/^https:\/\//);
		expect(about).not.toBe('');
		const state = fires?.() ?? expect.fail('no case');
		for (const finding of foundBy(state, id)) {
			expect(JSON.stringify(finding)).not.toMatch(/undefined|NaN|Infinity|\[object/);
			expect(finding.since).toBeLessThanOrEqual(state.now);
			expect(finding.evidence).not.toEqual([]);
			for (const {at, text, source} of finding.evidence) {
				expect(at).toBeGreaterThan(0);
				expect(text).not.toBe('');
				expect(source).not.toMatch(/ $/);
			}

			for (const {action} of finding.advice) {
				expect([undefined, ...commands.map(command => command.id)]).toContain(action);
			}

			const risks = finding.advice.map(advice => risk.indexOf(advice.class));
			expect(risks[0]).toBe(0);
			expect(risks).toEqual(risks.toSorted((a, b) => a - b));
		}
	});
});

test('what rules say is as it was reviewed', async () => {
	const lines = rules.flatMap(({id}) => {
		const state = cases[id]?.fires();
		return state === undefined
			? []
			: foundBy(state, id).flatMap(({severity, subject, title, evidence, advice}) => [
					`${severity} ${id} (${subject.kind} ${subject.name}): ${title}`,
					...evidence.map(each => `    ${each.source}: ${each.text}`),
					...advice.map(each => `    ${each.class}: ${each.text}`),
					'',
				]);
	});
	await expect(lines.join('\n')).toMatchFileSnapshot('said.txt');
});
