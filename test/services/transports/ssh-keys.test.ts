import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import ssh2, {type ParsedKey} from 'ssh2';
import {afterAll, expect, test, vi} from 'vitest';
import type {ResolvedRoute} from '../../../source/services/transports/ssh-config.ts';
import {gatherCredentials} from '../../../source/services/transports/ssh-keys.ts';
import {fakeClock} from '../../kit/fake-clock.ts';
import {newKey} from '../../kit/ssh-server.ts';

const home = mkdtempSync(join(tmpdir(), 'ssh-keys-'));
const cleanups: (() => void)[] = [() => rmSync(home, {recursive: true})];
afterAll(() => {
	for (const cleanup of cleanups) {
		cleanup();
	}
});

const keys = {plain: newKey(), locked: newKey(), other: newKey(), open: newKey()};
const locked = ssh2.utils.generateKeyPairSync('ed25519', {passphrase: 'secret', cipher: 'aes256-ctr', rounds: 1});
mkdirSync(join(home, '.ssh'));
const write = (name: string, text: string, mode = 0o600) => {
	const path = join(home, '.ssh', name);
	writeFileSync(path, text);
	chmodSync(path, mode);
	return path;
};

const files = {
	plain: write('plain', keys.plain.private),
	locked: write('locked', locked.private),
	open: write('open', keys.open.private, 0o644),
	public: write('public', keys.other.public),
	garbage: write('garbage', 'hello'),
};
write('locked.pub', locked.public);

const parse = (text: string): ParsedKey => {
	const key = ssh2.utils.parseKey(text);
	if (key instanceof Error) {
		throw key;
	}

	return key;
};

/** An agent that holds these public keys, on a socket of its own. */
const agentWith = async (name: string, publics: readonly string[]): Promise<string> => {
	const socket = join(home, name);
	const server = createServer(stream => {
		const agent = new ssh2.AgentProtocol(false);
		agent.on('identities', request => agent.getIdentitiesReply(request, publics.map(parse)));
		stream.pipe(agent).pipe(stream);
		stream.on('error', () => undefined);
	});
	await new Promise<void>(resolve => server.listen(socket, resolve));
	cleanups.push(() => server.close());
	return socket;
};

const gather = (more: Partial<ResolvedRoute>, clock = fakeClock()) =>
	gatherCredentials(
		{
			host: '10.10.10.11',
			port: 22,
			user: 'dba',
			keyFiles: [],
			ownKeyFile: undefined,
			identitiesOnly: false,
			agentSocket: undefined,
			hostKeyName: '10.10.10.11',
			knownHostsFiles: ['/dev/null'],
			hashKnownHosts: false,
			connectMs: undefined,
			via: undefined,
			notes: [],
			...more,
		},
		{home, clock},
		ssh2,
		new AbortController().signal,
	);

const said = async (more: Partial<ResolvedRoute>) => {
	const {attempts, unusable} = await gather(more);
	return {tried: attempts.map(attempt => attempt.said), unusable};
};

test('a key file is tried, and one that is not there is no news', async () => {
	expect(await said({keyFiles: [files.plain, join(home, '.ssh', 'missing')]})).toEqual({
		tried: ['~/.ssh/plain'],
		unusable: [],
	});
});

test('the key that the inventory names must be there', async () => {
	const missing = join(home, '.ssh', 'missing');
	expect(await said({keyFiles: [missing], ownKeyFile: missing})).toEqual({
		tried: [],
		unusable: ['~/.ssh/missing (is not there)'],
	});
});

test('each key that is of no use says why', async () => {
	expect((await said({keyFiles: [files.locked, files.open, files.public, files.garbage, home]})).unusable).toEqual([
		'~/.ssh/locked (has a passphrase and is not in the agent)',
		'~/.ssh/open (others may read it: chmod 600)',
		'~/.ssh/public (is a public key and not in the agent)',
		'~/.ssh/garbage (is not a key that is understood)',
		`${home} (cannot be read)`,
	]);
});

test('the agent comes first with the keys that are configured, and last with the rest', async () => {
	const agentSocket = await agentWith('agent', [keys.open.public, locked.public, keys.other.public]);
	expect(await said({keyFiles: [files.locked, files.plain], agentSocket})).toEqual({
		tried: ['a key of the agent', '~/.ssh/plain', '2 keys of the agent'],
		unusable: [],
	});
	expect((await said({keyFiles: [files.locked, files.plain], agentSocket, identitiesOnly: true})).tried).toEqual([
		'a key of the agent',
		'~/.ssh/plain',
	]);
});

test('a key file that the agent holds as well is not tried twice', async () => {
	const agentSocket = await agentWith('agent-plain', [keys.plain.public]);
	expect((await said({keyFiles: [files.plain, files.public], agentSocket})).tried).toEqual(['a key of the agent']);
});

test('a public key file picks its key of the agent', async () => {
	const agentSocket = await agentWith('agent-picked', [keys.plain.public, keys.other.public]);
	expect(await said({keyFiles: [files.public], agentSocket, identitiesOnly: true})).toEqual({
		tried: ['a key of the agent'],
		unusable: [],
	});
});

test('an agent that is not there, or says nothing, is told and does not hold up the rest', async () => {
	const gone = join(home, 'gone');
	expect(await said({keyFiles: [files.plain], agentSocket: gone})).toEqual({
		tried: ['~/.ssh/plain'],
		unusable: [`the agent at ${gone} does not answer`],
	});

	const mute = join(home, 'mute');
	const server = createServer(stream => void cleanups.push(() => stream.destroy()));
	await new Promise<void>(resolve => server.listen(mute, resolve));
	cleanups.push(() => server.close());
	const clock = fakeClock();
	const gathered = gather({keyFiles: [files.plain], agentSocket: mute}, clock);
	await vi.waitFor(() => expect(clock.sleeping()).toBe(1));
	await clock.advance(3000);
	expect((await gathered).unusable).toEqual([`the agent at ${mute} does not answer`]);
});
