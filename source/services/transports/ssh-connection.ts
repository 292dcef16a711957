import {constants} from 'node:os';
import type {Duplex} from 'node:stream';
import type {Client, ClientChannel} from 'ssh2';
import {ProblemError} from '../world.ts';
import {orAbort} from './deadline.ts';
import type {Running} from './running.ts';
import {createSemaphore, type Release} from './semaphore.ts';
import {connectOnce, type ConnectOptions, type Way} from './ssh-connect.ts';
import {channelProblem, forwardProblem} from './ssh-problem.ts';

export type SshConnection = {
	/** Starts a command line on the host, once a channel is free. Rejects with a ProblemError, or as the signal does. */
	readonly start: (commandLine: string, signal: AbortSignal) => Promise<Running>;
	/** A stream from that host to another: how a jump works. */
	readonly forward: (host: string, port: number, signal: AbortSignal) => Promise<Duplex>;
	readonly close: () => void;
};

/** sshd's MaxSessions is 10 as a rule; two are left to others. */
const channelsMax = 8;
const backoff = {firstMs: 1000, maxMs: 30_000};

/**
 * The one connection to a host. It is made when first needed, shared by all who need it, and made again after it broke.
 * After a failed attempt the same problem is given to everybody until a while has passed, longer each time.
 */
export const createSshConnection = (
	way: Way,
	options: ConnectOptions & {readonly random: () => number},
): SshConnection => {
	const closed = new AbortController();
	const channels = createSemaphore(channelsMax);
	const client = sharedClient(way, options, closed.signal);
	return {
		async start(commandLine, signal) {
			for (;;) {
				const running = await startOnce(await channels.acquire(signal), {client, commandLine, signal, way});
				if (running !== 'too many') {
					return running;
				}

				const others = channels.inUse();
				if (others === 0) {
					throw channelProblem(way.where, way.route, new Error('not even one session'));
				}

				channels.resize(others); // This sshd allows fewer sessions than most: wait for one of ours to end.
			}
		},
		async forward(host, port, signal) {
			const through = await client.ready(signal);
			const opening = new Promise<Duplex>((resolve, reject) => {
				through.forwardOut('127.0.0.1', 0, host, port, (error, stream) => (error ? reject(error) : resolve(stream)));
			}).catch((error: Error) => {
				throw forwardProblem(way.where, way.route, `${host}:${port}`, error);
			});
			return orAbort(opening, signal).catch((error: unknown) => {
				opening.then(
					stream => stream.destroy(),
					() => undefined,
				);
				throw error;
			});
		},
		close() {
			closed.abort(
				new ProblemError('refused', `${way.where}: the SSH connection was closed\nThe program is about to end`),
			);
			client.end();
		},
	};
};

type SharedClient = {readonly ready: (signal: AbortSignal) => Promise<Client>; readonly end: () => void};

const sharedClient = (
	way: Way,
	options: ConnectOptions & {readonly random: () => number},
	closed: AbortSignal,
): SharedClient => {
	let current: Promise<Client> | undefined;
	let failures = 0;
	let refused: {readonly problem: unknown; readonly from: number; readonly forMs: number} | undefined;

	const attempt = async (): Promise<Client> => {
		try {
			const client = await connectOnce(way, options, closed);
			client.once('close', () => (current = undefined));
			failures = 0;
			refused = undefined;
			return client;
		} catch (problem) {
			const fullMs = Math.min(backoff.maxMs, backoff.firstMs * 2 ** failures);
			failures += 1;
			refused = {problem, from: options.clock.now(), forMs: fullMs * (0.5 + options.random() / 2)};
			current = undefined;
			throw problem;
		}
	};

	const isResting = (since: number, forMs: number) => {
		const passedMs = options.clock.now() - since;
		return passedMs >= 0 && passedMs < forMs; // A clock that was set back must not hold us for an hour.
	};

	return {
		ready(signal) {
			if (closed.aborted) {
				return Promise.reject(closed.reason);
			}

			if (current === undefined && refused !== undefined && isResting(refused.from, refused.forMs)) {
				return Promise.reject(refused.problem);
			}

			current ??= attempt();
			return orAbort(current, signal);
		},
		end() {
			current?.then(
				client => client.end(),
				() => undefined,
			);
		},
	};
};

type Start = {
	readonly client: SharedClient;
	readonly commandLine: string;
	readonly signal: AbortSignal;
	readonly way: Way;
};

/**
 * Opens a channel and starts the command in it. The slot is given back when the channel has closed on both sides, not
 * when we lose interest: until then it counts for sshd.
 */
const startOnce = async (
	release: Release,
	{client, commandLine, signal, way}: Start,
): Promise<Running | 'too many'> => {
	const freed = (error: unknown): never => {
		release();
		throw error;
	};

	const connected = await client.ready(signal).catch(freed);
	const opening = run(connected, commandLine, release).catch(freed);
	try {
		return await orAbort(opening, signal);
	} catch (error) {
		opening.then(
			late => late.stop(),
			() => undefined,
		);
		if (error instanceof Error && 'reason' in error && !signal.aborted) {
			return 'too many';
		}

		throw error instanceof ProblemError || signal.aborted ? error : channelProblem(way.where, way.route, error);
	}
};

/**
 * Input is closed by the shell, because a channel whose own input is closed takes no signals. The listeners are there
 * before this returns to ssh2: the exit code may be in the packet that comes right behind.
 */
const run = (client: Client, commandLine: string, release: Release): Promise<Running> =>
	new Promise((resolve, reject) => {
		client.exec(`${commandLine} </dev/null`, (error, channel) =>
			error ? reject(error) : resolve(runningIn(channel, release)),
		);
	});

const runningIn = (channel: ClientChannel, release: Release): Running => {
	let code: number | undefined;
	channel.on('error', () => undefined); // Whatever it is, 'close' follows.
	channel.on('exit', (status: number | null, signal?: string) => {
		code = status ?? 128 + (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0);
	});
	const closed = new Promise<void>(resolve => channel.on('close', resolve));
	const read = new Promise<void>(resolve => channel.stderr.on('close', resolve));
	void closed.then(release);
	return {
		stdout: channel,
		stderr: channel.stderr,
		ended: Promise.all([closed, read]).then(() => code),
		stop() {
			// SIGTERM and not SIGKILL: sudo hands it on to what it runs, and a killed sudo would leave that behind.
			channel.signal('TERM');
			channel.close();
			channel.resume();
			channel.stderr.resume();
		},
	};
};
