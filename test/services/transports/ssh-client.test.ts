import {createServer} from 'node:net';
import type {ServerChannel} from 'ssh2';
import {afterEach, expect, test, vi} from 'vitest';
import {makeHome, nodeAt, obeying, startKnownServer} from '../../kit/ssh-server.ts';

const limits = {timeoutMs: 5000, maxBytes: 1_000_000, signal: new AbortController().signal};
const id = {as: 'login', argv: ['id']} as const;
const cleanups: (() => void)[] = [];
afterEach(() => {
	for (const cleanup of cleanups.splice(0)) {
		cleanup();
	}
});

test('a connection that is cut is told to those who wait, and made again for the next', async () => {
	const {server, home} = await startKnownServer({onExec: obeying});
	const ssh = home.ssh();
	const hanging = ssh.exec(nodeAt(server.port), {as: 'login', argv: ['hang']}, limits);
	const outcome = expect(hanging).rejects.toMatchObject({
		kind: 'unreachable',
		message: expect.stringMatching(/^pg-test-1: hang: the connection was lost before the command ended\n/),
	});
	await vi.waitFor(() => expect(server.commands).toHaveLength(1));
	server.cut();
	await outcome;
	await expect(ssh.exec(nodeAt(server.port), id, limits)).resolves.toMatchObject({code: 0});
	expect(server.connections()).toBe(2);
});

test('a host that is frozen is found out by the first command that gets no answer', async () => {
	const {server, home} = await startKnownServer();
	const ssh = home.ssh();
	await ssh.exec(nodeAt(server.port), id, limits);
	server.freeze();
	const unanswered = ssh.exec(nodeAt(server.port), id, limits);
	const outcome = expect(unanswered).rejects.toMatchObject({kind: 'timeout'});
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1));
	await new Promise(setImmediate); // The request is on its way.
	await home.clock.advance(5000);
	await outcome;
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1)); // Waiting for a sign of life.
	await home.clock.advance(5000);
	await vi.waitFor(async () => expect(await ssh.exec(nodeAt(server.port), id, limits)).toMatchObject({code: 0}));
	expect(server.connections()).toBe(2);
});

test('a line that is only slow is kept as long as something comes in', async () => {
	let talker: ServerChannel | undefined;
	const {server, home} = await startKnownServer({
		answersRequests: false,
		onExec(channel, command) {
			talker = command.startsWith('talk') ? channel : talker;
		},
	});
	const ssh = home.ssh();
	let heardBytes = 0;
	const talk = ssh.stream(
		nodeAt(server.port),
		{as: 'login', argv: ['talk']},
		chunk => void (heardBytes += chunk.length),
		limits.signal,
	);
	const cut = expect(talk).rejects.toMatchObject({kind: 'unreachable'});
	const hanging = expect(ssh.exec(nodeAt(server.port), {as: 'login', argv: ['hang']}, limits)).rejects.toMatchObject({
		kind: 'timeout',
	});
	await vi.waitFor(() => expect(server.commands).toHaveLength(2));
	await home.clock.advance(5000);
	await hanging; // Now a sign of life is waited for, which does not come.
	for (const word of ['a', 'b', 'c']) {
		const before = heardBytes;
		talker?.write(word);
		await vi.waitFor(() => expect(heardBytes).toBe(before + 1));
		await home.clock.advance(5000);
		await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1));
	}

	await home.clock.advance(5000);
	await cut;
});

test('a server that accepts and then says nothing is given up, once for all who wait', async () => {
	let connections = 0;
	const silent = createServer(() => (connections += 1));
	await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
	const home = makeHome();
	cleanups.push(() => silent.close(), home.remove);
	const address = silent.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const ssh = home.ssh({connectMs: 3000});
	const waiting = [1, 2, 3].map(() => ssh.exec(nodeAt(port), id, limits));
	const outcomes = Promise.all(
		waiting.map(one =>
			expect(one).rejects.toMatchObject({
				kind: 'timeout',
				message: expect.stringMatching(/^pg-test-1 \(127.0.0.1:\d+\): no SSH connection in 3 s\n/),
			}),
		),
	);
	await vi.waitFor(() => expect(connections).toBe(1));
	await home.clock.advance(3000);
	await outcomes;
	expect(connections).toBe(1);
});

test('a port where nobody listens is told', async () => {
	const {server, home} = await startKnownServer();
	server.close();
	await expect(home.ssh().exec(nodeAt(server.port), id, limits)).rejects.toMatchObject({
		kind: 'unreachable',
		message: expect.stringMatching(/nothing listens there \(connection refused\)\nCheck: ssh -p \d+ dba@127.0.0.1$/),
	});
});

test('a host that fails is left alone for a while, which grows, and everybody is told the same', async () => {
	let connections = 0;
	const hostile = createServer(socket => {
		connections += 1;
		socket.on('error', () => undefined);
		socket.destroy();
	});
	await new Promise<void>(resolve => hostile.listen(0, '127.0.0.1', resolve));
	const home = makeHome();
	cleanups.push(() => hostile.close(), home.remove);
	const address = hostile.address();
	const ssh = home.ssh();
	const ask = () =>
		ssh.exec(nodeAt(typeof address === 'object' && address !== null ? address.port : 0), id, limits).catch(String);
	const seen: number[] = [];
	const first = await ask();
	for (const restMs of [1000, 2000, 4000]) {
		expect(await ask()).toBe(first);
		await home.clock.advance(restMs - 1);
		expect(await ask()).toBe(first);
		seen.push(connections);
		await home.clock.advance(1);
		await ask();
	}

	expect(seen).toEqual([1, 2, 3]);
	expect(connections).toBe(4);
});

test('closing ends what runs, and nothing is begun after it', async () => {
	const {server, home} = await startKnownServer({onExec: obeying});
	const ssh = home.ssh();
	const heard = vi.fn<(chunk: Uint8Array) => void>();
	const talking = ssh.stream(nodeAt(server.port), {as: 'login', argv: ['flood']}, heard, limits.signal);
	const outcome = expect(talking).rejects.toThrow();
	await vi.waitFor(() => expect(heard).toHaveBeenCalled());
	await ssh.close();
	await outcome;
	await vi.waitFor(() => expect(server.events).toContain('signal TERM'));
	await expect(ssh.exec(nodeAt(server.port), id, limits)).rejects.toThrow('the SSH connection was closed');
	expect(server.connections()).toBe(1);
});

test('closing while logins are under way ends them, behind a jump host as well', async () => {
	const silent = createServer(() => undefined);
	await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
	const home = makeHome();
	cleanups.push(() => silent.close(), home.remove);
	const address = silent.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	const ssh = home.ssh();
	const waiting = [
		ssh.exec(nodeAt(port), id, limits),
		ssh.exec(nodeAt(2222, {extraArgs: `-J 127.0.0.1:${port}`}), id, limits),
	];
	const outcomes = Promise.all(waiting.map(one => expect(one).rejects.toThrow('the SSH connection was closed')));
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(4)); // Two commands, one login, and one that waits for it.
	await ssh.close();
	await outcomes;
});
