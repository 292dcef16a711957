import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {Cluster, Inventory} from '../../../source/model/inventory/inventory.ts';
import {readInventory} from '../../../source/model/inventory/read-inventory.ts';
import {reveal} from '../../../source/model/secret.ts';

const sample = (name: string) => readFileSync(new URL(`../../samples/inventory/${name}`, import.meta.url), 'utf8');

const sandbox = readInventory([{path: 'pigsty.yml', text: sample('sandbox.yml')}]);

const inventoryOf = ({inventory}: {readonly inventory: Inventory | undefined}): Inventory => {
	if (inventory === undefined) throw new TypeError('no inventory');
	return inventory;
};

const cluster = <Module extends Cluster['module']>(module: Module, name: string) => {
	const found = inventoryOf(sandbox).clusters.find(each => each.module === module && each.name === name);
	if (found === undefined) throw new TypeError(`no ${module} ${name}`);
	return found as Extract<Cluster, {module: Module}>;
};

test('clusters come from the merged variables of their hosts, module by module', () => {
	expect(inventoryOf(sandbox).clusters.map(({module, name}) => `${module} ${name}`)).toEqual([
		'pgsql pg-meta',
		'pgsql pg-test',
		'redis redis-test',
		'etcd etcd',
		'minio minio',
		'infra infra',
		'docker docker',
	]);
});

test('a PostgreSQL cluster has its members by number, with role defaults filled in', () => {
	expect(cluster('pgsql', 'pg-test').instances).toEqual([
		expect.objectContaining({name: 'pg-test-1', ip: '10.10.10.11', inventoryRole: 'primary', port: 5432, weight: 100}),
		expect.objectContaining({name: 'pg-test-2', ip: '10.10.10.12', inventoryRole: 'replica', weight: 50}),
		expect.objectContaining({name: 'pg-test-3', ip: '10.10.10.13', inventoryRole: 'offline', patroniPort: 8008}),
	]);
	expect(cluster('pgsql', 'pg-test')).toMatchObject({
		version: 17,
		mode: 'pgsql',
		scope: 'pg-test',
		safeguard: true,
		vip: '10.10.10.3/24',
		backup: {
			enabled: true,
			method: 'minio',
			sameHost: false,
			schedule: ['00 01 * * 1 postgres /pg/bin/pg-backup full'],
		},
	});
});

test('passwords are wrapped, and are those of the inventory or else of the role', () => {
	const {monitor, patroni} = cluster('pgsql', 'pg-meta');
	expect([reveal(monitor.password), reveal(patroni.password)]).toEqual(['Another.Monitor', 'Another.API']);
	expect(JSON.stringify(sandbox)).not.toMatch(/Another\.|DBUser\.|S3User\.|redis\.test/);
});
