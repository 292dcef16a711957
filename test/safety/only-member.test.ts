import {expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import type {Facts} from '../../source/safety/facts.ts';
import {judge} from '../../source/safety/judge.ts';
import {onlyMember} from '../../source/safety/only-member.ts';
import {actions} from '../kit/action.ts';
import {factsFor} from '../kit/facts.ts';

/** Every member is listed a second time, word for word. */
const listedTwice = (facts: Facts): Facts => ({
	...facts,
	cluster: facts.cluster && {
		...facts.cluster,
		members: facts.cluster.members && [...facts.cluster.members, ...facts.cluster.members],
	},
});

const isSafe = (rule: string, action: Action, facts: Facts) =>
	judge(action, facts).checks.find(check => check.rule === rule)?.isSafe;

test('a member is known by its name, unless nobody or two have it', () => {
	const action = actions['patroni.switchover'];
	const facts = factsFor(action);
	expect(onlyMember(facts, 'pg-test-2')).toMatchObject({name: 'pg-test-2', ip: '10.10.10.12'});
	expect(onlyMember(facts, 'pg-test-9')).toBeUndefined();
	expect(onlyMember(listedTwice(facts), 'pg-test-2')).toBeUndefined();
});

test.each([
	['member-live', 'patroni.restart-member'],
	['candidate', 'patroni.switchover'],
	['candidate-leads', 'patroni.switchover'],
	['candidate-eligible', 'patroni.switchover'],
	['remove-leader', 'playbook.remove-replica'],
	['remove-primary', 'playbook.remove-replica'],
] as const)('%s does not pick one of two members of the same name', (rule, kind) => {
	const action = actions[kind];
	const facts = factsFor(action);
	expect(isSafe(rule, action, facts)).toBe(true);
	expect(isSafe(rule, action, listedTwice(facts))).toBe(false);
	expect(judge(action, listedTwice(facts)).level).toBe('never');
});
