import {connect} from 'node:net';
import type {Duplex} from 'node:stream';
import type {Client, ConnectConfig} from 'ssh2';
import type {Clock} from '../clock.ts';
import {within} from './deadline.ts';
import {findKnownKeys, hostKeyAlgorithms, judgeHostKey, rememberHostKey, type KnownKey} from './known-hosts.ts';
import type {RunTool} from './run-tool.ts';
import type {ResolvedRoute} from './ssh-config.ts';
import {gatherCredentials, type Credentials} from './ssh-keys.ts';
import {connectionProblem, connectTimeout, hostKeyProblem, loginProblem} from './ssh-problem.ts';

export type ConnectOptions = {
	readonly clock: Clock;
	readonly run: RunTool;
	readonly home: string;
	readonly acceptNewHostKeys: boolean;
	/** For a whole connection, from the socket to the login, where ConnectTimeout says nothing. */
	readonly connectMs: number;
	/** An unanswered sign of life each so often; three of them end the connection. */
	readonly keepaliveMs: number;
};

export type Way = {
	/** Name of the host for sentences. */
	readonly where: string;
	readonly route: ResolvedRoute;
	/** A stream to the host through another one; undefined to open a socket. */
	readonly through: ((signal: AbortSignal) => Promise<Duplex>) | undefined;
};

/**
 * One attempt to log in: socket or hop, host key, keys. Gives a client that is ready, or a ProblemError. Whatever went
 * wrong, nothing is left open.
 */
export const connectOnce = async (way: Way, options: ConnectOptions, signal: AbortSignal): Promise<Client> => {
	const {where, route} = way;
	const ms = route.connectMs ?? options.connectMs;
	const late = () => connectTimeout(where, route, ms);
	return within({clock: options.clock, timeoutMs: ms, signal, late}, async over => {
		// Imported on first use: it takes longer than the first screen may.
		const {default: ssh2} = await import('ssh2');
		const known = await findKnownKeys(route.hostKeyName, route.knownHostsFiles, options.run);
		const credentials = await gatherCredentials(route, options.home, ssh2);
		over.throwIfAborted();
		const sock = way.through === undefined ? socketTo(route) : await way.through(over);
		const client = new ssh2.Client();
		return new Promise((resolve, reject) => {
			const fail = (problem: unknown) => {
				reject(problem);
				client.removeAllListeners();
				client.on('error', () => undefined); // What a connection says while it is torn down is of no interest.
				client.destroy();
				sock.destroy();
			};

			const abandon = () => fail(over.reason);
			over.addEventListener('abort', abandon, {once: true});
			client.on('error', error => {
				if (!('level' in error && error.level === 'agent')) {
					fail(connectionProblem(where, route, error));
				}
			});
			client.on('close', () => fail(connectionProblem(where, route, new Error('closed by the host'))));
			client.on('ready', () => {
				over.removeEventListener('abort', abandon);
				client.removeAllListeners();
				client.on('error', () => undefined); // Its 'close' follows, and is enough.
				resolve(client);
			});
			client.connect({
				sock,
				username: route.user,
				algorithms: {serverHostKey: hostKeyAlgorithms(known)},
				hostVerifier: hostVerifier(way, known, options, fail),
				authHandler: authHandler(way, credentials, fail),
				readyTimeout: 0,
				keepaliveInterval: options.keepaliveMs,
				keepaliveCountMax: 3,
			});
		});
	});
};

/** Without Nagle's delay, which would double the time of every small command. */
const socketTo = ({host, port}: ResolvedRoute) => connect({host, port, noDelay: true});

type Fail = (problem: unknown) => void;

const hostVerifier =
	({where, route}: Way, known: readonly KnownKey[], {acceptNewHostKeys}: ConnectOptions, fail: Fail) =>
	(key: Buffer, verify: (isRight: boolean) => void): void => {
		const verdict = judgeHostKey(known, key);
		const problem = hostKeyProblem(verdict, where, route, acceptNewHostKeys);
		if (problem !== undefined) {
			fail(problem);
			return;
		}

		const [file] = route.knownHostsFiles;
		const remembered =
			verdict.kind === 'unknown'
				? rememberHostKey({file, name: route.hostKeyName, hashed: route.hashKnownHosts}, key)
				: Promise.resolve();
		remembered.then(() => verify(true), fail);
	};

/** Hands out one attempt after the other; when none is left, says so itself, since ssh2 would not say why. */
const authHandler = (
	{where, route}: Way,
	{attempts, unusable}: Credentials,
	fail: Fail,
): NonNullable<Exclude<ConnectConfig['authHandler'], readonly unknown[]>> => {
	const left = [...attempts];
	const tried: string[] = [];
	return (methods: readonly string[] | null, isPartial, next) => {
		const attempt = isPartial ? undefined : left.shift();
		if (attempt === undefined || methods?.includes('publickey') === false) {
			fail(loginProblem(where, route, {tried, unusable, methods: methods ?? undefined, isPartial}));
			return;
		}

		tried.push(attempt.said);
		next(attempt.method);
	};
};
