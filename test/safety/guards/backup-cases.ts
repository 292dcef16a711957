import {actions} from '../../kit/action.ts';
import {inBackups, inSection} from '../../kit/alter-facts.ts';
import {repositoryFacts} from '../../kit/facts.ts';
import type {GuardCase} from './guard-case.ts';

export const backupCases: Readonly<Record<string, GuardCase>> = {
	'backup-proof': {
		action: actions['playbook.remove-cluster'],
		change: inBackups({newestAgeMs: 27 * 3_600_000}),
		level: 'never',
		others: ['backup-elsewhere'],
	},
	'backup-elsewhere': {
		action: actions['playbook.remove-cluster'],
		change: inBackups({host: '10.10.10.11'}),
		level: 'destroy',
		phrase: 'pg-test has no other backup',
	},
	'backup-deleted': {
		action: {...actions['playbook.remove-cluster'], backups: 'remove'},
		level: 'destroy',
		phrase: 'delete backups of pg-test',
	},
	'backup-aside': {
		action: actions['patroni.switchover'],
		change: facts => ({...facts, backups: [repositoryFacts({labels: []})]}),
		level: 'type-name',
	},
	'backup-archiving': {
		action: actions['backup.run'],
		change: inSection('cluster', {isArchiving: false}),
		level: 'type-name',
	},
	'restore-set': {
		action: {...actions['pitr.plan'], set: '20200101-000000F', until: {type: 'immediate'}},
		level: 'never',
	},
	'restore-range': {action: {...actions['pitr.plan'], until: {type: 'time', at: 1_795_481_999_999}}, level: 'never'},
	'restore-target': {
		action: {...actions['pitr.plan'], until: {type: 'name', value: "x' "}},
		level: 'never',
	},
	'restore-place': {action: actions['pitr.plan'], change: inSection('host', {isDirectoryEmpty: false}), level: 'never'},
	'restore-away': {action: {...actions['pitr.plan'], directory: '/pg/data'}, level: 'never'},
	'restore-room': {
		action: actions['pitr.plan'],
		change: inSection('host', {diskAvailableBytes: 1_000_000_000}),
		level: 'never',
	},
};
