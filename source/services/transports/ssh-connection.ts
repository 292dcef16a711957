import type {Duplex} from 'node:stream';
import {ProblemError} from '../world.ts';
import {orAbort} from './deadline.ts';
import type {Running} from './running.ts';
import {createSemaphore, type Release} from './semaphore.ts';
import {runCommand} from './ssh-channel.ts';
import {createSharedClient, type SharedClient, type SharedClientOptions} from './ssh-client.ts';
import type {Way} from './ssh-connect.ts';
import {channelProblem, forwardProblem} from './ssh-problem.ts';

export type Start = {
	readonly commandLine: string;
	/** True for a command that runs until it is stopped, such as a log that is followed. */
	readonly isLasting: boolean;
	readonly signal: AbortSignal;
	/** Called when the command is sent: the connection stands and a channel was free. */
	readonly onSent?: (() => void) | undefined;
};

export type SshConnection = {
	/** Starts a command line on the host, once a channel is free. Rejects with a ProblemError, or as the signal does. */
	readonly start: (what: Start) => Promise<Running>;
	/** A stream from that host to another: how a jump works. */
	readonly forward: (host: string, port: number, signal: AbortSignal) => Promise<Duplex>;
	/** Stops what still runs and says goodbye. Resolves when the connection is closed. */
	readonly close: () => Promise<void>;
};

/** sshd's MaxSessions is 10 as a rule; two are left to others. */
const channelsMax = 8;
/** So that followed logs always leave channels for questions. */
const lastingMax = 6;

/** The one connection to a host, shared by all who ask something of it. */
export const createSshConnection = (way: Way, options: SharedClientOptions): SshConnection => {
	const channels = createSemaphore(channelsMax);
	const client = createSharedClient(way, options);
	const running = new Set<Running>();
	let lasting = 0;

	const start = async ({commandLine, signal, onSent}: Start): Promise<Running> => {
		for (;;) {
			const started = await startOnce(await channels.acquire(signal), {client, commandLine, signal, onSent, way});
			if (started !== 'too many') {
				running.add(started);
				void started.ended.then(() => running.delete(started));
				return started;
			}

			const others = channels.inUse();
			if (others === 0) {
				throw channelProblem(way.where, way.route, new Error('not even one session is allowed'));
			}

			channels.resize(others); // This sshd allows fewer sessions than most: wait for one of ours to end.
		}
	};

	return {
		async start(what) {
			if (!what.isLasting) {
				return start(what);
			}

			if (lasting >= lastingMax) {
				throw new ProblemError(
					'refused',
					`${way.where}: ${lasting} logs are followed there already\nClose one of them first`,
				);
			}

			lasting += 1;
			const given = () => (lasting -= 1);
			const started = await start(what).catch((error: unknown) => {
				given();
				throw error;
			});
			void started.ended.then(given);
			return started;
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
		async close() {
			for (const command of running) {
				command.stop();
			}

			await client.close();
		},
	};
};

type Opening = Omit<Start, 'isLasting'> & {readonly client: SharedClient; readonly way: Way};

/**
 * Opens a channel and starts the command in it. The slot is given back when the channel has closed on both sides, not
 * when we lose interest: until then it counts for sshd.
 */
const startOnce = async (
	release: Release,
	{client, commandLine, signal, onSent, way}: Opening,
): Promise<Running | 'too many'> => {
	const freed = (error: unknown): never => {
		release();
		throw error;
	};

	const connected = await client.ready(signal).catch(freed);
	onSent?.();
	const suspect = () => client.suspect(connected);
	const opening = runCommand(connected, commandLine, suspect).then(command => {
		void command.ended.then(release);
		return command;
	}, freed);
	try {
		return await orAbort(opening, signal);
	} catch (error) {
		opening.then(
			late => late.stop(),
			() => undefined,
		);
		if (signal.aborted) {
			suspect();
			throw error;
		}

		if (error instanceof Error && 'reason' in error) {
			return 'too many';
		}

		const problem = channelProblem(way.where, way.route, error);
		if (problem.kind === 'unreachable') {
			client.drop(connected);
		}

		throw problem;
	}
};
