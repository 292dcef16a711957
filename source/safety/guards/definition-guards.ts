import {isEmpty} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';

const definitions = ['playbook.user', 'playbook.database'] as const;

/** Roles and databases that Pigsty, Patroni and the monitoring stand on. */
const systemNames: readonly string[] = [
	'postgres',
	'template0',
	'template1',
	'replicator',
	'dbuser_dba',
	'dbuser_monitor',
	'dbrole_readonly',
	'dbrole_readwrite',
	'dbrole_admin',
	'dbrole_offline',
];

/** What `pigsty.yml` says decides whether a playbook creates or drops. */
export const definitionGuards: readonly Guard[] = [
	defineGuard({
		id: 'definition',
		for: definitions,
		raise: 'never',
		safe: 'pigsty.yml defines it',
		unless: ({definition}) => definition?.state !== undefined && definition.state !== 'missing',
		why: ({definition}) =>
			definition?.state === 'missing' ? 'pigsty.yml does not define it' : 'its definition in pigsty.yml is not known',
	}),
	defineGuard({
		id: 'definition-drops',
		for: definitions,
		raise: 'destroy',
		safe: 'the definition only creates or changes: no state absent or recreate in it',
		unless: facts => isCreating(facts),
		why: ({definition}, action) => {
			const drops = definition?.drops?.map(text => escaped(text)) ?? [];
			return definition?.state === 'absent' || definition?.state === 'recreate'
				? `state ${definition.state}: this drops the ${action.kind === 'playbook.user' ? 'role' : 'database and breaks its connections'}`
				: drops.length > 0
					? `this drops ${drops.join(', ')}`
					: 'it is not known what the definition drops';
		},
	}),
	defineGuard({
		id: 'definition-system',
		for: definitions,
		raise: 'never',
		safe: 'it is none of those that Pigsty itself needs, or is not dropped',
		unless: (facts, action) =>
			isCreating(facts) ||
			!systemNames.includes(action.kind === 'playbook.user' ? action.role.name : action.database.name),
		why: (_, action) =>
			`Pigsty itself needs ${escaped(action.kind === 'playbook.user' ? action.role.name : action.database.name)}`,
	}),
	defineGuard({
		id: 'definition-baseline',
		for: ['playbook.database'],
		raise: 'type-name',
		safe: 'no SQL file is run again',
		unless: ({definition}) => definition?.baseline === '',
		why: ({definition}) =>
			definition?.baseline === undefined
				? 'it is not known whether an SQL file is run again'
				: `the baseline ${escaped(definition.baseline)} is run again`,
	}),
	defineGuard({
		id: 'landmines',
		for: ['playbook.add-replica'],
		raise: 'destroy',
		safe: 'pigsty.yml marks no role and no database of the cluster absent or recreate',
		unless: ({cluster}) => isEmpty(cluster?.landmines),
		why: ({cluster}) =>
			cluster?.landmines === undefined
				? 'it is not known what pigsty.yml marks absent or recreate'
				: `pigsty.yml would drop ${cluster.landmines.map(text => escaped(text)).join(', ')}`,
	}),
];

/** The definition is known, and drops nothing. */
export const isCreating = ({definition}: Facts): boolean => definition?.state === 'create' && isEmpty(definition.drops);
