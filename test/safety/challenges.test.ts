import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import {challenges} from '../../source/safety/challenges.ts';
import type {Facts} from '../../source/safety/facts.ts';
import {gateSpec} from '../../source/safety/gate/gate-spec.ts';
import {judge} from '../../source/safety/judge.ts';
import {actions} from '../kit/action.ts';
import {inSection} from '../kit/alter-facts.ts';
import {factsFor} from '../kit/facts.ts';

const asked = (action: Action, facts: Facts = factsFor(action)) =>
	challenges(action, facts, judge(action, facts)).map(({expected}) => expected);

test('what must be typed follows from the level', () => {
	expect(asked(actions['session.cancel'])).toEqual([]);
	expect(asked(actions['patroni.switchover'])).toEqual(['pg-test']);
	expect(asked(actions['patroni.restart-member'])).toEqual(['pg-test-2']);
	expect(asked(actions['playbook.remove-replica'])).toEqual(['pg-test-2', 'yes, I confirm', 'pg-test-1']);
	expect(asked(actions['patroni.failover'])).toEqual(['pg-test', 'yes, I confirm']);
	expect(asked(actions['playbook.remove-node'])).toEqual(['old-1', 'yes, I confirm']);
	expect(asked({...actions['playbook.remove-cluster'], backups: 'remove'})).toEqual([
		'pg-test',
		'yes, I confirm',
		'pg-test-1',
		'delete backups of pg-test',
	]);
});

test('nothing is asked for where nothing can be done', () => {
	const action = actions['patroni.switchover'];
	expect(asked(action, {...factsFor(action), readOnly: true})).toEqual([]);
});

describe('the kind is typed too', () => {
	const sharing = (kind: 'role' | 'stanza' | 'host' | 'cluster', name: string, facts: Facts): Facts =>
		inSection('inventory', {names: [...(facts.inventory?.names ?? []), {kind, name, cluster: 'pg-test'}]})(facts);

	test('where something of another kind has the same name', () => {
		const action = actions['patroni.switchover'];
		expect(asked(action, sharing('role', 'pg-test', factsFor(action)))).toEqual(['cluster/pg-test']);
		expect(asked(action, sharing('stanza', 'pg-test', factsFor(action)))).toEqual(['pg-test']);
	});

	test('not of a stanza, which is called as its cluster', () => {
		const action = actions['patroni.switchover'];
		const {'backup.run': backup} = actions;
		const raised = (facts: Facts): Facts => ({...facts, environment: 'PROD'});
		expect(asked(backup, raised(factsFor(backup)))).toEqual(['pg-test']);
		expect(asked(backup, raised(sharing('role', 'pg-test', factsFor(backup))))).toEqual(['stanza/pg-test']);
		expect(asked(action, sharing('host', 'pg-test', factsFor(action)))).toEqual(['cluster/pg-test']);
	});

	test('of a host that is called as its instance, and not of the instance', () => {
		const {'playbook.remove-node': node, 'patroni.restart-member': restart} = actions;
		const host: Action = {...node, host: {kind: 'host', ip: '10.10.10.19', name: 'pg-test-2'}};
		expect(asked(host, factsFor(host))[0]).toBe('host/pg-test-2');
		expect(asked(restart, sharing('host', 'pg-test-2', factsFor(restart)))).toEqual(['pg-test-2']);
	});

	test('where nobody knows what else has the name', () => {
		const action = actions['patroni.switchover'];
		expect(asked(action, inSection('inventory', {names: undefined})(factsFor(action)))).toEqual(['cluster/pg-test']);
	});
});

describe('a gate', () => {
	const times = {plannedAt: 0, pasteKeys: 4};

	test('opens with what is shown, and nothing else can be bound to it', () => {
		const action = actions['patroni.switchover'];
		const made = gateSpec(action, factsFor(action), times);
		expect(made).toMatchObject({
			spec: {
				action,
				level: 'type-name',
				steps: [{via: 'patroni', path: '/switchover'}],
				state: {leader: ['pg-test-1']},
			},
			verdict: {level: 'type-name'},
		});
	});

	test('does not open where the rules forbid it, and says which', () => {
		const action = actions['patroni.switchover'];
		const made = gateSpec(action, {...factsFor(action), readOnly: true}, times);
		expect('refused' in made && made.refused.reasons[0]?.rule).toBe('read-only');
	});

	test('opens for the level that the operator’s own policy asks for', () => {
		const action = actions['session.cancel'];
		const made = gateSpec(action, factsFor(action), {...times, raises: {'session.cancel': 'destroy'}});
		expect('spec' in made && [made.spec.level, made.spec.challenges.length]).toEqual(['destroy', 3]);
	});
});
