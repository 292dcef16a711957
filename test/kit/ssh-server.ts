import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer, type AddressInfo, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import ssh2, {type AuthContext, type Connection, type ParsedKey, type ServerChannel} from 'ssh2';
import {onTestFinished} from 'vitest';
import type {InventoryNode} from '../../source/model/inventory/inventory.ts';
import {secret} from '../../source/model/secret.ts';
import type {RunTool} from '../../source/services/transports/run-tool.ts';
import {createSsh, type SshOptions, type SshTransport} from '../../source/services/transports/ssh.ts';
import {fakeClock, type FakeClock} from './fake-clock.ts';

/** A key pair as OpenSSH writes it. One in two hundred that ssh2 makes cannot be read by anybody: those are thrown away. */
export const newKey = (type: 'ed25519' | 'ecdsa' = 'ed25519') => {
	for (;;) {
		const pair =
			type === 'ed25519'
				? ssh2.utils.generateKeyPairSync('ed25519')
				: ssh2.utils.generateKeyPairSync('ecdsa', {bits: 256});
		if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) {
			return pair;
		}
	}
};

export type KeyPair = ReturnType<typeof newKey>;

/** How a server behaves. Whatever is not said, it does as it should. */
export type Behaviour = {
	readonly hostKeys?: readonly KeyPair[];
	/** What it does with a command. Without it, every command prints its own text and exits with 0. */
	readonly onExec?: (channel: ServerChannel, command: string) => void;
	readonly onAuth?: (attempt: AuthContext) => void;
	/** Like sshd's MaxSessions. */
	readonly maxSessions?: number;
	/** False to say nothing to requests for a sign of life. */
	readonly answersRequests?: boolean;
	/** False to decline forwarding. */
	readonly forwards?: boolean;
};

export type TestServer = {
	readonly port: number;
	/** Every command line that came. */
	readonly commands: string[];
	/** What happened to channels: `signal TERM`, `close`. */
	readonly events: string[];
	/** Connections that were made since the start. */
	readonly connections: () => number;
	/** Those of them that are open. */
	readonly openConnections: () => number;
	/** Sessions open now, the most there were at once, and those that were too many. */
	readonly sessions: {open: number; most: number; refused: number};
	readonly knownHostsLines: (name: string) => string;
	/** Has every connection agree on new keys, as servers do after a while; done when they have. */
	readonly rekey: () => Promise<void>;
	/** Cuts every connection, as a network does. */
	readonly cut: () => void;
	/** Stops reading and writing, as a frozen host does. */
	readonly freeze: () => void;
	readonly close: () => void;
};

/** An SSH server on this machine, in this process, on a port of its own. */
export const startServer = async (behaviour: Behaviour = {}): Promise<TestServer> => {
	const keys = behaviour.hostKeys ?? [newKey()];
	const sockets = new Set<Socket>();
	const state = {connections: 0};
	const commands: string[] = [];
	const events: string[] = [];
	const sessions = {open: 0, most: 0, refused: 0};
	const clients = new Set<Connection>();
	const server = new ssh2.Server({hostKeys: keys.map(key => key.private)}, client => {
		clients.add(client);
		client.on('close', () => clients.delete(client));
		serve(client, behaviour, {commands, events, sessions});
	});
	const listener = createServer(socket => {
		state.connections += 1;
		socket.setNoDelay(true);
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => undefined);
		server.injectSocket(socket);
	});
	await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve));
	const cut = () => {
		for (const socket of sockets) {
			socket.destroy();
		}
	};

	return {
		port: portOf(listener.address()),
		commands,
		events,
		sessions,
		connections: () => state.connections,
		openConnections: () => sockets.size,
		knownHostsLines: name => keys.map(key => `${name} ${key.public.split(' ').slice(0, 2).join(' ')}\n`).join(''),
		rekey: async () => {
			await Promise.all([...clients].map(client => new Promise<void>(resolve => client.rekey(() => resolve()))));
		},
		cut,
		freeze() {
			for (const socket of sockets) {
				socket.removeAllListeners('data');
				socket.pause();
			}
		},
		close() {
			cut();
			listener.close();
		},
	};
};

const portOf = (address: AddressInfo | string | null): number => {
	if (address === null || typeof address === 'string') {
		throw new TypeError('the server does not listen');
	}

	return address.port;
};

const serve = (
	client: Connection,
	{onExec = answerItself, onAuth = letIn, maxSessions = 10, answersRequests = true, forwards = true}: Behaviour,
	{commands, events, sessions}: Pick<TestServer, 'commands' | 'events' | 'sessions'>,
) => {
	let open = 0;
	client.on('error', () => undefined);
	client.on('authentication', onAuth);
	client.on('request', (_, reject) => {
		if (answersRequests) {
			reject?.();
		}
	});
	client.on('session', (accept, reject) => {
		if (open >= maxSessions) {
			sessions.refused += 1;
			reject();
			return;
		}

		open += 1;
		sessions.open += 1;
		sessions.most = Math.max(sessions.most, sessions.open);
		const session = accept();
		session.on('signal', (acceptSignal, _, {name}) => {
			events.push(`signal ${name}`);
			acceptSignal?.();
		});
		session.on('close', () => {
			open -= 1;
			sessions.open -= 1;
		});
		session.on('exec', (acceptExec, _, {command}) => {
			commands.push(command);
			const channel = acceptExec();
			channel.on('error', () => undefined);
			channel.on('close', () => events.push('close'));
			channel.resume(); // Nothing comes, but without reading its end is not noticed.
			onExec(channel, command);
		});
	});
	client.on('tcpip', (accept, reject, {destIP, destPort}) => {
		if (!forwards) {
			reject();
			return;
		}

		const onward = connect({port: destPort, host: destIP, noDelay: true});
		onward.on('connect', () => {
			const channel = accept();
			onward.pipe(channel).pipe(onward);
			channel.on('error', () => onward.destroy());
			channel.on('close', () => onward.destroy());
		});
		onward.on('error', () => reject());
	});
};

const letIn = (attempt: AuthContext) => attempt.accept();

const answerItself = (channel: ServerChannel, command: string) => {
	channel.write(command);
	channel.exit(0);
	channel.end();
};

/** Lets in who proves to have this key, as sshd does with one authorized_keys line. */
export const onlyKey =
	({public: line}: KeyPair) =>
	(attempt: AuthContext): void => {
		const allowed = parsed(line);
		if (attempt.method !== 'publickey' || !attempt.key.data.equals(allowed.getPublicSSH())) {
			attempt.reject(['publickey']);
		} else if (
			attempt.signature === undefined ||
			attempt.blob === undefined ||
			allowed.verify(attempt.blob, attempt.signature, attempt.hashAlgo)
		) {
			attempt.accept();
		} else {
			attempt.reject(['publickey']);
		}
	};

const parsed = (line: string): ParsedKey => {
	const key = ssh2.utils.parseKey(line);
	if (key instanceof Error) {
		throw key;
	}

	return key;
};

export type Home = {
	/** Has `.ssh/id_ed25519` and, when the test writes it, `.ssh/known_hosts`. */
	readonly folder: string;
	readonly key: KeyPair;
	readonly knownHosts: {readonly read: () => string; readonly write: (text: string) => void};
	readonly clock: FakeClock;
	/** The transport with this home, and with OpenSSH's tools played by a few lines: they may not be installed. */
	readonly ssh: (options?: Partial<SshOptions>) => SshTransport;
	readonly remove: () => void;
};

/** A home directory of its own, with a key, for one test. */
export const makeHome = (jumps: Readonly<Record<string, string>> = {}): Home => {
	const folder = mkdtempSync(join(tmpdir(), 'ssh-home-'));
	const key = newKey();
	const clock = fakeClock();
	const file = join(folder, '.ssh', 'known_hosts');
	const made: SshTransport[] = [];
	mkdirSync(join(folder, '.ssh'), {mode: 0o700});
	writeFileSync(join(folder, '.ssh', 'id_ed25519'), key.private, {mode: 0o600});
	return {
		folder,
		key,
		clock,
		knownHosts: {read: () => readFileSync(file, 'utf8'), write: text => writeFileSync(file, text, {mode: 0o600})},
		ssh(options = {}) {
			const ssh = createSsh({
				acceptNewHostKeys: false,
				clock,
				random: () => 0,
				home: folder,
				env: {PATH: process.env['PATH']},
				run: playTools(folder, jumps),
				...options,
			});
			made.push(ssh);
			return ssh;
		},
		remove() {
			for (const ssh of made) {
				void ssh.close();
			}

			void clock.advance(60_000);
			rmSync(folder, {recursive: true});
		},
	};
};

/** `ssh -G` for hosts of which only the port is given, and `ssh-keygen -F` for names that are not hashed. */
const playTools =
	(home: string, jumps: Readonly<Record<string, string>>): RunTool =>
	async (program, args) => {
		const after = (option: string) => args[args.indexOf(option) + 1] ?? '';
		if (program === 'ssh') {
			const port = args.includes('-p') ? after('-p') : '22';
			const user = args.includes('-l') ? after('-l') : 'dba';
			const lines = [
				`hostname ${args.at(-1) ?? ''}`,
				`user ${user}`,
				`port ${port}`,
				'identityfile ~/.ssh/id_rsa',
				'identityfile ~/.ssh/id_ed25519',
				`userknownhostsfile ${home}/.ssh/known_hosts`,
				...(jumps[port] === undefined ? [] : [`proxyjump ${jumps[port]}`]),
			];
			return {code: 0, stdout: `${lines.join('\n')}\n`, stderr: ''};
		}

		const lines = readFileSync(after('-f'), 'utf8')
			.split('\n')
			.filter(line => line.replace(/^@\S+ /, '').startsWith(`${after('-F')} `));
		return {code: lines.length === 0 ? 1 : 0, stdout: lines.join('\n'), stderr: ''};
	};

/** The inventory entry of a server on this machine. */
export const nodeAt = (port: number, ssh: Partial<InventoryNode['ssh']> = {}): InventoryNode => ({
	ip: '127.0.0.1',
	name: 'pg-test-1',
	cluster: 'pg-test',
	groups: [],
	ssh: {host: '127.0.0.1', port, user: undefined, keyFile: undefined, local: false, extraArgs: undefined, ...ssh},
	roles: [],
	haproxy: {enabled: false, port: 9101, user: 'admin', password: secret('')},
});

/** A server, and a home from which it is known; both are gone after the test. */
export const startKnownServer = async (
	behaviour: Behaviour = {},
): Promise<{readonly server: TestServer; readonly home: Home}> => {
	const server = await startServer(behaviour);
	const home = makeHome();
	home.knownHosts.write(server.knownHostsLines(`[127.0.0.1]:${server.port}`));
	onTestFinished(() => {
		server.close();
		home.remove();
	});
	return {server, home};
};

/** Answers `exit N` with that code, `hang` never, `flood` without end, and all else with itself. */
export const obeying = (channel: ServerChannel, command: string) => {
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
