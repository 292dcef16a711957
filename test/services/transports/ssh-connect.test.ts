import {chmodSync, existsSync, statSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterEach, expect, test, vi} from 'vitest';
import {fingerprint} from '../../../source/services/transports/known-hosts.ts';
import {makeHome, newKey, nodeAt, onlyKey, startServer, type KeyPair, type TestServer} from '../../kit/ssh-server.ts';

const limits = {timeoutMs: 5000, maxBytes: 1_000_000, signal: new AbortController().signal};
const id = {as: 'login', argv: ['id']} as const;
const cleanups: (() => void)[] = [];
afterEach(() => {
	for (const cleanup of cleanups.splice(0)) {
		cleanup();
	}
});

const setUp = async (behaviour: Parameters<typeof startServer>[0] = {}) => {
	const home = makeHome();
	const server = await startServer(behaviour);
	cleanups.push(server.close, home.remove);
	return {
		home,
		server,
		name: `[127.0.0.1]:${server.port}`,
		trust: () => home.knownHosts.write(server.knownHostsLines(`[127.0.0.1]:${server.port}`)),
	};
};

const printOf = ({public: line}: KeyPair) => fingerprint(Buffer.from(line.split(' ')[1] ?? '', 'base64'));
const lineFor = (name: string, {public: line}: KeyPair) => `${name} ${line}\n`;

test('a host that is not known is refused, with its fingerprint and what to do, and sees no login', async () => {
	const onAuth = vi.fn<() => void>();
	const key = newKey();
	const {home, server} = await setUp({hostKeys: [key], onAuth});
	const refusal = home.ssh().exec(nodeAt(server.port), id, limits);
	await expect(refusal).rejects.toMatchObject({
		kind: 'refused',
		message: `pg-test-1 (127.0.0.1:${server.port}): the host key is not in known_hosts: ${printOf(key)}\nCompare it at the host with ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub; if they are equal: ssh -p ${server.port} dba@127.0.0.1`,
	});
	expect(onAuth).not.toHaveBeenCalled();
	expect(existsSync(join(home.folder, '.ssh', 'known_hosts'))).toBe(false);
	await vi.waitFor(() => expect(server.openConnections()).toBe(0));
});

test('where new keys are accepted, a new key is written down once, and counts from then on', async () => {
	const key = newKey();
	const {home, server, name} = await setUp({hostKeys: [key]});
	const accepting = home.ssh({acceptNewHostKeys: true});
	await Promise.all([1, 2, 3].map(() => accepting.exec(nodeAt(server.port), id, limits)));
	const written = home.knownHosts.read();
	expect(written).toBe(lineFor(name, key));
	expect(statSync(join(home.folder, '.ssh', 'known_hosts')).mode & 0o777).toBe(0o600);
	await home.ssh().exec(nodeAt(server.port), id, limits);
	expect(home.knownHosts.read()).toBe(written);
});

test('a key that was new stays accepted when the connection agrees on new keys, and is not written twice', async () => {
	const {home, server} = await setUp();
	const ssh = home.ssh({acceptNewHostKeys: true});
	await ssh.exec(nodeAt(server.port), id, limits);
	const written = home.knownHosts.read();
	await server.rekey();
	await ssh.exec(nodeAt(server.port), id, limits);
	expect(server.connections()).toBe(1);
	expect(home.knownHosts.read()).toBe(written);
});

test('a new key is not written down when the login fails: nobody has proved anything', async () => {
	const {home, server} = await setUp({onAuth: attempt => attempt.reject(['publickey'])});
	await expect(home.ssh({acceptNewHostKeys: true}).exec(nodeAt(server.port), id, limits)).rejects.toThrow('is denied');
	expect(existsSync(join(home.folder, '.ssh', 'known_hosts'))).toBe(false);
});

test('a changed key is refused whatever was allowed, with both fingerprints and the way back', async () => {
	const onAuth = vi.fn<() => void>();
	const [old, now] = [newKey(), newKey()];
	const {home, server, name} = await setUp({hostKeys: [now], onAuth});
	home.knownHosts.write(lineFor(name, old));
	for (const acceptNewHostKeys of [false, true]) {
		await expect(home.ssh({acceptNewHostKeys}).exec(nodeAt(server.port), id, limits)).rejects.toMatchObject({
			kind: 'refused',
			message: `pg-test-1 (127.0.0.1:${server.port}): the host key has CHANGED: known ${printOf(old)}; shown ${printOf(now)}\nFind out why before anything else: a reinstalled host, or another one in its place. Then: ssh-keygen -R '${name}' -f ${home.folder}/.ssh/known_hosts`,
		});
	}

	expect(home.knownHosts.read()).toBe(lineFor(name, old));
	expect(onAuth).not.toHaveBeenCalled();
});

test('a host that only has keys of a type that is not the known one has changed', async () => {
	const [old, now] = [newKey('ecdsa'), newKey()];
	const {home, server, name} = await setUp({hostKeys: [now]});
	home.knownHosts.write(lineFor(name, old));
	await expect(home.ssh({acceptNewHostKeys: true}).exec(nodeAt(server.port), id, limits)).rejects.toThrow(
		`known ${printOf(old)}; shown ${printOf(now)}`,
	);
});

test.each(['ed25519', 'ecdsa'] as const)('of several host keys the known one is asked for: %s', async type => {
	const keys = {ed25519: newKey(), ecdsa: newKey('ecdsa')};
	const {home, server, name} = await setUp({hostKeys: [keys.ecdsa, keys.ed25519]});
	home.knownHosts.write(lineFor(name, keys[type]));
	await expect(home.ssh().exec(nodeAt(server.port), id, limits)).resolves.toMatchObject({code: 0});
});

test('a revoked key is refused, and so is a host of which only an authority is known', async () => {
	const key = newKey();
	const {home, server, name} = await setUp({hostKeys: [key]});
	home.knownHosts.write(lineFor(name, key) + `@revoked ${lineFor(name, key)}`);
	await expect(home.ssh({acceptNewHostKeys: true}).exec(nodeAt(server.port), id, limits)).rejects.toThrow(
		/marked @revoked in known_hosts: ED25519 SHA256/,
	);
	home.knownHosts.write(`@cert-authority ${lineFor(name, newKey())}`);
	await expect(home.ssh({acceptNewHostKeys: true}).exec(nodeAt(server.port), id, limits)).rejects.toThrow(
		/@cert-authority is known for it, which is not understood here/,
	);
});

test('a key file opens the door', async () => {
	const home = makeHome();
	const server = await startServer({onAuth: onlyKey(home.key)});
	cleanups.push(server.close, home.remove);
	home.knownHosts.write(server.knownHostsLines(`[127.0.0.1]:${server.port}`));
	await expect(home.ssh().exec(nodeAt(server.port), id, limits)).resolves.toMatchObject({code: 0});
});

test('who is not let in reads which keys were tried, which could not be, and what to do', async () => {
	const {home, server, trust} = await setUp({onAuth: onlyKey(newKey())});
	trust();
	writeFileSync(join(home.folder, 'fleet.pem'), newKey().private);
	chmodSync(join(home.folder, 'fleet.pem'), 0o644);
	await expect(home.ssh().exec(nodeAt(server.port, {keyFile: '~/fleet.pem'}), id, limits)).rejects.toMatchObject({
		kind: 'refused',
		message: `pg-test-1 (127.0.0.1:${server.port}): login as dba is denied (publickey): tried ~/.ssh/id_ed25519; ~/fleet.pem (others may read it: chmod 600)\nCheck: ssh -p ${server.port} dba@127.0.0.1; or set ansible_user, ansible_ssh_private_key_file, ssh-add, ssh-copy-id`,
	});
	await vi.waitFor(() => expect(server.openConnections()).toBe(0));
});

test('a server that wants more than a key, or no key at all, is told apart', async () => {
	const refusing = async (
		onAuth: NonNullable<Parameters<typeof startServer>[0]>['onAuth'] & object,
		sentence: RegExp,
	) => {
		const {home, server, trust} = await setUp({onAuth});
		trust();
		writeFileSync(join(home.folder, '.ssh', 'id_rsa'), newKey().private, {mode: 0o600}); // Another key to try.
		await expect(home.ssh().exec(nodeAt(server.port), id, limits)).rejects.toThrow(sentence);
	};

	let attempts = 0;
	await refusing(attempt => {
		attempts += 1;
		attempt.reject(['password'], true);
	}, /login as dba needs more than a key \(password\), which is never given/);
	expect(attempts).toBe(1); // The other key would prove nothing more.
	await refusing(
		attempt => attempt.reject(['password', 'keyboard-interactive']),
		/login as dba takes no keys, only password, keyboard-interactive/,
	);
});

test('no password is ever offered', async () => {
	const methods = new Set<string>();
	const {home, server, trust} = await setUp({
		onAuth(attempt) {
			methods.add(attempt.method);
			attempt.reject(['password', 'keyboard-interactive', 'hostbased', 'publickey']);
		},
	});
	trust();
	await expect(home.ssh().exec(nodeAt(server.port), id, limits)).rejects.toThrow('is denied');
	expect([...methods]).toEqual(['publickey']);
});

test('what is no SSH server is told, and its text is made harmless', async () => {
	const banner = createServer(socket => {
		socket.on('error', () => undefined);
		socket.end('HTTP/1.1 400 Bad Request\r\n\u001B[2J\r\n\r\n');
	});
	await new Promise<void>(resolve => banner.listen(0, '127.0.0.1', resolve));
	const home = makeHome();
	cleanups.push(() => banner.close(), home.remove);
	const address = banner.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	await expect(home.ssh().exec(nodeAt(port), id, limits)).rejects.toMatchObject({
		kind: 'unreachable',
		message: expect.stringMatching(/^[^\u001B]*the connection failed: [^\u001B]*$/),
	});
});

test('a name that nobody knows is told as such', async () => {
	const home = makeHome();
	cleanups.push(home.remove);
	await expect(home.ssh().exec(nodeAt(22, {host: 'no-such-host.invalid'}), id, limits)).rejects.toMatchObject({
		kind: 'unreachable',
		message: expect.stringMatching(
			/^pg-test-1 \(no-such-host.invalid\): the name (is not known|cannot be looked up now) \(DNS\)\n/,
		),
	});
});

const hopTo = async (behaviour: Parameters<typeof startServer>[0] = {}) => {
	const [bastion, target] = [await startServer(behaviour), await startServer()];
	const home = makeHome({[String(target.port)]: `ops@127.0.0.1:${bastion.port}`});
	cleanups.push(bastion.close, target.close, home.remove);
	const lines = (server: TestServer) => server.knownHostsLines(`[127.0.0.1]:${server.port}`);
	return {bastion, target, home, lines};
};

test('a jump goes through the other host, over its one connection', async () => {
	const {bastion, target, home, lines} = await hopTo();
	home.knownHosts.write(lines(bastion) + lines(target));
	const ssh = home.ssh();
	await expect(ssh.exec(nodeAt(target.port), id, limits)).resolves.toMatchObject({code: 0, stdout: 'id </dev/null'});
	await ssh.exec(nodeAt(bastion.port, {user: 'ops'}), id, limits);
	expect([bastion.connections(), target.connections()]).toEqual([1, 1]);
	expect([bastion.commands, target.commands]).toEqual([['id </dev/null'], ['id </dev/null']]);
});

test('each hop must be who it is', async () => {
	const {bastion, target, home, lines} = await hopTo();
	home.knownHosts.write(lines(target));
	await expect(home.ssh().exec(nodeAt(target.port), id, limits)).rejects.toThrow(
		new RegExp(`^jump host 127.0.0.1:${bastion.port}: the host key is not in known_hosts`),
	);
	home.knownHosts.write(lines(bastion));
	await expect(home.ssh().exec(nodeAt(target.port), id, limits)).rejects.toThrow(
		new RegExp(`^pg-test-1 .*${target.port}.*: the host key is not in known_hosts`),
	);
	expect(target.commands).toEqual([]);
});

test('two hops in a row', async () => {
	const [outer, inner, target] = [await startServer(), await startServer(), await startServer()];
	const home = makeHome();
	cleanups.push(outer.close, inner.close, target.close, home.remove);
	home.knownHosts.write(
		[outer, inner, target].map(server => server.knownHostsLines(`[127.0.0.1]:${server.port}`)).join(''),
	);
	const extraArgs = `-J 127.0.0.1:${outer.port},127.0.0.1:${inner.port}`;
	await expect(home.ssh().exec(nodeAt(target.port, {extraArgs}), id, limits)).resolves.toMatchObject({code: 0});
	expect([outer, inner, target].map(server => server.connections())).toEqual([1, 1, 1]);
});

test('a jump host that does not forward is named', async () => {
	const {bastion, target, home, lines} = await hopTo({forwards: false});
	home.knownHosts.write(lines(bastion) + lines(target));
	await expect(home.ssh().exec(nodeAt(target.port), id, limits)).rejects.toThrow(
		/^jump host 127.0.0.1:\d+: it does not (forward to|reach) 127.0.0.1:\d+/,
	);
});

test('when a jump host is cut, both are reached again', async () => {
	const {bastion, target, home, lines} = await hopTo();
	home.knownHosts.write(lines(bastion) + lines(target));
	const ssh = home.ssh();
	await ssh.exec(nodeAt(target.port), id, limits);
	bastion.cut();
	await vi.waitFor(async () => {
		await home.clock.advance(20_000);
		expect(await ssh.exec(nodeAt(target.port), id, limits)).toMatchObject({code: 0});
	});
	expect(bastion.connections()).toBe(2);
});
