import {expect, test} from 'vitest';
import {targetsOf} from '../../source/model/targets.ts';
import {inventoryOf, readSample, readText} from '../kit/inventory-sample.ts';

const idsOf = (reading: Parameters<typeof inventoryOf>[0]) =>
	targetsOf(inventoryOf(reading)).map(({kind, id}) => `${kind} ${id}`);

test('the sandbox has a target for each cluster, instance, etcd member, Redis instance, infra node and node', () => {
	expect(idsOf(readSample('sandbox.yml'))).toEqual([
		'cluster pg-meta',
		'instance pg-meta-1',
		'cluster pg-test',
		'instance pg-test-1',
		'instance pg-test-2',
		'instance pg-test-3',
		'redis redis-test-1-6379',
		'redis redis-test-1-6380',
		'redis redis-test-2-6379',
		'redis redis-test-2-26379',
		'etcd etcd-1',
		'infra 10.10.10.10',
		'node 10.10.10.10',
		'node 10.10.10.13',
		'node 10.10.10.11',
		'node 10.10.10.12',
	]);
});

test('an external PostgreSQL has no Patroni to ask, and no node of ours', () => {
	expect(idsOf(readSample('modules.yml')).filter(id => /pg-cloud|10\.41|rds/.test(id))).toEqual([]);
});

test('each pg_cluster of a Citus shard is a target of its own', () => {
	expect(idsOf(readSample('citus.yml')).filter(id => id.startsWith('cluster'))).toEqual([
		'cluster pg-shop0',
		'cluster pg-shop1',
		'cluster pg-shop2',
	]);
});

test('an instance comes with its cluster and node, an etcd member with its address', () => {
	const targets = targetsOf(inventoryOf(readSample('sandbox.yml')));
	expect(targets.find(({id}) => id === 'pg-test-3')).toMatchObject({
		cluster: {name: 'pg-test'},
		instance: {ip: '10.10.10.13'},
		node: {ip: '10.10.10.13', ssh: {port: 2222, user: 'vagrant'}},
	});
	expect(targets.find(({id}) => id === 'etcd-1')).toMatchObject({ip: '10.10.10.10', port: 2379});
});

test('ids are unique within their kind, even in an inventory full of mistakes', () => {
	const ids = idsOf(readSample('mistakes.yml'));
	expect(ids.length).toBeGreaterThan(20);
	expect(new Set(ids).size).toBe(ids.length);
});

test('a cluster whose members are all left out is no target', () => {
	expect(idsOf(readText('all: {children: {a: {hosts: {10.0.0.1: {}}, vars: {pg_cluster: a}}}}'))).toEqual([
		'node 10.0.0.1',
	]);
});
