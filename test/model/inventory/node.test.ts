import {expect, test} from 'vitest';
import {reveal} from '../../../source/model/secret.ts';
import {nodeOf, places, readSample, readText} from '../../kit/inventory-sample.ts';

const modules = readSample('modules.yml');
const ssh = readSample('ssh.yml');

const nodeWith = (vars: string) => nodeOf(readText(`all: {children: {g: {hosts: {10.0.0.1: {${vars}}}}}}`), '10.0.0.1');

// The node_id role: PostgreSQL's identity wins over an explicit nodename.
test.each([
	['pg_cluster: pg-a, pg_seq: 1, pg_role: primary', 'pg-a-1', 'pg-a'],
	['pg_cluster: pg-a, pg_seq: 1, nodename: mine, node_cluster: ours', 'pg-a-1', 'ours'],
	['pg_cluster: pg-a, pg_seq: 1, node_cluster: nodes', 'pg-a-1', 'pg-a'],
	["pg_cluster: pg-a, pg_seq: 1, node_cluster: ''", 'pg-a-1', 'pg-a'],
	['pg_cluster: pg-a, pg_seq: 1, node_id_from_pg: false, nodename: mine', 'mine', 'nodes'],
	['pg_cluster: pg-a, pg_seq: 1, node_id_from_pg: no', undefined, 'nodes'],
	['pg_cluster: pg-a, nodename: mine', 'mine', 'pg-a'],
	['nodename: mine', 'mine', 'nodes'],
	["nodename: ''", undefined, 'nodes'],
	['etcd_seq: 1', undefined, 'nodes'],
])('{%s} names the node %s in %s', (vars, name, cluster) => {
	expect(nodeWith(vars)).toMatchObject({name, cluster});
});

test('a node lists what runs on it, and the groups it is in', () => {
	expect(nodeOf(readSample('sandbox.yml'), '10.10.10.11')).toMatchObject({
		groups: ['pg-test', 'redis-test'],
		roles: [
			{module: 'pgsql', cluster: 'pg-test', instance: 'pg-test-1'},
			{module: 'redis', cluster: 'redis-test', instance: 'redis-test-1-6379'},
			{module: 'redis', cluster: 'redis-test', instance: 'redis-test-1-6380'},
		],
	});
	expect(nodeOf(readSample('sandbox.yml'), '10.10.10.10').roles.map(({module}) => module)).toEqual([
		'pgsql',
		'etcd',
		'minio',
		'infra',
		'docker',
	]);
});

test('HAProxy has its port and credentials, or is off', () => {
	const {password, ...proxy} = nodeOf(modules, '10.40.0.11').haproxy;
	expect(proxy).toEqual({enabled: true, port: 9901, user: 'ops'});
	expect(reveal(password)).toBe('Proxy.Ops');
	expect(nodeOf(modules, '10.40.0.12').haproxy.enabled).toBe(false);
	expect(nodeOf(modules, '10.40.0.1').haproxy).toMatchObject({enabled: true, port: 9101, user: 'admin'});
});

const plain = {port: undefined, user: 'deploy', keyFile: undefined, local: false, extraArgs: undefined};
test.each([
	['10.70.0.1', {...plain, host: '10.70.0.1', local: true}],
	['10.70.0.2', {...plain, host: '10.70.0.2'}],
	['10.70.0.3', {...plain, host: 'meta.example.org', port: 2222, keyFile: '~/.ssh/pigsty'}],
	['10.70.0.4', {...plain, host: '192.0.2.4', port: 2200, user: 'root'}],
	['10.70.0.5', {...plain, host: '10.70.0.5', extraArgs: '-o ProxyJump=bastion -o Compression=yes'}],
	['10.70.0.6', {...plain, host: '10.70.0.6'}],
	['10.70.0.7', {...plain, host: '10.70.0.7'}],
])('%s is reached as Ansible would reach it', (ip, route) => {
	expect(nodeOf(ssh, ip).ssh).toEqual(route);
});

test('a password among the ssh arguments is reported and kept out of the model', () => {
	expect(places(ssh)).toContain('15 password-on-command-line');
	expect(JSON.stringify(ssh)).not.toMatch(/Jump\.Secret|Login\.Secret|Sudo\.Secret/);
});
