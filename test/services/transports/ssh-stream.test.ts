import type {ServerChannel} from 'ssh2';
import {afterEach, expect, test, vi} from 'vitest';
import {makeHome, nodeAt, startServer} from '../../kit/ssh-server.ts';

const tail = {as: 'root', argv: ['tail', '-F', '/pg/log/postgres.csv']} as const;
const id = {as: 'login', argv: ['id']} as const;
const never = new AbortController().signal;
const cleanups: (() => void)[] = [];
afterEach(() => {
	for (const cleanup of cleanups.splice(0)) {
		cleanup();
	}
});

const setUp = async (onTail: (channel: ServerChannel) => void) => {
	const server = await startServer({
		onExec(channel, command) {
			if (command.includes('tail')) {
				onTail(channel);
			} else {
				channel.exit(0);
				channel.end();
			}
		},
	});
	const home = makeHome();
	home.knownHosts.write(server.knownHostsLines(`[127.0.0.1]:${server.port}`));
	cleanups.push(server.close, home.remove);
	return {server, ssh: home.ssh(), node: nodeAt(server.port)};
};

test('bytes come as they were written, and the end with its code and what was said', async () => {
	const bytes = Uint8Array.from({length: 256}, (_, index) => index);
	const {ssh, node} = await setUp(channel => {
		channel.write(bytes);
		channel.stderr.write('file truncated');
		channel.exit(1);
		channel.end();
	});
	const chunks: Uint8Array[] = [];
	await expect(ssh.stream(node, tail, chunk => void chunks.push(chunk), never)).resolves.toEqual({
		code: 1,
		stderr: 'file truncated',
	});
	expect(Uint8Array.from(Buffer.concat(chunks))).toEqual(bytes);
});

test('an abort ends it at both ends, and the connection serves on', async () => {
	const {server, ssh, node} = await setUp(channel => channel.write('first line\n'));
	const caller = new AbortController();
	const heard: string[] = [];
	const end = ssh.stream(node, tail, chunk => void heard.push(String(chunk)), caller.signal);
	await vi.waitFor(() => expect(heard).toHaveLength(1));
	caller.abort();
	await expect(end).resolves.toEqual({code: 143, stderr: ''});
	await vi.waitFor(() => expect(server.events).toEqual(['signal TERM', 'close']));
	await ssh.exec(node, id, {timeoutMs: 5000, maxBytes: 1000, signal: never});
	expect(server.connections()).toBe(1);
});

test('an abort before the beginning begins nothing', async () => {
	const {server, ssh, node} = await setUp(() => undefined);
	await expect(ssh.stream(node, tail, () => undefined, AbortSignal.abort())).resolves.toMatchObject({code: 143});
	expect(server.commands).toEqual([]);
});

test('while the reader is busy nothing is read, and the writer has to wait', async () => {
	const written = {bytes: 0};
	const total = 16 * 1024 * 1024;
	const {ssh, node} = await setUp(channel => {
		const pour = () => {
			while (written.bytes < total) {
				written.bytes += 65_536;
				if (!channel.write(Buffer.alloc(65_536, written.bytes / 65_536))) {
					channel.once('drain', pour);
					return;
				}
			}

			channel.exit(0);
			channel.end();
		};

		pour();
	});
	const gate = Promise.withResolvers<void>();
	let handed = 0;
	let read = 0;
	const end = ssh.stream(
		node,
		tail,
		async chunk => {
			handed += 1;
			read += chunk.length;
			await gate.promise;
		},
		never,
	);
	await vi.waitFor(() => expect(handed).toBe(1));
	// Until nothing moves any more: the writer is stuck behind a full window.
	await vi.waitFor(async () => {
		const before = written.bytes;
		await new Promise(setImmediate);
		await new Promise(setImmediate);
		expect(written.bytes).toBe(before);
	});
	expect(handed).toBe(1);
	expect(written.bytes).toBeLessThan(total / 2);
	gate.resolve();
	await end;
	expect(read).toBe(total);
});

test('a reader that fails ends the command, and the failure is told', async () => {
	const {server, ssh, node} = await setUp(channel => channel.write('x'));
	const end = ssh.stream(node, tail, () => Promise.reject(new Error('ring is full')), never);
	await expect(end).rejects.toThrow('ring is full');
	await vi.waitFor(() => expect(server.events).toContain('signal TERM'));
});

test('a stream that is cut off is a problem', async () => {
	const {server, ssh, node} = await setUp(channel => channel.write('x'));
	const heard = vi.fn<() => void>();
	const end = expect(ssh.stream(node, tail, heard, never)).rejects.toMatchObject({kind: 'unreachable'});
	await vi.waitFor(() => expect(heard).toHaveBeenCalled());
	server.cut();
	await end;
});

test('endless errors do not fill the memory', async () => {
	const {ssh, node} = await setUp(channel => {
		for (let count = 0; count < 32; count += 1) {
			channel.stderr.write(Buffer.alloc(16_384, 'e'));
		}

		channel.exit(1);
		channel.end();
	});
	const {stderr} = await ssh.stream(node, tail, () => undefined, never);
	expect(stderr).toHaveLength(65_536);
});

test('logs that are followed leave room for questions, and one too many is refused', async () => {
	const {server, ssh, node} = await setUp(channel => channel.write('x'));
	const caller = new AbortController();
	const six = Array.from({length: 6}, () => ssh.stream(node, tail, () => undefined, caller.signal));
	await vi.waitFor(() => expect(server.commands).toHaveLength(6));
	await expect(ssh.stream(node, tail, () => undefined, never)).rejects.toMatchObject({
		kind: 'refused',
		message: 'pg-test-1: 6 logs are followed there already\nClose one of them first',
	});
	await expect(ssh.exec(node, id, {timeoutMs: 5000, maxBytes: 1000, signal: never})).resolves.toMatchObject({code: 0});
	caller.abort();
	await Promise.all(six);
	await vi.waitFor(() => expect(server.sessions.open).toBe(0));
	const again = new AbortController();
	const heard = vi.fn<() => void>();
	const seventh = ssh.stream(node, tail, heard, again.signal);
	await vi.waitFor(() => expect(heard).toHaveBeenCalled());
	again.abort();
	await seventh;
});
