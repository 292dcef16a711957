import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {afterEach, expect, test} from 'vitest';
import type {InventoryNode} from '../../../source/model/inventory/inventory.ts';
import type {Target} from '../../../source/model/target.ts';
import {systemClock} from '../../../source/services/clock.ts';
import type {Ask, RemoteCommand} from '../../../source/services/source.ts';
import {createWorld, type RealWorld} from '../../../source/services/transports/world.ts';
import {fakePostgres} from '../../kit/fake-postgres.ts';
import {instanceTarget} from '../../kit/instance-target.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0)) {
		await close();
	}
});

type Sent = {readonly node: InventoryNode; readonly command: RemoteCommand};

const setUp = (): {readonly world: RealWorld; readonly sent: Sent[]; readonly closed: string[]} => {
	const sent: Sent[] = [];
	const closed: string[] = [];
	const world = createWorld({
		clock: systemClock,
		pigstyHome: tmpdir(),
		caFiles: ['/nowhere/ca.crt'],
		ssh: {
			exec: async (node, command) => {
				sent.push({node, command});
				return {code: 0, stdout: 'up', stderr: '', askedAt: 1};
			},
			stream: async () => ({code: 0, stderr: ''}),
			close: async () => void closed.push('ssh'),
		},
	});
	closing.push(() => world.close());
	return {world, sent, closed};
};

const service = async (): Promise<{readonly port: number; readonly asked: string[]}> => {
	const asked: string[] = [];
	const server = createServer((request, answer) => {
		asked.push(`${request.url} ${request.headers.authorization ?? 'nobody'}`);
		answer.end('fine');
	});
	await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
	closing.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return {port: (server.address() as AddressInfo).port, asked};
};

const limits = {timeoutMs: 5000, signal: new AbortController().signal};

test('SQL goes to PostgreSQL, SHOW to pgbouncer, and the world can say how sure it is of the first', async () => {
	const postgres = await fakePostgres({version: '17.5', answer: text => text});
	const pgbouncer = await fakePostgres({answer: text => text});
	closing.push(postgres.close, pgbouncer.close);
	const {world} = setUp();
	const target = instanceTarget({port: postgres.port, pgbouncerPort: pgbouncer.port});
	const sql: Ask = {
		via: 'sql',
		variants: [
			{since: 170_000, text: 'new'},
			{since: 0, text: 'old'},
		],
	};
	await expect(world.ask(target, sql, limits)).resolves.toEqual([{value: 'new'}]);
	await expect(world.ask(target, {via: 'console', text: 'SHOW POOLS'}, limits)).resolves.toEqual([
		{value: 'SHOW POOLS'},
	]);
	expect(world.ca).toBe(undefined);
	expect(world.trustOf('pg-test-1')).toBe('unverified');
});

test('Patroni is asked of the member itself for an instance, of any member for a cluster', async () => {
	const {port, asked} = await service();
	const {world} = setUp();
	const target = instanceTarget({patroniPort: port});
	const cluster: Target = {kind: 'cluster', id: 'pg-test', cluster: target.cluster};
	for (const [whom, path] of [
		[target, '/patroni'],
		[cluster, '/cluster'],
	] as const) {
		await expect(world.ask(whom, {via: 'patroni', path}, limits)).resolves.toEqual({
			status: 200,
			body: 'fine',
			from: 'pg-test-1',
		});
	}

	expect(asked).toEqual(['/patroni nobody', '/cluster nobody']);
});

test('HAProxy is asked with the password of the inventory', async () => {
	const {port, asked} = await service();
	const {world} = setUp();
	const {node} = instanceTarget({});
	const target: Target = {kind: 'node', id: node.ip, node: {...node, haproxy: {...node.haproxy, port}}};
	const ask: Ask = {via: 'http', service: 'haproxy', path: '/haproxy/pg-test-1/;csv'};
	await expect(world.ask(target, ask, limits)).resolves.toMatchObject({status: 200, from: 'pg-test-1'});
	expect(asked).toEqual([`/haproxy/pg-test-1/;csv Basic ${btoa('admin:pigsty')}`]);
});

test('commands go to the node that the target is on, and files are those of this machine', async () => {
	const {world, sent} = setUp();
	const target = instanceTarget({});
	const command: RemoteCommand = {as: 'login', argv: ['uptime']};
	await expect(world.ask(target, {via: 'ssh', command}, limits)).resolves.toMatchObject({stdout: 'up'});
	expect(sent).toEqual([{node: target.node, command}]);
	await expect(world.ask(target, {via: 'files', what: 'private-keys'}, limits)).resolves.toEqual([]);
});

test.each([
	['sql', {via: 'sql', variants: []}],
	['ssh', {via: 'ssh', command: {as: 'login', argv: ['true']}}],
	['vmalert', {via: 'http', service: 'vmalert', path: '/'}],
	['etcd', {via: 'http', service: 'etcd', path: '/health'}],
] satisfies [string, Ask][])('%s asked of a target that has none is refused as a defect', async (_name, ask) => {
	const {world} = setUp();
	const {cluster} = instanceTarget({});
	await expect(world.ask({kind: 'cluster', id: 'pg-test', cluster}, ask, limits)).rejects.toMatchObject({
		kind: 'refused',
		message: expect.stringMatching(/^pg-test: .*cluster.*\nThis is a defect of pigsty-top$/),
	});
});

test('closing it closes SSH too', async () => {
	const {world, closed} = setUp();
	await world.close();
	expect(closed).toEqual(['ssh']);
});
