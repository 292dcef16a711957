import {expect, test, vi} from 'vitest';
import {nodeAt, obeying, startKnownServer} from '../../kit/ssh-server.ts';

const limits = {timeoutMs: 5000, maxBytes: 1_000_000, signal: new AbortController().signal};
const id = {as: 'login', argv: ['id']} as const;

test('a command gives its exit code, its output and its errors, and the time it was asked', async () => {
	const {server, home} = await startKnownServer({onExec: obeying});
	const answer = await home.ssh().exec(nodeAt(server.port), {as: 'login', argv: ['exit', '3', "it's"]}, limits);
	expect(answer).toEqual({
		code: 3,
		stdout: String.raw`exit 3 'it'\''s' </dev/null`,
		stderr: 'exit was run',
		askedAt: home.clock.now(),
	});
});

test('a command is run as whom it says', async () => {
	const {server, home} = await startKnownServer();
	const ssh = home.ssh();
	const run = async (as: 'postgres' | 'root', user?: string) =>
		(await ssh.exec(nodeAt(server.port, {user}), {as, argv: ['/usr/bin/id']}, limits)).stdout;
	expect(await run('postgres')).toBe('sudo -n -u postgres -- /usr/bin/id </dev/null');
	expect(await run('root')).toBe('sudo -n -- /usr/bin/id </dev/null');
	expect(await run('postgres', 'root')).toBe('runuser -u postgres -- /usr/bin/id </dev/null');
	expect(await run('postgres', 'postgres')).toBe('/usr/bin/id </dev/null');
});

test('a command that a signal ended has the code that a shell gives it', async () => {
	const {server, home} = await startKnownServer({
		onExec(channel) {
			channel.exit('KILL', false, '');
			channel.end();
		},
	});
	expect((await home.ssh().exec(nodeAt(server.port), id, limits)).code).toBe(137);
});

test('a command that hangs is ended at its deadline, and the connection serves on', async () => {
	const {server, home} = await startKnownServer({onExec: obeying});
	const ssh = home.ssh();
	const hanging = ssh.exec(nodeAt(server.port), {as: 'login', argv: ['hang']}, limits);
	const outcome = expect(hanging).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringMatching(/^pg-test-1: hang: no answer in 5 s\n/),
	});
	await vi.waitFor(() => expect(server.commands).toHaveLength(1));
	await vi.waitFor(() => expect(home.clock.sleeping()).toBe(1));
	await home.clock.advance(5000);
	await outcome;
	await vi.waitFor(() => expect(server.events).toEqual(['signal TERM', 'close']));
	await expect(ssh.exec(nodeAt(server.port), id, limits)).resolves.toMatchObject({code: 0});
	expect(server.connections()).toBe(1);
});

test('an answer without end is cut off, and the connection serves on', async () => {
	const {server, home} = await startKnownServer({onExec: obeying});
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

test('a sudo that wants a password is a problem that names whom to allow', async () => {
	const {server, home} = await startKnownServer({
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
