import {writeFile} from 'node:fs/promises';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import type {InventoryNode} from '../../source/model/inventory/inventory.ts';
import {readInventory} from '../../source/model/inventory/read-inventory.ts';
import {systemClock} from '../../source/services/clock.ts';
import type {RemoteCommand} from '../../source/services/source.ts';
import {createSsh, type SshOptions, type SshTransport} from '../../source/services/transports/ssh.ts';
import {inventory, lab, labPath, waitFor} from './kit/lab.ts';

const options: SshOptions = {
	acceptNewHostKeys: false,
	clock: systemClock,
	random: Math.random,
	home: '/nonexistent',
	env: {PATH: process.env['PATH']},
	configFile: '/dev/null',
};

const made: SshTransport[] = [];
const newSsh = (more: Partial<SshOptions> = {}) => {
	const ssh = createSsh({...options, ...more});
	made.push(ssh);
	return ssh;
};

/** One that the tests share, as a cockpit would. */
const ssh = newSsh();
afterAll(() => Promise.all(made.map(one => one.close())));

const nodes = new Map<string, InventoryNode>();
beforeAll(async () => {
	await lab('mend');
	const {inventory: read} = readInventory([await inventory()]);
	for (const node of read?.nodes ?? []) {
		nodes.set(node.ip, node);
	}
});

const node = (last: number, route: Partial<InventoryNode['ssh']> = {}): InventoryNode => {
	const found = nodes.get(`10.10.10.${last}`);
	if (found === undefined) {
		throw new Error(`10.10.10.${last} is not in the inventory of the lab`);
	}

	return {...found, ssh: {...found.ssh, ...route}};
};

const signal = new AbortController().signal;
const ask = (last: number, command: RemoteCommand, timeoutMs = 10_000, through = ssh) =>
	through.exec(node(last), command, {timeoutMs, maxBytes: 1_000_000, signal});
const hostname: RemoteCommand = {as: 'root', argv: ['hostname']};
const answers = async (last: number, through = ssh) => (await ask(last, hostname, 3000, through)).code === 0;

test('a node is asked as who logs in, as postgres and as root', async () => {
	const id = async (as: RemoteCommand['as']) => (await ask(11, {as, argv: ['/usr/bin/id', '-un']})).stdout;
	expect([await id('login'), await id('postgres'), await id('root')]).toEqual(['dba\n', 'postgres\n', 'root\n']);
});

test('arguments of any kind arrive as they are, through the login shell and sudo', async () => {
	const nasty = ['', '-n', '$HOME', '`id`', "it's", '"', '\\', '*', 'a\nb', 'é漢👍', '; id', 'A=B'];
	const {stdout} = await ask(11, {as: 'postgres', argv: ['/usr/bin/printf', '%s\\0', ...nasty]});
	expect(stdout.split('\0')).toEqual([...nasty, '']);
});

test('fifteen at once are all answered, over one connection', async () => {
	const all = await Promise.all(
		Array.from({length: 15}, (_, index) => ask(12, {as: 'root', argv: ['sh', '-c', `sleep 0.2; echo ${index}`]})),
	);
	expect(all.map(({stdout}) => stdout.trim())).toEqual(all.map((_, index) => String(index)));
	const sessions = await ask(12, {as: 'root', argv: ['sh', '-c', "ps -eo args | grep -c '^sshd: dba \\[priv\\]'"]});
	expect(sessions.stdout.trim()).toBe('1');
});

test('a sudo that is not allowed is told with the name of who is not', async () => {
	await lab(
		'exec',
		't3',
		'sh',
		'-c',
		'useradd -m watcher; mkdir -p ~watcher/.ssh; cp ~dba/.ssh/authorized_keys ~watcher/.ssh/; chown -R watcher: ~watcher/.ssh; chmod 700 ~watcher/.ssh',
	);
	const asWatcher = node(13, {user: 'watcher'});
	const refusal = ssh.exec(asWatcher, hostname, {timeoutMs: 10_000, maxBytes: 1000, signal});
	await expect(refusal.finally(() => lab('exec', 't3', 'sh', '-c', 'userdel -rf watcher 2>&1; true'))).rejects.toThrow(
		/^pg-test-3: sudo -n is not allowed for watcher@10.10.10.13: /,
	);
});

test('one node is reached through another', async () => {
	const extraArgs = `-o UserKnownHostsFile=${labPath('known_hosts')} -o ProxyJump=dba@10.10.10.11`;
	const configFile = labPath('ssh_config_of_jump');
	await writeFile(
		configFile,
		`Host 10.10.10.11\n IdentityFile ${labPath('keys/id_ed25519')}\n UserKnownHostsFile ${labPath('known_hosts')}\n`,
	);
	const jumping = newSsh({configFile});
	const answer = await jumping.exec(
		node(13, {extraArgs}),
		{as: 'login', argv: ['sh', '-c', 'echo $SSH_CONNECTION']},
		{timeoutMs: 10_000, maxBytes: 1000, signal},
	);
	expect(answer.stdout).toMatch(/^10\.10\.10\.11 \d+ 10\.10\.10\.13 22\n$/);
});

test.each([
	['tail', ['tail', '-F', '/etc/hostname'], ['login', 'postgres', 'root']],
	['tail', ['tail', '-n', '0', '-F', '/etc/hostname'], ['login', 'postgres', 'root']],
	['journalctl', ['journalctl', '-f', '-o', 'json'], ['root']],
	['sleep', ['sleep', '4711'], ['login', 'postgres', 'root']],
] as const)('nothing of a stream is left on the node after an abort: %s %j', async (program, argv, users) => {
	const processes = async () => (await ask(11, {as: 'root', argv: ['pgrep', '-c', '-x', program]})).stdout.trim();
	const before = await processes();
	for (const as of users) {
		const caller = new AbortController();
		const end = ssh.stream(node(11), {as, argv}, () => undefined, caller.signal);
		await waitFor(`${program} runs as ${as}`, async () => (await processes()) !== before);
		caller.abort();
		expect(await end).toMatchObject({code: 143});
		await waitFor(`${program} as ${as} is gone`, async () => (await processes()) === before, {timeoutMs: 5000});
	}
});

test('a command that hangs is gone from the node after its deadline', async () => {
	await expect(ask(11, {as: 'root', argv: ['sleep', '4712']}, 700)).rejects.toMatchObject({kind: 'timeout'});
	await waitFor(
		'it is gone',
		async () => (await ask(11, {as: 'root', argv: ['pgrep', '-f', '^sleep 4712']})).code === 1,
		{timeoutMs: 5000},
	);
});

/** True when pg-test-2 cannot be asked, and the reason is given in these words. */
const isRefused = async (through: SshTransport, sentence: RegExp) => {
	const problem: unknown = await ask(12, hostname, 3000, through).catch((error: unknown) => error);
	if (problem instanceof Error && !sentence.test(problem.message)) {
		throw problem; // So that a wait in vain tells what was said instead.
	}

	return problem instanceof Error;
};

describe('a fault is told as what it is, and forgotten when it is over:', () => {
	afterEach(({task}) => (task.result?.state === 'fail' ? lab('mend') : undefined));

	test('the cable is pulled', async () => {
		expect(await answers(11)).toBe(true);
		await lab('cut', 't1');
		await expect(ask(11, hostname, 2000)).rejects.toMatchObject({
			kind: 'timeout',
			message: expect.stringMatching(/^pg-test-1: hostname: no answer in 2 s\n/),
		});
		await lab('heal');
		await waitFor('it answers again', () => answers(11), {timeoutMs: 30_000});
	});

	test('the node is frozen', async () => {
		expect(await answers(12)).toBe(true);
		await lab('pause', 't2');
		const asked = performance.now();
		await expect(ask(12, hostname, 2000)).rejects.toMatchObject({kind: 'timeout'});
		expect(performance.now() - asked).toBeLessThan(4000);
		await lab('resume', 't2');
		await waitFor('it answers again', () => answers(12), {timeoutMs: 30_000});
	});

	test('sshd is stopped', async () => {
		expect(await answers(12)).toBe(true);
		await lab('sshd', 't2', 'stop');
		const sentence = /^pg-test-2 \(10.10.10.12\): nothing listens there \(connection refused\)\n/;
		await waitFor('it is refused', () => isRefused(ssh, sentence), {timeoutMs: 15_000});
		await lab('sshd', 't2', 'start');
		await waitFor('it answers again', () => answers(12), {timeoutMs: 30_000});
	});

	test('the host has other keys than it had', async () => {
		await lab('rekey', 't2');
		const sentence =
			/^pg-test-2 \(10.10.10.12\): the host key has CHANGED: known ED25519 SHA256:\S{43}, ECDSA SHA256:\S{43}; shown ED25519 SHA256:\S{43}\nFind out why .* ssh-keygen -R '10.10.10.12'/;
		for (const acceptNewHostKeys of [false, true]) {
			await waitFor('it is refused', () => isRefused(newSsh({acceptNewHostKeys}), sentence), {timeoutMs: 15_000});
		}

		await lab('rekey', 't2', 'back');
		await waitFor('it is trusted again', () => answers(12, newSsh()), {timeoutMs: 15_000});
	});
});
