import {actions} from '../../kit/action.ts';
import {inMember, inSection} from '../../kit/alter-facts.ts';
import type {GuardCase} from './guard-case.ts';

export const playbookCases: Readonly<Record<string, GuardCase>> = {
	definition: {
		action: actions['playbook.database'],
		change: inSection('definition', {state: 'missing'}),
		level: 'never',
		others: ['definition-drops'],
	},
	'definition-drops': {
		action: actions['playbook.database'],
		change: inSection('definition', {state: 'recreate'}),
		level: 'destroy',
	},
	'definition-system': {
		action: {...actions['playbook.user'], role: {kind: 'role', name: 'dbuser_monitor', cluster: 'pg-test'}},
		change: inSection('definition', {state: 'absent'}),
		level: 'never',
		others: ['definition-drops'],
	},
	'definition-baseline': {
		action: actions['playbook.database'],
		change: inSection('definition', {baseline: 'cmdb.sql'}),
		level: 'type-name',
	},
	landmines: {
		action: actions['playbook.add-replica'],
		change: inSection('cluster', {landmines: ['database app (recreate)']}),
		level: 'destroy',
	},
	hosts: {
		action: actions['playbook.remove-replica'],
		change: facts =>
			inSection('ansible', {
				listed: facts.ansible?.listed?.map(one => ({...one, hosts: ['10.10.10.12', '10.10.10.13']})),
			})(facts),
		level: 'never',
	},
	'hosts-known': {
		action: actions['playbook.hba'],
		change: inSection('inventory', {hosts: ['10.10.10.10', '10.10.10.11', '10.10.10.12']}),
		level: 'never',
	},
	'hosts-all': {
		action: actions['playbook.monitor'],
		change: inSection('inventory', {hosts: ['10.10.10.11', '10.10.10.12', '10.10.10.13']}),
		level: 'type-name',
		phrase: 'all 3 hosts',
	},
	files: {action: actions['playbook.user'], change: inSection('ansible', {files: undefined}), level: 'never'},
	'replica-role': {
		action: actions['playbook.add-replica'],
		change: inMember(4, {inventoryRole: 'primary'}),
		level: 'never',
	},
	'replica-new': {
		action: actions['playbook.add-replica'],
		change: inSection('host', {hasPostgres: true}),
		level: 'never',
	},
	'replica-node': {
		action: actions['playbook.add-replica'],
		change: inSection('host', {isProvisioned: false}),
		level: 'never',
	},
};
