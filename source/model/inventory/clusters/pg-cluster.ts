import {secret} from '../../secret.ts';
import {defaultServices} from '../defaults.ts';
import type {PgCluster} from '../inventory.ts';
import {backupOf} from './pg-backup.ts';
import {field, textOf, wholeOf, type Params} from '../params.ts';
import type {PgMember} from './pg-members.ts';
import type {YamlNode} from '../yaml/yaml-node.ts';

/**
 * A cluster from the merged variables of its members. What belongs to the cluster is read from the inventory's
 * primary, or from the first member when there is none.
 */
export const pgCluster = (name: string, members: readonly PgMember[]): PgCluster | undefined => {
	const lead = members.find(({instance}) => instance.inventoryRole === 'primary') ?? members[0];
	if (lead === undefined) {
		return undefined;
	}

	const {params, instance} = lead;
	const mode = params.text('pg_mode');
	const shard = params.optionalText('pg_shard') ?? name;
	return {
		module: 'pgsql',
		name,
		instances: members.map(member => member.instance),
		version: params.whole('pg_version'),
		mode,
		scope: mode === 'citus' ? shard : name,
		citus: mode === 'citus' ? {shard, group: params.whole('pg_group')} : undefined,
		standbyOf: instance.inventoryRole === 'primary' ? instance.upstream : undefined,
		delay: delayOf(params),
		patroniTls: params.flag('patroni_ssl_enabled'),
		monitor: {
			user: params.text('pg_monitor_username'),
			password: secret(params.text('pg_monitor_password')),
			database: 'postgres',
		},
		patroni: {user: params.text('patroni_username'), password: secret(params.text('patroni_password'))},
		backup: backupOf(members),
		safeguard: members.some(member => member.params.flag('pg_safeguard')),
		vip: params.flag('pg_vip_enabled') ? params.text('pg_vip_address') : undefined,
		users: params.list('pg_users').flatMap(userOf),
		databases: params.list('pg_databases').flatMap(databaseOf),
		services: servicesOf(params),
	};
};

/** `0` and empty mean no delay. */
const delayOf = (params: Params): string | undefined => {
	const delay = params.optionalText('pg_delay');
	return delay === '0' || delay === '' ? undefined : delay;
};

const userOf = (node: YamlNode): PgCluster['users'] => {
	const name = textOf(field(node, 'name'));
	return name === undefined ? [] : [{name, state: stateOf(node)}];
};

const databaseOf = (node: YamlNode): PgCluster['databases'] => {
	const name = textOf(field(node, 'name'));
	return name === undefined ? [] : [{name, state: stateOf(node), owner: textOf(field(node, 'owner'))}];
};

/** A user or database is created unless it says otherwise. */
const stateOf = (node: YamlNode): string => textOf(field(node, 'state')) ?? 'create';

const servicesOf = (params: Params): PgCluster['services'] => [
	...(params.entry('pg_default_services') ? params.list('pg_default_services').flatMap(serviceOf) : defaultServices),
	...params.list('pg_services').flatMap(serviceOf),
];

const serviceOf = (node: YamlNode): PgCluster['services'] => {
	const [name, port] = [textOf(field(node, 'name')), wholeOf(field(node, 'port'))];
	return name === undefined || port === undefined ? [] : [{name, port}];
};
