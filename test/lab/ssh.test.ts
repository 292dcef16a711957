import {execFile, spawn, type ChildProcess} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {systemClock} from '../../source/services/clock.ts';
import {createSsh, type SshOptions, type SshTransport} from '../../source/services/transports/ssh.ts';
import {nodeAt} from '../kit/ssh-server.ts';
import {waitFor} from './kit/lab.ts';

/** An sshd of our own, on this machine, as who runs the tests: for what the nodes of the lab are not set up to do. */
const sshd = '/usr/sbin/sshd';
const run = promisify(execFile);
const user = userInfo().username;
const limits = {timeoutMs: 10_000, maxBytes: 1_000_000, signal: new AbortController().signal};
const id = {as: 'login', argv: ['id', '-un']} as const;

const folder = mkdtempSync(join(tmpdir(), 'sshd-'));
const path = (name: string) => join(folder, name);
const children: ChildProcess[] = [];
const made: SshTransport[] = [];
afterEach(async () => {
	await Promise.all(made.splice(0).map(ssh => ssh.close()));
	for (const child of children.splice(0)) {
		child.kill();
	}
});
afterAll(() => rmSync(folder, {recursive: true}));

const keygen = (name: string, ...more: readonly string[]) =>
	run('ssh-keygen', ['-q', '-N', '', '-C', name, ...more, '-f', path(name)]);

beforeAll(async () => {
	await Promise.all([
		keygen('host_ed25519', '-t', 'ed25519'),
		keygen('host_rsa', '-t', 'rsa', '-b', '2048'),
		keygen('mine', '-t', 'ed25519'),
		keygen('mine_rsa', '-t', 'rsa', '-b', '2048'),
		...[1, 2, 3, 4, 5].map(number => keygen(`wrong_${number}`, '-t', 'ed25519')),
	]);
	await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'a passphrase', '-C', 'locked', '-f', path('locked')]);
	writeFileSync(
		path('authorized_keys'),
		['mine', 'mine_rsa', 'locked'].map(name => readFileSync(path(`${name}.pub`), 'utf8')).join(''),
	);
	if (process.getuid?.() === 0) {
		mkdirSync('/run/sshd', {recursive: true}); // sshd separates privileges there.
	}
});

const freePort = () =>
	new Promise<number>(resolve => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
		});
	});

const startSshd = async (...settings: readonly string[]): Promise<number> => {
	const port = await freePort();
	const lines = [
		`Port ${port}`,
		'ListenAddress 127.0.0.1',
		`HostKey ${path('host_ed25519')}`,
		`HostKey ${path('host_rsa')}`,
		`AuthorizedKeysFile ${path('authorized_keys')}`,
		'PidFile none',
		'StrictModes no',
		'UsePAM no',
		'PasswordAuthentication no',
		'KbdInteractiveAuthentication no',
		'PermitRootLogin yes',
		...settings,
	];
	const config = path(`sshd_config.${port}`);
	writeFileSync(config, `${lines.join('\n')}\n`);
	const child = spawn(sshd, ['-D', '-e', '-f', config], {stdio: ['ignore', 'ignore', 'inherit']});
	children.push(child);
	await waitFor('sshd listens', () => canConnect(port), {timeoutMs: 10_000, everyMs: 50});
	return port;
};

const canConnect = (port: number) =>
	new Promise<boolean>(resolve => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			resolve(true);
		});
		socket.on('error', () => resolve(false));
	});

/** With a configuration of its own, which names the files of this test and what `settings` say. */
const newSsh = (settings: readonly string[], more: Partial<SshOptions> = {}): SshTransport => {
	const configFile = path(`ssh_config.${made.length}`);
	const lines = ['GlobalKnownHostsFile none', `UserKnownHostsFile ${path('known_hosts')}`, ...settings];
	writeFileSync(configFile, `Host *\n${lines.map(line => `\t${line}\n`).join('')}`);
	const ssh = createSsh({
		acceptNewHostKeys: false,
		clock: systemClock,
		random: Math.random,
		home: folder,
		env: {PATH: process.env['PATH'], HOME: folder},
		configFile,
		...more,
	});
	made.push(ssh);
	return ssh;
};

const know = (port: number, ...names: readonly string[]) =>
	writeFileSync(
		path('known_hosts'),
		names.map(name => `[127.0.0.1]:${port} ${readFileSync(path(`${name}.pub`), 'utf8')}`).join(''),
	);

describe.skipIf(!existsSync(sshd))('with an sshd of this machine (none at /usr/sbin/sshd: skipped)', () => {
	test.each(['mine', 'mine_rsa'])('~/.ssh/config names the key: %s', async name => {
		const port = await startSshd();
		know(port, 'host_ed25519', 'host_rsa');
		const answer = await newSsh([`IdentityFile ${path(name)}`]).exec(nodeAt(port), id, limits);
		expect(answer).toMatchObject({code: 0, stdout: `${user}\n`});
	});

	test.each(['host_ed25519', 'host_rsa'])('a host that is known by one of its keys shows that one: %s', async name => {
		const port = await startSshd();
		know(port, name);
		await expect(newSsh([`IdentityFile ${path('mine')}`]).exec(nodeAt(port), id, limits)).resolves.toMatchObject({
			code: 0,
		});
	});

	test('hashed names are found', async () => {
		const port = await startSshd();
		know(port, 'host_ed25519');
		await run('ssh-keygen', ['-q', '-H', '-f', path('known_hosts')]);
		expect(readFileSync(path('known_hosts'), 'utf8')).not.toContain('127.0.0.1');
		await expect(newSsh([`IdentityFile ${path('mine')}`]).exec(nodeAt(port), id, limits)).resolves.toMatchObject({
			code: 0,
		});
	});

	test.each(['HashKnownHosts yes', 'HashKnownHosts no'])(
		'a new key that was accepted is one that ssh itself then trusts: %s',
		async setting => {
			const port = await startSshd();
			rmSync(path('known_hosts'), {force: true});
			const settings = [`IdentityFile ${path('mine')}`, setting];
			await newSsh(settings, {acceptNewHostKeys: true}).exec(nodeAt(port), id, limits);
			await expect(newSsh(settings).exec(nodeAt(port), id, limits)).resolves.toMatchObject({code: 0});
			const {stdout} = await run('ssh', [
				'-F',
				'/dev/null',
				'-o',
				'BatchMode=yes',
				'-o',
				'StrictHostKeyChecking=yes',
				'-o',
				`UserKnownHostsFile=${path('known_hosts')}`,
				'-o',
				'GlobalKnownHostsFile=none',
				'-i',
				path('mine'),
				'-p',
				String(port),
				'127.0.0.1',
				'echo trusted',
			]);
			expect(stdout).toBe('trusted\n');
		},
	);

	test('a revoked key is refused, by name or by pattern', async () => {
		const port = await startSshd();
		know(port, 'host_ed25519');
		writeFileSync(path('known_hosts'), `@revoked * ${readFileSync(path('host_ed25519.pub'), 'utf8')}`, {flag: 'a'});
		await expect(newSsh([`IdentityFile ${path('mine')}`]).exec(nodeAt(port), id, limits)).rejects.toThrow(
			'marked @revoked',
		);
	});

	test('a key with a passphrase is used through the agent, and only there', async () => {
		const port = await startSshd();
		know(port, 'host_ed25519');
		const settings = [`IdentityFile ${path('locked')}`, 'IdentitiesOnly yes'];
		await expect(newSsh(settings).exec(nodeAt(port), id, limits)).rejects.toThrow(
			/no key to try; ~\/locked \(has a passphrase and is not in the agent\)/,
		);
		const socket = path('agent.sock');
		children.push(spawn('ssh-agent', ['-D', '-a', socket], {stdio: 'ignore'}));
		await waitFor('the agent is there', async () => existsSync(socket), {timeoutMs: 5000, everyMs: 20});
		writeFileSync(path('askpass'), '#!/bin/sh\necho a passphrase\n', {mode: 0o700});
		const env = {
			...process.env,
			SSH_AUTH_SOCK: socket,
			SSH_ASKPASS: path('askpass'),
			SSH_ASKPASS_REQUIRE: 'force',
			DISPLAY: ':0',
		};
		await run('ssh-add', ['-q', path('wrong_1')], {env});
		await run('ssh-add', ['-q', path('locked')], {env});
		const withAgent = newSsh(settings, {env: {PATH: process.env['PATH'], SSH_AUTH_SOCK: socket}});
		await expect(withAgent.exec(nodeAt(port), id, limits)).resolves.toMatchObject({code: 0});
	});

	test('a server that loses patience with too many keys says which one to name', async () => {
		const port = await startSshd('MaxAuthTries 3');
		know(port, 'host_ed25519');
		const wrong = [1, 2, 3, 4, 5].map(number => `IdentityFile ${path(`wrong_${number}`)}`);
		await expect(newSsh(wrong).exec(nodeAt(port), id, limits)).rejects.toThrow(
			/after too many keys\nName the right one: ansible_ssh_private_key_file/,
		);
		const named = nodeAt(port, {keyFile: path('mine')});
		await expect(newSsh(wrong).exec(named, id, limits)).resolves.toMatchObject({code: 0});
	});

	test('a low MaxSessions is learnt', async () => {
		const port = await startSshd('MaxSessions 2');
		know(port, 'host_ed25519');
		const ssh = newSsh([`IdentityFile ${path('mine')}`]);
		const all = await Promise.all(Array.from({length: 10}, () => ssh.exec(nodeAt(port), id, limits)));
		expect(all.map(({code}) => code)).toEqual(Array.from({length: 10}, () => 0));
	});

	test('a jump host that may not forward is named, with the setting', async () => {
		const [bastion, target] = [await startSshd('AllowTcpForwarding no'), await startSshd()];
		know(bastion, 'host_ed25519');
		const ssh = newSsh([`IdentityFile ${path('mine')}`]);
		const node = nodeAt(target, {extraArgs: `-J 127.0.0.1:${bastion}`});
		await expect(ssh.exec(node, id, limits)).rejects.toThrow(
			/^jump host 127.0.0.1:\d+: it does not forward to 127.0.0.1:\d+: .*\nAllow AllowTcpForwarding/,
		);
	});

	test('a server with ForceCommand runs its own, and that is an answer like any', async () => {
		const port = await startSshd('ForceCommand echo only this');
		know(port, 'host_ed25519');
		const answer = await newSsh([`IdentityFile ${path('mine')}`]).exec(nodeAt(port), id, limits);
		expect(answer).toMatchObject({code: 0, stdout: 'only this\n'});
	});

	test('no variable of ours reaches the server, even one that it would accept', async () => {
		const port = await startSshd('AcceptEnv *');
		know(port, 'host_ed25519');
		const ssh = newSsh([`IdentityFile ${path('mine')}`, 'SendEnv PG*'], {
			env: {PATH: process.env['PATH'], PGPASSWORD: 'canary'},
		});
		const answer = await ssh.exec(nodeAt(port), {as: 'login', argv: ['env']}, limits);
		expect(answer.stdout).not.toContain('canary');
	});

	test('routes that ssh does not understand are told in its words', async () => {
		await expect(newSsh(['NoSuchOption yes']).exec(nodeAt(22), id, limits)).rejects.toThrow(
			/bad configuration option.*\nMend ~\/.ssh\/config/i,
		);
	});
});
