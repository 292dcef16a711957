import {connect} from 'node:net';
import type {Duplex} from 'node:stream';
import type {Client, ConnectConfig} from 'ssh2';
import type {Clock} from '../clock.ts';
import {ProblemError} from '../world.ts';
import {within, type Deadline} from './deadline.ts';
import {createHostKeyCheck} from './host-key-check.ts';
import {findKnownKeys, hostKeyAlgorithms, type KnownKey} from './known-hosts.ts';
import type {RunTool} from './run-tool.ts';
import type {Semaphore} from './semaphore.ts';
import type {ResolvedRoute} from './ssh-config.ts';
import {gatherCredentials, type Credentials} from './ssh-keys.ts';
import {connectionProblem, connectTimeout, loginProblem} from './ssh-problem.ts';

export type ConnectOptions = {
	readonly clock: Clock;
	readonly run: RunTool;
	readonly home: string;
	readonly acceptNewHostKeys: boolean;
	/** From the socket to the login, where ConnectTimeout says nothing. */
	readonly connectMs: number;
	/** An unanswered sign of life each so often; three of them end the connection. */
	readonly keepaliveMs: number;
	/** How many may log in at the same time, over all hosts: the arithmetic of a login keeps the whole program busy. */
	readonly logins: Semaphore;
};

export type Way = {
	/** Name of the host for sentences. */
	readonly where: string;
	readonly route: ResolvedRoute;
	/** A stream to the host through another one; undefined to open a socket. */
	readonly through: ((signal: AbortSignal) => Promise<Duplex>) | undefined;
};

/** A login that stands. */
export type Login = {
	readonly client: Client;
	/** Bytes that came from the host since then. */
	readonly heardBytes: () => number;
};

/**
 * One attempt to log in: socket or hop, host key, keys. Gives a client that is ready, or a ProblemError. Whatever went
 * wrong, nothing is left open.
 *
 * A turn to log in is taken only when the host has shown that it is there, so that dead ones hold up nobody.
 */
export const connectOnce = async (way: Way, options: ConnectOptions, signal: AbortSignal): Promise<Login> => {
	const {where, route} = way;
	const timeoutMs = route.connectMs ?? options.connectMs;
	const late = () => connectTimeout(where, route, timeoutMs);
	const deadline: Deadline = {clock: options.clock, timeoutMs, signal, late};
	const stream = await reach(way, deadline);
	try {
		// Imported on first use: it takes longer than the first screen may.
		const {default: ssh2} = await import('ssh2');
		const known = await findKnownKeys(route.hostKeyName, route.knownHostsFiles, options.run);
		const credentials = await gatherCredentials(route, options, ssh2, signal);
		const release = await options.logins.acquire(signal);
		if (stream.destroyed) {
			release();
			throw connectionProblem(where, route, closedByHost());
		}

		const attempt = {way, ssh2, stream, known, credentials, options};
		return await within(deadline, over => logIn(attempt, over)).finally(release);
	} catch (error) {
		stream.destroy();
		// ssh2 throws where it was built without an algorithm; whatever else it may throw is told the same way.
		throw error instanceof ProblemError || !(error instanceof Error) || signal.aborted
			? error
			: connectionProblem(where, route, error);
	}
};

/** A stream to the host, as soon as something on the other side has said its first word. */
const reach = async ({where, route, through}: Way, deadline: Deadline): Promise<Duplex> => {
	// Another host on the way has a deadline of its own before it has ours.
	const hop =
		through === undefined ? undefined : await within({...deadline, timeoutMs: 3 * deadline.timeoutMs}, through);
	// Nagle's delay would double the time of small commands.
	const stream = hop ?? connect({host: route.host, port: route.port, noDelay: true});
	stream.on('error', () => undefined); // Never without a listener: whoever waits has one of his own.
	const spoken = () =>
		new Promise<Duplex>((resolve, reject) => {
			stream.once('readable', () => resolve(stream));
			stream.once('error', error => reject(connectionProblem(where, route, error)));
			stream.once('close', () => reject(connectionProblem(where, route, closedByHost())));
		});
	return within(deadline, spoken).catch((error: unknown) => {
		stream.destroy();
		throw error;
	});
};

const counter = (stream: Duplex) => {
	let bytes = 0;
	stream.on('data', (chunk: Uint8Array) => {
		bytes += chunk.length;
	});
	return () => bytes;
};

const closedByHost = () => new Error('closed by the host');

type Attempt = {
	readonly way: Way;
	readonly ssh2: {readonly Client: typeof Client};
	readonly stream: Duplex;
	readonly known: readonly KnownKey[];
	readonly credentials: Credentials;
	readonly options: ConnectOptions;
};

const logIn = async ({way, ssh2, stream, known, credentials, options}: Attempt, over: AbortSignal): Promise<Login> => {
	const {where, route} = way;
	const client = new ssh2.Client();
	const hostKey = createHostKeyCheck({where, route, known, acceptNewHostKeys: options.acceptNewHostKeys});
	return new Promise((resolve, reject) => {
		const settle = () => {
			over.removeEventListener('abort', abandon);
			client.removeAllListeners();
			client.on('error', () => undefined); // From here on 'close' says enough.
		};

		const fail = (problem: unknown) => {
			settle();
			reject(problem);
		};

		const abandon = () => fail(over.reason);
		over.addEventListener('abort', abandon, {once: true});
		client.on('error', error => {
			if (!('level' in error && error.level === 'agent')) {
				fail(hostKey.problem() ?? connectionProblem(where, route, error));
			}
		});
		client.on('close', () => fail(connectionProblem(where, route, closedByHost())));
		client.on('ready', () => {
			hostKey.keep().then(() => {
				settle();
				resolve({client, heardBytes: counter(stream)});
			}, fail);
		});
		client.connect({
			sock: stream,
			username: route.user,
			algorithms: {serverHostKey: hostKeyAlgorithms(known)},
			hostVerifier: hostKey.verify,
			authHandler: authHandler(way, credentials, fail),
			readyTimeout: 0,
			keepaliveInterval: options.keepaliveMs,
			keepaliveCountMax: 3,
		});
	});
};

/** Hands out one attempt after the other; when none is left, says so itself, since ssh2 would not say why. */
const authHandler = (
	{where, route}: Way,
	{attempts, unusable}: Credentials,
	fail: (problem: unknown) => void,
): NonNullable<Exclude<ConnectConfig['authHandler'], readonly unknown[]>> => {
	const left = [...attempts];
	const tried: string[] = [];
	return (methods: readonly string[] | null, isPartial, next) => {
		const attempt = left.shift();
		if (attempt === undefined || methods?.includes('publickey') === false) {
			fail(loginProblem(where, route, {tried, unusable, methods: methods ?? undefined, isPartial}));
			return;
		}

		tried.push(attempt.said);
		next(attempt.method);
	};
};
