import {actions, member} from '../../kit/action.ts';
import {inMember, inSection} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const programCases: Readonly<Record<string, GuardCase>> = {
	'read-only': {action: actions['session.terminate'], change: facts => ({...facts, readOnly: true}), level: 'never'},
	audit: {action: actions['session.terminate'], change: facts => ({...facts, isAuditWritable: false}), level: 'never'},
	stale: {action: actions['session.terminate'], change: facts => ({...facts, ageMs: 10_001}), level: 'never'},
	inventory: {action: actions['session.terminate'], change: inSection('inventory', {isStale: true}), level: 'never'},
	environment: {
		action: actions['session.terminate'],
		change: facts => ({...facts, environment: undefined}),
		level: 'type-name',
	},
	'plain-name': {
		action: {...actions['playbook.user'], role: {kind: 'role', name: 'dbuser_аpp', cluster: 'pg-test'}},
		level: 'never',
		others: ['look-alike'],
	},
	'plain-database': {action: {...actions['operator.psql'], database: 'host=evil'}, level: 'never'},
	'one-cluster': {
		action: {...actions['patroni.switchover'], candidate: {...member(2), cluster: 'pg-meta'}},
		level: 'never',
	},
	'look-alike': {
		action: actions['patroni.pause'],
		change: inSection('inventory', {
			names: [
				{kind: 'cluster', name: 'pg-test', cluster: 'pg-test'},
				{kind: 'cluster', name: 'pg-tset', cluster: 'pg-tset'},
			],
		}),
		level: 'type-name',
	},
	plan: {
		action: actions['patroni.reload'],
		change: inMember(2, {patroniPort: undefined}),
		level: 'never',
	},
};
