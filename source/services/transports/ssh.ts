import {userInfo} from 'node:os';
import type {InventoryNode} from '../../model/inventory/inventory.ts';
import {isSecret, reveal} from '../../model/secret.ts';
import type {Clock} from '../clock.ts';
import type {RemoteCommand} from '../source.ts';
import {ProblemError} from '../world.ts';
import {orAbort, within} from './deadline.ts';
import {startHere} from './local-shell.ts';
import {shellQuote} from './quote.ts';
import {isSudoRefusal, runAs} from './run-as.ts';
import {systemTool, type RunTool} from './run-tool.ts';
import {collect, relay, type Running} from './running.ts';
import {createSemaphore} from './semaphore.ts';
import {createRouteResolver, type ResolvedRoute} from './ssh-config.ts';
import {createSshConnection, type SshConnection, type Start} from './ssh-connection.ts';
import type {Ssh} from './ssh-port.ts';
import {sudoProblem} from './ssh-problem.ts';

export type SshOptions = {
	/** Takes the key of a host that is not known yet and writes it down. A changed key is never taken. */
	readonly acceptNewHostKeys: boolean;
	/** Login user for hosts to which the inventory gives none. Without it, `~/.ssh/config` or ssh's default decides. */
	readonly defaultUser?: string | undefined;
	readonly clock: Clock;
	/** In [0, 1), for the jitter of retries. */
	readonly random: () => number;
	readonly home: string;
	/** Read for SSH_AUTH_SOCK. Children get PATH, HOME, USER, LOGNAME and what ssh itself needs, and nothing else. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Instead of `~/.ssh/config`. */
	readonly configFile?: string | undefined;
	/** For a connection, where ConnectTimeout in `~/.ssh/config` says nothing: 10 s. */
	readonly connectMs?: number;
	/** An unanswered sign of life each so often, three of them end the connection: 15 s. */
	readonly keepaliveMs?: number;
	/** How `ssh -G` and `ssh-keygen -F` are run. */
	readonly run?: RunTool;
};

/** SSH as the rest of the transports see it, and a look at how a node is reached. */
export type SshTransport = Ssh & {
	/** Where a connection to this node goes, and what of the inventory was left out. Undefined when it is this machine. */
	readonly route: (node: InventoryNode) => Promise<ResolvedRoute | undefined>;
};

/** SSH to every node. Connections are made when needed, kept, shared by all commands, and made again when they break. */
export const createSsh = (options: SshOptions): SshTransport => {
	const network = createNetwork(options);
	return {
		route: network.route,
		close: network.close,
		async exec(node, command, {timeoutMs, maxBytes, signal}) {
			const what = `${nameOf(node)}: ${command.argv[0]}`;
			let sentAt: number | undefined;
			const onSent = () => {
				sentAt = options.clock.now();
			};

			const late = () =>
				new ProblemError(
					'timeout',
					sentAt === undefined
						? `${nameOf(node)}: no SSH connection, or no free channel, in ${timeoutMs / 1000} s\nCheck the host and the network`
						: `${what}: no answer in ${timeoutMs / 1000} s\nThe host is under load, or the command hangs there`,
				);
			return within({clock: options.clock, timeoutMs, signal, late}, async over => {
				const {running, login} = await network.start(node, command, {isLasting: false, signal: over, onSent});
				const answer = await collect(running, {maxBytes, signal: over, what});
				refuseSudo(node, login, answer);
				return {...answer, askedAt: ((sentAt ?? options.clock.now()) + options.clock.now()) / 2};
			});
		},
		async stream(node, command, onChunk, signal) {
			try {
				const {running, login} = await network.start(node, command, {isLasting: true, signal});
				const end = await relay(running, onChunk, {signal, what: `${nameOf(node)}: ${command.argv[0]}`});
				refuseSudo(node, login, end);
				return end;
			} catch (error) {
				if (signal.aborted) {
					return {code: stoppedCode, stderr: ''};
				}

				throw error;
			}
		},
	};
};

/** As a shell has it for a command that SIGTERM ended. */
const stoppedCode = 143;

const nameOf = (node: InventoryNode) => node.name ?? node.ip;

type Login = {readonly user: string; readonly host: string};

const refuseSudo = (
	node: InventoryNode,
	login: Login,
	{code, stderr}: {readonly code: number; readonly stderr: string},
) => {
	if (isSudoRefusal(code, stderr)) {
		throw sudoProblem(nameOf(node), login, stderr);
	}
};

type Network = Pick<SshTransport, 'route' | 'close'> & {
	readonly start: (
		node: InventoryNode,
		command: RemoteCommand,
		how: Omit<Start, 'commandLine'>,
	) => Promise<{readonly running: Running; readonly login: Login}>;
};

/** Logins under way at the same time, over the whole fleet: each keeps the program busy for some 10 ms, a few at a stretch. */
const loginsMax = 8;

const createNetwork = (options: SshOptions): Network => {
	const run = options.run ?? systemTool(options.env);
	const settings = {
		...options,
		run,
		logins: createSemaphore(loginsMax),
		connectMs: options.connectMs ?? 10_000,
		keepaliveMs: options.keepaliveMs ?? 15_000,
	};
	const resolve = createRouteResolver({...settings, defaultUser: options.defaultUser, configFile: options.configFile});
	const connections = new Map<string, SshConnection>();
	const connectionTo = (route: ResolvedRoute, where: string): SshConnection => {
		const key = keyOf(route);
		const found = connections.get(key);
		if (found !== undefined) {
			return found;
		}

		const {via, host, port} = route;
		const hop = via === undefined ? undefined : connectionTo(via, `jump host ${via.host}`);
		const through = hop === undefined ? undefined : (signal: AbortSignal) => hop.forward(host, port, signal);
		const made = createSshConnection({where, route, through}, settings);
		connections.set(key, made);
		return made;
	};

	return {
		route: node => (node.ssh.local ? Promise.resolve(undefined) : resolve(node.ssh, nameOf(node))),
		async start(node, command, how) {
			if (node.ssh.local) {
				const login = {user: userInfo().username, host: 'localhost'};
				const argv = runAs(command, login.user);
				shellQuote(argv); // Refuses here what it refuses elsewhere, though no shell will read it.
				how.onSent?.();
				return {running: await startHere(argv, options.env, nameOf(node), inputOf(command)), login};
			}

			const route = await orAbort(resolve(node.ssh, nameOf(node)), how.signal);
			const commandLine = shellQuote(runAs(command, route.user));
			const started = {...how, commandLine, input: inputOf(command)};
			return {running: await connectionTo(route, nameOf(node)).start(started), login: route};
		},
		async close() {
			await Promise.all([...connections.values()].map(connection => connection.close()));
		},
	};
};

const inputOf = ({stdin}: RemoteCommand): string | undefined => (isSecret(stdin) ? reveal(stdin) : stdin);

const keyOf = ({user, host, port, via}: ResolvedRoute): string =>
	`${user}@${host}:${port}${via === undefined ? '' : ` via ${keyOf(via)}`}`;
