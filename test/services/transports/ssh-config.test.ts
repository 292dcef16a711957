import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {SshRoute} from '../../../source/model/inventory/inventory.ts';
import type {RunTool} from '../../../source/services/transports/run-tool.ts';
import {createRouteResolver, resolveSshRoute} from '../../../source/services/transports/ssh-config.ts';

/** Answers as OpenSSH 9.2 gave them, by host; `calls` has what it was asked. */
const recorded = (override: (host: string) => string | undefined = () => undefined) => {
	const calls: string[] = [];
	const run: RunTool = async (program, args) => {
		calls.push([program, ...args].join(' '));
		const host = args.at(-1) ?? '';
		const stdout = override(host) ?? readFileSync(`test/samples/openssh-9.2/ssh-G.${host}.txt`, 'utf8');
		return {code: 0, stdout, stderr: ''};
	};
	return {calls, run};
};

const options = (run: RunTool) => ({
	run,
	home: '/home/dba',
	env: {SSH_AUTH_SOCK: '/tmp/agent'},
	defaultUser: undefined,
	configFile: undefined,
});

const route = (host: string, more: Partial<SshRoute> = {}): SshRoute => ({
	host,
	port: undefined,
	user: undefined,
	keyFile: undefined,
	local: false,
	extraArgs: undefined,
	...more,
});

const resolve = (given: SshRoute, {run} = recorded()) => resolveSshRoute(given, given.host, options(run));

test('a host of which nobody says anything is what ssh itself would take', async () => {
	expect(await resolve(route('10.10.10.12'))).toEqual({
		host: '10.10.10.12',
		port: 22,
		user: 'root',
		ownKeyFile: undefined,
		keyFiles: ['rsa', 'ecdsa', 'ecdsa_sk', 'ed25519', 'ed25519_sk', 'xmss', 'dsa'].map(
			name => `/home/dba/.ssh/id_${name}`,
		),
		identitiesOnly: false,
		agentSocket: '/tmp/agent',
		hostKeyName: '10.10.10.12',
		knownHostsFiles: [
			'/root/.ssh/known_hosts',
			'/root/.ssh/known_hosts2',
			'/etc/ssh/ssh_known_hosts',
			'/etc/ssh/ssh_known_hosts2',
		],
		hashKnownHosts: false,
		connectMs: undefined,
		via: undefined,
		notes: [],
	});
});

test('~/.ssh/config is followed: address, keys, agent, known hosts and two hops', async () => {
	const {via, ...target} = await resolve(route('pg-test-1'));
	expect(target).toEqual({
		host: '10.10.10.11',
		port: 2222,
		user: 'dba',
		ownKeyFile: undefined,
		keyFiles: ['/home/dba/.ssh/dba_2222', '/etc/keys/fleet'],
		identitiesOnly: true,
		agentSocket: '/root/agent.sock',
		hostKeyName: 'pg-test-1.fleet',
		knownHostsFiles: ['/root/.ssh/fleet_hosts'],
		hashKnownHosts: true,
		connectMs: 7000,
		notes: [],
	});
	expect([via?.user, via?.host, via?.port, via?.hostKeyName]).toEqual(['root', 'inner', 22, 'inner']);
	expect([via?.via?.user, via?.via?.host, via?.via?.port, via?.via?.hostKeyName]).toEqual([
		'ops',
		'bastion',
		2200,
		'[bastion]:2200',
	]);
	expect(via?.via?.via).toBeUndefined();
});

test('the inventory wins over ~/.ssh/config, and no other argument reaches ssh', async () => {
	const {run, calls} = recorded();
	const own = {
		port: 2022,
		user: 'admin',
		keyFile: '~/fleet.pem',
		extraArgs: '-J ops@bastion:2200 -o UserKnownHostsFile=~/hosts -o StrictHostKeyChecking=no',
	};
	const resolved = await resolve(route('pg-test-1', own), {run, calls});
	expect(resolved).toMatchObject({
		port: 2022,
		user: 'admin',
		ownKeyFile: '/home/dba/fleet.pem',
		via: {host: 'bastion'},
	});
	expect(resolved.keyFiles[0]).toBe('/home/dba/fleet.pem');
	expect(resolved.knownHostsFiles).toEqual(['/home/dba/hosts']); // In place of the user's, as -o UserKnownHostsFile is.
	expect(resolved.via?.via).toBeUndefined();
	expect(resolved.notes).toEqual(["pg-test-1: StrictHostKeyChecking in the inventory's ssh arguments is left out"]);
	expect(calls).toEqual(['ssh -G -p 2022 -l admin -- pg-test-1', 'ssh -G -p 2200 -l ops -- bastion']);
});

test('our own configuration names a user only where the inventory does not', async () => {
	const {run} = recorded();
	const mine = {...options(run), defaultUser: 'watcher'};
	expect((await resolveSshRoute(route('pg-test-1'), 'x', mine)).user).toBe('watcher');
	expect((await resolveSshRoute(route('pg-test-1', {user: 'dba'}), 'x', mine)).user).toBe('dba');
});

test('a jump can be forbidden by the inventory', async () => {
	expect((await resolve(route('pg-test-1', {extraArgs: '-o ProxyJump=none'}))).via).toBeUndefined();
});

test('a ProxyCommand is refused, unless the inventory names a jump instead', async () => {
	await expect(resolve(route('behind-command'))).rejects.toThrow(
		/behind-command: .* ProxyCommand, which is not taken\nUse ProxyJump/,
	);
	expect((await resolve(route('behind-command', {extraArgs: '-J bastion'}))).via?.host).toBe('bastion');
});

test('without an agent there is none, and /dev/null is no place for keys', async () => {
	expect(await resolve(route('silent'))).toMatchObject({
		agentSocket: undefined,
		knownHostsFiles: ['/home/dba/.ssh/known_hosts'],
	});
});

test.each(['-oProxyCommand=id', '', 'a b', 'a;b', '$(id)', 'a\nb', 'a%h', '`id`', 'fe80::1%eth0', 'a/b', '.a', 'ä'])(
	'a host that could not be one is refused before ssh sees it: %j',
	async host => {
		const {run, calls} = recorded();
		await expect(resolve(route(host), {run, calls})).rejects.toThrow(/ansible_host cannot be/);
		expect(calls).toEqual([]);
	},
);

test.each([
	[{user: '-oX'}, /ansible_user cannot be/],
	[{user: 'a b'}, /ansible_user cannot be/],
	[{port: 0}, /ansible_port cannot be/],
	[{port: 65_536}, /ansible_port cannot be/],
	[{port: Number.NaN}, /ansible_port cannot be/],
	[{extraArgs: '-J -oProxyCommand=id'}, /a host of ProxyJump cannot be/],
	[{extraArgs: '-J a@b@c'}, /a host of ProxyJump cannot be/],
])('so is a user, port or jump: %j', async (more, sentence) => {
	await expect(resolve(route('10.10.10.12', more))).rejects.toThrow(sentence);
});

test.each([
	['user@host:2222', ['user', 'host', 2222]],
	['host', ['root', 'host', 22]],
	['[fd00::1]:2222', ['root', 'fd00::1', 2222]],
	['fd00::1', ['root', 'fd00::1', 22]],
	['u@[fd00::1]', ['u', 'fd00::1', 22]],
	['ssh://u@host:23', ['u', 'host', 23]],
])('a hop is understood as ssh writes it: %s', async (jump, expected) => {
	const {run} = recorded(host => (host === '10.10.10.12' ? undefined : `hostname ${host}\nuser root\nport 22\n`));
	const {via} = await resolve(route('10.10.10.12', {extraArgs: `-J ${jump}`}), {run, calls: []});
	expect([via?.user, via?.host, via?.port]).toEqual(expected);
});

test('a jump host that is told to jump through itself is reached directly', async () => {
	const {run} = recorded(host => `hostname ${host}\nuser ops\nport 22\nproxyjump bastion\n`);
	const {via} = await resolve(route('target'), {run, calls: []});
	expect(via?.host).toBe('bastion');
	expect(via?.via).toBeUndefined();
});

test('hops that go round in circles are refused', async () => {
	const {run} = recorded(host => `hostname ${host}\nuser ops\nport 22\nproxyjump ${host === 'a' ? 'b' : 'a'}\n`);
	await expect(resolve(route('a'), {run, calls: []})).rejects.toThrow(/more than 8 jump hosts/);
});

test('what ssh does not understand is told in its words', async () => {
	const run: RunTool = async () => ({
		code: 255,
		stdout: '',
		stderr: '/home/dba/.ssh/config: line 3: Bad configuration option: foo\n',
	});
	await expect(resolve(route('a'), {run, calls: []})).rejects.toThrow(
		/line 3: Bad configuration option: foo\nMend ~\/.ssh\/config/,
	);
});

test('an answer is remembered, a failure is not', async () => {
	const {run, calls} = recorded();
	let isBroken = true;
	const resolver = createRouteResolver(
		options((program, args) => (isBroken ? Promise.reject(new Error('no ssh')) : run(program, args))),
	);
	await expect(resolver(route('10.10.10.12'), 'x')).rejects.toThrow('no ssh');
	isBroken = false;
	const first = await resolver(route('10.10.10.12'), 'x');
	expect(await resolver(route('10.10.10.12'), 'x')).toBe(first);
	expect(calls).toHaveLength(1);
});
