import {readFile, stat} from 'node:fs/promises';
import type {AnyAuthMethod, OpenSSHAgent, ParsedKey} from 'ssh2';
import type {Clock} from '../clock.ts';
import {within} from './deadline.ts';
import type {ResolvedRoute} from './ssh-config.ts';

type Ssh2 = {
	readonly OpenSSHAgent: typeof OpenSSHAgent;
	readonly utils: {readonly parseKey: (data: Buffer) => ParsedKey | Error};
};

export type Credentials = {
	/** What to try, in order; each with the words to tell of it. */
	readonly attempts: readonly {readonly method: AnyAuthMethod; readonly said: string}[];
	/** Keys that are there and cannot be used, and why: `~/.ssh/id_rsa (has a passphrase and is not in the agent)`. */
	readonly unusable: readonly string[];
};

/**
 * Gathers what may prove who we are: keys of the agent and key files without a passphrase, and nothing else. Keys that
 * the configuration names come first, so that an agent with many keys does not use up the server's patience.
 */
export const gatherCredentials = async (
	{keyFiles, ownKeyFile, identitiesOnly, agentSocket, user}: ResolvedRoute,
	{home, clock}: {readonly home: string; readonly clock: Clock},
	ssh2: Ssh2,
	signal: AbortSignal,
): Promise<Credentials> => {
	const files = await Promise.all(keyFiles.map(path => readKeyFile(path, path === ownKeyFile, ssh2)));
	const agent = await agentKeys(agentSocket, ssh2, {clock, signal});
	const inAgent = (key: Buffer | undefined) =>
		key !== undefined && agent.keys.some(held => held.getPublicSSH().equals(key));
	const named = agent.keys.filter(held => files.some(file => file.publicKey?.equals(held.getPublicSSH()) === true));
	const others = identitiesOnly ? [] : agent.keys.filter(held => !named.includes(held));
	const short = (path: string) => (path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path);
	return {
		attempts: [
			...agentAttempt(agentSocket, named, user, ssh2),
			...files.flatMap(({path, privateKey, publicKey}) =>
				privateKey === undefined || inAgent(publicKey)
					? []
					: [{method: {type: 'publickey', username: user, key: privateKey} as const, said: short(path)}],
			),
			...agentAttempt(agentSocket, others, user, ssh2),
		],
		unusable: [
			...files.flatMap(({path, publicKey, why}) =>
				why === undefined || inAgent(publicKey) ? [] : [`${short(path)} (${why})`],
			),
			...(agent.problem === undefined ? [] : [agent.problem]),
		],
	};
};

type KeyFile = {
	readonly path: string;
	readonly privateKey?: ParsedKey;
	readonly publicKey?: Buffer;
	/** Why it is of no use by itself. */
	readonly why?: string;
};

const readKeyFile = async (path: string, isOwn: boolean, ssh2: Ssh2): Promise<KeyFile> => {
	const publicKey = await publicHalf(path, ssh2);
	const half = publicKey === undefined ? {} : {publicKey};
	try {
		const {mode, uid} = await stat(path);
		const key = ssh2.utils.parseKey(await readFile(path));
		if (key instanceof Error) {
			return {
				path,
				...half,
				why: /encrypted/i.test(key.message)
					? 'has a passphrase and is not in the agent'
					: 'is not a key that is understood',
			};
		}

		if (!key.isPrivateKey()) {
			return {path, publicKey: key.getPublicSSH(), why: 'is a public key and not in the agent'};
		}

		// As ssh: a key of ours that others may read is no secret any more.
		return (mode & 0o077) !== 0 && uid === process.getuid?.()
			? {path, publicKey: key.getPublicSSH(), why: 'others may read it: chmod 600'}
			: {path, publicKey: key.getPublicSSH(), privateKey: key};
	} catch (error) {
		const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
		return {path, ...half, ...(isMissing && !isOwn ? {} : {why: isMissing ? 'is not there' : 'cannot be read'})};
	}
};

/** The `.pub` file beside a key tells which key of the agent it is, even when the key itself has a passphrase. */
const publicHalf = async (path: string, {utils}: Ssh2): Promise<Buffer | undefined> => {
	const key = await readFile(`${path}.pub`).then(utils.parseKey, () => undefined);
	return key === undefined || key instanceof Error ? undefined : key.getPublicSSH();
};

type AgentKeys = {readonly keys: readonly ParsedKey[]; readonly problem: string | undefined};

const agentKeys = async (
	socket: string | undefined,
	{OpenSSHAgent}: Ssh2,
	{clock, signal}: {readonly clock: Clock; readonly signal: AbortSignal},
): Promise<AgentKeys> => {
	if (socket === undefined) {
		return {keys: [], problem: undefined};
	}

	const problem = `the agent at ${socket} does not answer`;
	try {
		const keys = await within({clock, timeoutMs: agentMs, signal, late: () => new Error(problem)}, () =>
			identities(new OpenSSHAgent(socket)),
		);
		return {keys: keys.filter(isParsed), problem: undefined};
	} catch {
		return {keys: [], problem};
	}
};

const agentMs = 3000;

const identities = (agent: OpenSSHAgent): Promise<readonly unknown[]> =>
	new Promise((resolve, reject) => {
		agent.getIdentities((error, keys) => (error ? reject(error) : resolve(keys ?? [])));
	});

const isParsed = (key: unknown): key is ParsedKey => typeof key === 'object' && key !== null && 'getPublicSSH' in key;

/** The agent, as if it held only these keys. */
const agentAttempt = (
	socket: string | undefined,
	keys: readonly ParsedKey[],
	username: string,
	{OpenSSHAgent}: Ssh2,
): Credentials['attempts'] => {
	if (socket === undefined || keys.length === 0) {
		return [];
	}

	const agent = new OpenSSHAgent(socket);
	agent.getIdentities = answer => answer(undefined, [...keys]);
	return [
		{
			method: {type: 'agent', username, agent},
			said: keys.length === 1 ? 'a key of the agent' : `${keys.length} keys of the agent`,
		},
	];
};
