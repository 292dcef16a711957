import type {PgAccess, PgInstance} from '../../source/model/inventory/inventory.ts';
import {secret} from '../../source/model/secret.ts';
import type {InstanceTarget} from '../../source/services/transports/postgres.ts';
import {inventory, pgCluster, pgInstance} from './inventory.ts';

/** `pg-test-1` on this machine, at ports of the test's choice. */
export const instanceTarget = (
	ports: Partial<Pick<PgInstance, 'port' | 'pgbouncerPort' | 'patroniPort'>>,
	access: Partial<PgAccess> = {},
): InstanceTarget => {
	const instance = {...pgInstance('pg-test', 1, '127.0.0.1', 'primary'), ...ports};
	const cluster = pgCluster('pg-test', [instance], {
		monitor: {user: 'dbuser_monitor', password: secret('hunter2'), database: 'postgres', ...access},
	});
	const [node] = inventory().nodes;
	if (node === undefined) {
		throw new Error('the test inventory has nodes');
	}

	return {kind: 'instance', id: instance.name, cluster, instance, node: {...node, ip: '127.0.0.1', name: 'pg-test-1'}};
};
