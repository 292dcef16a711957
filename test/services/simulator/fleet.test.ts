import {expect, test} from 'vitest';
import {planFleet} from '../../../source/services/simulator/fleet.ts';

const membersOf = (instances?: number) => planFleet(1, {instances}).clusters.flatMap(({members}) => members);

test('a thousand instances are three hundred clusters of three and four', () => {
	const {clusters} = planFleet(1, {instances: 1000});
	expect(clusters).toHaveLength(300);
	expect(clusters.map(({members}) => members.length).every(size => size === 3 || size === 4)).toBe(true);
	expect(membersOf(1000)).toHaveLength(1000);
});

test.each([1, 2, 5, 37, 1000])('a fleet of %d has that many instances, and each host and name once', count => {
	const plan = planFleet(3, {instances: count});
	const members = plan.clusters.flatMap(cluster => cluster.members);
	expect(members).toHaveLength(count);
	expect(new Set(plan.nodes.map(({ip}) => ip)).size).toBe(plan.nodes.length);
	expect(new Set(plan.nodes.map(({name}) => name)).size).toBe(plan.nodes.length);
	expect(new Set(plan.clusters.map(({name}) => name)).size).toBe(plan.clusters.length);
});

test('every fleet has the cluster and the etcd that scenarios are about', () => {
	for (const plan of [planFleet(1), planFleet(1, {instances: 10})]) {
		const test = plan.clusters.find(({name}) => name === 'pg-test');
		expect(test?.members.map(({name}) => name)).toEqual(['pg-test-1', 'pg-test-2', 'pg-test-3']);
		expect(plan.etcd.map(({name}) => name)).toEqual(['etcd-1', 'etcd-2', 'etcd-3']);
	}
});

test('each member and each etcd has a node of the right name', () => {
	const plan = planFleet(1);
	const names = new Map(plan.nodes.map(({ip, name}) => [ip, name]));
	for (const {ip, name} of plan.clusters.flatMap(({members}) => members)) {
		expect(names.get(ip)).toBe(name);
	}

	for (const {ip, node} of [...plan.etcd, ...plan.minio]) {
		expect(names.get(ip)).toBe(node);
	}
});

test('another seed is another fleet of the same shape', () => {
	expect(planFleet(1)).toEqual(planFleet(1));
	expect(planFleet(2)).not.toEqual(planFleet(1));
	expect(planFleet(2).clusters.map(({name}) => name)).toEqual(planFleet(1).clusters.map(({name}) => name));
});

test('system identifiers are what PostgreSQL has: 64 bits, and all different', () => {
	const ids = planFleet(1, {instances: 1000}).clusters.map(({systemIdentifier}) => systemIdentifier);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) {
		expect(BigInt(id)).toBeLessThan(2n ** 63n);
		expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
	}
});
