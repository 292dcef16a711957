import {expect, test} from 'vitest';
import {reveal} from '../../../source/model/secret.ts';
import {readInventory} from '../../../source/model/inventory/read-inventory.ts';
import {clusterOf, inventoryOf, places, readSample, readText} from '../../kit/inventory-sample.ts';

const sandbox = readSample('sandbox.yml');
const citus = readSample('citus.yml');
const standby = readSample('standby.yml');
const modules = readSample('modules.yml');

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
	expect(clusterOf(sandbox, 'pgsql', 'pg-test').instances).toEqual([
		{
			name: 'pg-test-1',
			seq: 1,
			ip: '10.10.10.11',
			inventoryRole: 'primary',
			port: 5432,
			pgbouncerPort: 6432,
			patroniPort: 8008,
			upstream: undefined,
			offlineQuery: false,
			weight: 100,
		},
		expect.objectContaining({name: 'pg-test-2', ip: '10.10.10.12', inventoryRole: 'replica', weight: 50}),
		expect.objectContaining({name: 'pg-test-3', ip: '10.10.10.13', inventoryRole: 'offline'}),
	]);
});

test('a PostgreSQL cluster says what it is made of', () => {
	const {monitor, patroni, ...cluster} = clusterOf(sandbox, 'pgsql', 'pg-test');
	expect(cluster).toMatchObject({
		version: 17,
		mode: 'pgsql',
		scope: 'pg-test',
		citus: undefined,
		standbyOf: undefined,
		delay: undefined,
		patroniTls: false,
		safeguard: true,
		vip: '10.10.10.3/24',
		users: [],
		databases: [],
		services: [
			{name: 'primary', port: 5433},
			{name: 'replica', port: 5434},
			{name: 'default', port: 5436},
			{name: 'offline', port: 5438},
			{name: 'standby', port: 5435},
		],
	});
	expect([monitor.user, reveal(monitor.password), monitor.database]).toEqual([
		'dbuser_monitor',
		'Another.Monitor',
		'postgres',
	]);
	expect([patroni.user, reveal(patroni.password)]).toEqual(['postgres', 'Another.API']);
});

test('users and databases come with their state', () => {
	expect(clusterOf(sandbox, 'pgsql', 'pg-meta')).toMatchObject({
		vip: undefined,
		users: [
			{name: 'dbuser_meta', state: 'create'},
			{name: 'dbuser_old', state: 'absent'},
		],
		databases: [
			{name: 'meta', state: 'create', owner: 'dbuser_meta'},
			{name: 'scratch', state: 'recreate', owner: undefined},
		],
	});
});

test('role defaults are used where the inventory is silent', () => {
	const {monitor, patroni, version} = clusterOf(citus, 'pgsql', 'pg-shop0');
	expect([reveal(monitor.password), reveal(patroni.password), version]).toEqual(['DBUser.Monitor', 'Patroni.API', 17]);
	expect(clusterOf(standby, 'pgsql', 'pg-main').version).toBe(18);
});

test('Citus: each pg_cluster is a cluster of its own, in the scope of its shard', () => {
	expect(
		inventoryOf(citus)
			.clusters.filter(({module}) => module === 'pgsql')
			.map(cluster => 'scope' in cluster && [cluster.name, cluster.scope, cluster.citus, cluster.vip]),
	).toEqual([
		['pg-shop0', 'pg-shop', {shard: 'pg-shop', group: 0}, '10.20.0.10/24'],
		['pg-shop1', 'pg-shop', {shard: 'pg-shop', group: 1}, '10.20.0.20/24'],
		['pg-shop2', 'pg-shop', {shard: 'pg-shop', group: 2}, '10.20.0.30/24'],
	]);
});

test('standby and delayed clusters follow from the upstream of their primary, a cascade from that of a replica', () => {
	expect(clusterOf(standby, 'pgsql', 'pg-mirror')).toMatchObject({standbyOf: '10.30.0.11', delay: undefined});
	expect(clusterOf(standby, 'pgsql', 'pg-late')).toMatchObject({standbyOf: '10.30.0.11', delay: '1h'});
	const main = clusterOf(standby, 'pgsql', 'pg-main');
	expect([main.standbyOf, ...main.instances.map(({upstream}) => upstream)]).toEqual([
		undefined,
		undefined,
		undefined,
		'10.30.0.12',
	]);
	expect(main.instances.map(({offlineQuery}) => offlineQuery)).toEqual([false, true, false]);
	expect(main.patroniTls).toBe(true);
});

test('backups: where they go, whether that is the member itself, and which cron lines make them', () => {
	const line = '0 1 * * * /pg/bin/pg-backup full';
	expect([
		clusterOf(sandbox, 'pgsql', 'pg-meta').backup,
		clusterOf(sandbox, 'pgsql', 'pg-test').backup,
		clusterOf(standby, 'pgsql', 'pg-main').backup,
		clusterOf(standby, 'pgsql', 'pg-late').backup,
	]).toEqual([
		{enabled: true, method: 'local', sameHost: true, schedule: ['00 01 * * * /pg/bin/pg-backup full']},
		{enabled: true, method: 'minio', sameHost: false, schedule: ['00 01 * * 1 postgres /pg/bin/pg-backup full']},
		{enabled: true, method: 'archive', sameHost: false, schedule: [line]},
		{enabled: false, method: 'archive', sameHost: false, schedule: [line]},
	]);
});

test.each([
	['{mine: {path: /pg/backup}}', true],
	['{mine: {type: posix, path: /pg/backup}}', true],
	['{mine: {type: posix, host: backup.example.org}}', false],
	['{mine: {type: azure}}', false],
	['{other: {path: /pg/backup}}', undefined],
	['{mine: nonsense}', undefined],
	['[]', undefined],
])('a repository %s: on the member itself is %s', (repository, sameHost) => {
	const reading = readText(
		`all: {children: {g: {hosts: {10.0.0.1: {pg_seq: 1, pg_role: primary, pg_cluster: a}}}}, vars: {pgbackrest_method: mine, pgbackrest_repo: ${repository}}}`,
	);
	expect(clusterOf(reading, 'pgsql', 'a').backup.sameHost).toBe(sameHost);
});

test('Redis: one instance for each port of each host, in order', () => {
	const cluster = clusterOf(sandbox, 'redis', 'redis-test');
	expect(cluster).toMatchObject({
		mode: 'standalone',
		safeguard: false,
		instances: [
			{name: 'redis-test-1-6379', ip: '10.10.10.11', port: 6379, replicaOf: undefined},
			{name: 'redis-test-1-6380', ip: '10.10.10.11', port: 6380, replicaOf: '10.10.10.11 6379'},
			{name: 'redis-test-2-6379', ip: '10.10.10.12', port: 6379, replicaOf: undefined},
			{name: 'redis-test-2-26379', ip: '10.10.10.12', port: 26_379, replicaOf: undefined},
		],
	});
	expect(cluster.password && reveal(cluster.password)).toBe('redis.test');
	expect(clusterOf(modules, 'redis', 'cache')).toMatchObject({mode: 'sentinel', password: undefined});
});

test('the other modules have members with their number, port and role', () => {
	expect(inventoryOf(modules).clusters.filter(({module}) => module !== 'redis')).toEqual([
		{
			module: 'pgrds',
			name: 'pg-cloud',
			safeguard: false,
			members: [
				{name: 'pg-cloud-1', ip: '10.41.0.1', seq: 1, port: 5433, role: undefined},
				{name: 'pg-cloud-2', ip: 'rds.example.org', seq: 2, port: 5432, role: undefined},
			],
		},
		{
			module: 'etcd',
			name: 'etcd',
			safeguard: false,
			members: [{name: 'etcd-1', ip: '10.40.0.1', seq: 1, port: 2379, role: undefined}],
		},
		{
			module: 'minio',
			name: 'store',
			safeguard: false,
			members: [
				{name: 'store-1', ip: '10.40.0.4', seq: 1, port: 9010, role: undefined},
				{name: 'store-2', ip: '10.40.0.3', seq: 2, port: 9010, role: undefined},
			],
		},
		{
			module: 'infra',
			name: 'infra',
			safeguard: false,
			members: [
				{name: 'infra-1', ip: '10.40.0.1', seq: 1, port: undefined, role: undefined},
				{name: 'infra-2', ip: '10.40.0.2', seq: 2, port: undefined, role: undefined},
			],
		},
		{
			module: 'ferret',
			name: 'docs',
			safeguard: false,
			members: [{name: 'docs-1', ip: '10.40.0.8', seq: 1, port: 27_017, role: undefined}],
		},
		{
			module: 'kafka',
			name: 'feed',
			safeguard: true,
			members: [
				{name: 'feed-1', ip: '10.40.0.5', seq: 1, port: 9093, role: 'controller'},
				{name: 'feed-2', ip: '10.40.0.6', seq: 2, port: 9092, role: 'combined'},
			],
		},
		{
			module: 'mysql',
			name: 'shop',
			safeguard: true,
			members: [{name: 'shop-1', ip: '10.40.0.7', seq: 1, port: 3306, role: undefined}],
		},
		{
			module: 'docker',
			name: 'docker',
			safeguard: false,
			members: [
				{name: '10.40.0.1', ip: '10.40.0.1', seq: undefined, port: undefined, role: undefined},
				{name: '10.40.0.2', ip: '10.40.0.2', seq: undefined, port: undefined, role: undefined},
			],
		},
	]);
	expect(clusterOf(sandbox, 'etcd', 'etcd').safeguard).toBe(true);
});

test('settings are the global ones that say something, the portal with its addresses filled in', () => {
	expect(inventoryOf(sandbox).settings).toEqual({
		version: 'v4.1.0',
		admin_ip: '10.10.10.10',
		region: 'default',
		'portal.home': 'i.pigsty',
		'portal.minio': 'm.pigsty → 10.10.10.10:9001',
	});
});

test('groups list their hosts and those of the groups below them', () => {
	const {groups} = inventoryOf(readSample('groups.yml'));
	expect([groups['region'], groups['rack'], groups['other-way'], groups['ungrouped'], groups['nothing']]).toEqual([
		['10.50.0.3'],
		['10.50.0.3'],
		['10.50.0.3'],
		['10.50.0.99'],
		[],
	]);
	expect(groups['all']).toEqual(expect.arrayContaining(['10.50.0.99', '10.50.0.3', '10.50.0.5', 'pair2-b']));
});

test('no file and an empty file are no inventory, and the latter says so', () => {
	expect(readInventory([])).toEqual({inventory: undefined, problems: []});
	for (const text of ['', '# nothing\n', '{}', '~', '---\n...\n']) {
		expect(readText(text)).toEqual({
			inventory: undefined,
			problems: [expect.objectContaining({file: 'pigsty.yml', severity: 'crit', rule: 'file-empty'})],
		});
	}
});

test.each(['just text', '[1, 2]', '42', '- all:'])('%j is no inventory', text => {
	expect(places(readText(text))).toEqual(['1 bad-structure']);
	expect(readText(text).inventory).toBeUndefined();
});

test('a file broken in the middle still gives what stands before the break', () => {
	const text =
		'all:\n  children:\n    pg-a:\n      hosts:\n        10.0.0.1: {pg_seq: 1, pg_role: primary}\n      vars: {pg_cluster: pg-a}\n  vars:\n    admin_ip: 10.0.0.1]\n    }\n';
	const reading = readText(text);
	expect(places(reading)).toContain('9 yaml-syntax');
	expect(clusterOf(reading, 'pgsql', 'pg-a').instances).toHaveLength(1);
});
