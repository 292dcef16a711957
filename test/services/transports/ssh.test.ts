import {createServer} from 'node:net';
import type {ServerChannel} from 'ssh2';
import {afterEach, expect, test, vi} from 'vitest';
import {makeHome, nodeAt, startServer, type Behaviour, type Home, type TestServer} from '../../kit/ssh-server.ts';

const limits = {timeoutMs: 5000, maxBytes: 1_000_000, signal: new AbortController().signal};
const id = {as: 'login', argv: ['id']} as const;
const cleanups: (() => void)[] = [];
afterEach(() => {
	for (const cleanup of cleanups.splice(0)) {
		cleanup();
	}
});

/** A server that is known, and a home to reach it from. */
const setUp = async (behaviour: Behaviour = {}): Promise<{readonly server: TestServer; readonly home: Home}> => {
	const server = await startServer(behaviour);
	const home = makeHome();
	home.knownHosts.write(server.knownHostsLines(`[127.0.0.1]:${server.port}`));
	cleanups.push(server.close, home.remove);
	return {server, home};
};

/** Answers `exit N` with that code, `hang` never, `flood` without end, and all else with itself. */
const obeying = (channel: ServerChannel, command: string) => {
	const [word = '', argument = ''] = command.split(' ');
	if (word === 'hang') {
		return;
	}

	if (word === 'flood') {
		const pour = () => {
			while (channel.writable && channel.write(Buffer.alloc(32_768, 'x')));
		};

		channel.on('drain', pour);
		pour();
		return;
	}

	channel.stderr.write(`${word} was run`);
	channel.write(command);
	channel.exit(word === 'exit' ? Number(argument) : 0);
	channel.end();
};

test('a command gives its exit code, its output and its errors, and the time it was asked', async () => {
	const {server, home} = await setUp({onExec: obeying});
	const answer = await home.ssh().exec(nodeAt(server.port), {as: 'login', argv: ['exit', '3', "it's"]}, limits);
	expect(answer).toEqual({
		code: 3,
		stdout: String.raw`exit 3 'it'\''s' </dev/null`,
		stderr: 'exit was run',
		askedAt: home.clock.now(),
	});
});

test('a command is run as whom it says', async () => {
	const {server, home} = await setUp();
	const ssh = home.ssh();
	const run = async (as: 'postgres' | 'root', user?: string) =>
		(await ssh.exec(nodeAt(server.port, {user}), {as, argv: ['/usr/bin/id']}, limits)).stdout;
	expect(await run('postgres')).toBe('sudo -n -u postgres -- /usr/bin/id </dev/null');
	expect(await run('root')).toBe('sudo -n -- /usr/bin/id </dev/null');
	expect(await run('postgres', 'root')).toBe('runuser -u postgres -- /usr/bin/id </dev/null');
	expect(await run('postgres', 'postgres')).toBe('/usr/bin/id </dev/null');
});

test('a command that a signal ended has the code that a shell gives it', async () => {
	const {server, home} = await setUp({
		onExec(channel) {
			channel.exit('KILL', false, '');
			channel.end();
		},
	});
	expect((await home.ssh().exec(nodeAt(server.port), id, limits)).code).toBe(137);
});

test('all commands of a node share one connection, eight at a time, and none is lost', async () => {
	const {server, home} = await setUp({maxSessions: 8});
	const ssh = home.ssh();
	const numbers = Array.from({length: 40}, (_, index) => String(index));
	const answers = await Promise.all(
		numbers.map(number => ssh.exec(nodeAt(server.port), {as: 'login', argv: ['echo', number]}, limits)),
	);
	expect(answers.map(({stdout}) => stdout)).toEqual(numbers.map(number => `echo ${number} </dev/null`));
	expect(server.connections()).toBe(1);
	expect(server.sessions.most).toBeLessThanOrEqual(8);
	expect(server.sessions.most).toBeGreaterThan(1);
});

test('a server that allows fewer sessions is asked for fewer', async () => {
	const {server, home} = await setUp({maxSessions: 2});
	const ssh = home.ssh();
	const answers = await Promise.all(Array.from({length: 12}, () => ssh.exec(nodeAt(server.port), id, limits)));
	expect(answers).toHaveLength(12);
	expect(server.commands).toHaveLength(12);
	expect(server.sessions.refused).toBeLessThanOrEqual(6); // Of the first eight, and none after that.
});

test('a server that allows no session at all is a problem, and says where to look', async () => {
	const {server, home} = await setUp({maxSessions: 0});
	await expect(home.ssh().exec(nodeAt(server.port), id, limits)).rejects.toThrow(
		/runs no command for dba.*\nCheck ForceCommand, MaxSessions/,
	);
});

test('a command that hangs is ended at its deadline, and the connection serves on', async () => {
	const {server, home} = await setUp({onExec: obeying});
	const ssh = home.ssh();
	const hanging = ssh.exec(nodeAt(server.port), {as: 'login', argv: ['hang']}, limits);
	const outcome = expect(hanging).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringMatching(/^pg-test-1: hang: no answer in 5 s\n/),
	});
	await vi.waitFor(() => expect(server.commands).toHaveLength(1));
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1));
	home.clock.advance(5000);
	await outcome;
	await vi.waitFor(() => expect(server.events).toEqual(['signal TERM', 'close']));
	await expect(ssh.exec(nodeAt(server.port), id, limits)).resolves.toMatchObject({code: 0});
	expect(server.connections()).toBe(1);
});

test('an answer without end is cut off, and the connection serves on', async () => {
	const {server, home} = await setUp({onExec: obeying});
	const ssh = home.ssh();
	const flood = ssh.exec(nodeAt(server.port), {as: 'login', argv: ['flood']}, {...limits, maxBytes: 100_000});
	await expect(flood).rejects.toMatchObject({
		kind: 'answer',
		message: expect.stringMatching(/^pg-test-1: flood: the answer is larger than 100000 bytes\n/),
	});
	await vi.waitFor(() => expect(server.events).toContain('close'));
	await expect(ssh.exec(nodeAt(server.port), id, limits)).resolves.toMatchObject({code: 0});
	expect(server.connections()).toBe(1);
});

test('who aborts gets the own reason back, while running and while waiting in line', async () => {
	const {server, home} = await setUp({onExec: obeying});
	const ssh = home.ssh();
	const caller = new AbortController();
	const hang = {as: 'login', argv: ['hang']} as const;
	const all = Array.from({length: 10}, () => ssh.exec(nodeAt(server.port), hang, {...limits, signal: caller.signal}));
	const outcomes = Promise.all(all.map(one => expect(one).rejects.toThrow('never mind')));
	await vi.waitFor(() => expect(server.commands).toHaveLength(8));
	caller.abort(new Error('never mind'));
	await outcomes;
	await vi.waitFor(() => expect(server.sessions.open).toBe(0));
	expect(server.commands).toHaveLength(8);
	await expect(
		ssh.exec(nodeAt(server.port), id, {...limits, signal: AbortSignal.abort(new Error('over'))}),
	).rejects.toThrow('over');
});

test('a sudo that wants a password is a problem that names whom to allow', async () => {
	const {server, home} = await setUp({
		onExec(channel) {
			channel.stderr.write('sudo: a password is required\n');
			channel.exit(1);
			channel.end();
		},
	});
	const ssh = home.ssh();
	const sentence =
		/^pg-test-1: sudo -n is not allowed for dba@127.0.0.1: sudo: a password is required\nAllow it without a password/;
	await expect(ssh.exec(nodeAt(server.port), {as: 'root', argv: ['id']}, limits)).rejects.toThrow(sentence);
	await expect(
		ssh.stream(nodeAt(server.port), {as: 'root', argv: ['id']}, () => undefined, limits.signal),
	).rejects.toThrow(sentence);
});

test('a connection that is cut is told to those who wait, and made again for the next', async () => {
	const {server, home} = await setUp({onExec: obeying});
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
	const {server, home} = await setUp();
	const ssh = home.ssh();
	await ssh.exec(nodeAt(server.port), id, limits);
	server.freeze();
	const unanswered = ssh.exec(nodeAt(server.port), id, limits);
	const outcome = expect(unanswered).rejects.toMatchObject({kind: 'timeout'});
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1));
	await new Promise(setImmediate); // The request is on its way.
	home.clock.advance(5000);
	await outcome;
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1)); // Waiting for a sign of life.
	home.clock.advance(5000);
	await vi.waitFor(async () => expect(await ssh.exec(nodeAt(server.port), id, limits)).toMatchObject({code: 0}));
	expect(server.connections()).toBe(2);
});

test('a line that is only slow is kept as long as something comes in', async () => {
	let talker: ServerChannel | undefined;
	const {server, home} = await setUp({
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
	home.clock.advance(5000);
	await hanging; // Now a sign of life is waited for, which does not come.
	for (const word of ['a', 'b', 'c']) {
		const before = heardBytes;
		talker?.write(word);
		await vi.waitFor(() => expect(heardBytes).toBe(before + 1));
		home.clock.advance(5000);
		await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1));
	}

	home.clock.advance(5000);
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
	home.clock.advance(3000);
	await outcomes;
	expect(connections).toBe(1);
});

test('a port where nobody listens is told', async () => {
	const {server, home} = await setUp();
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
		home.clock.advance(restMs - 1);
		expect(await ask()).toBe(first);
		seen.push(connections);
		home.clock.advance(1);
		await ask();
	}

	expect(seen).toEqual([1, 2, 3]);
	expect(connections).toBe(4);
});

test('closing ends what runs, and nothing is begun after it', async () => {
	const {server, home} = await setUp({onExec: obeying});
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
