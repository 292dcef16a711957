import type {Duplex} from 'node:stream';
import {ProblemError} from '../world.ts';
import {orAbort} from './deadline.ts';
import type {Running} from './running.ts';
import {createSemaphore, type Release, type Semaphore} from './semaphore.ts';
import {runCommand} from './ssh-channel.ts';
import {createSharedClient, type SharedClient, type SharedClientOptions} from './ssh-client.ts';
import type {Way} from './ssh-connect.ts';
import {channelProblem, forwardProblem} from './ssh-problem.ts';

export type Start = {
	readonly commandLine: string;
	/** One line for the command's standard input. It may be a secret. */
	readonly input?: string | undefined;
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

	const start = async ({commandLine, input, signal, onSent}: Start): Promise<Running> => {
		for (;;) {
			const release = await channels.acquire(signal);
			const started = await startOnce({client, channels, release, commandLine, input, signal, onSent, way});
			if (started !== 'too many') {
				running.add(started);
				void started.ended.then(() => running.delete(started));
				return started;
			}
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
			const {client: through} = await client.ready(signal);
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

type Opening = Omit<Start, 'isLasting'> & {
	readonly client: SharedClient;
	readonly channels: Semaphore;
	readonly release: Release;
	readonly way: Way;
};

/**
 * Opens a channel and starts the command in it. The slot is given back when the channel has closed on both sides, not
 * when we lose interest: until then it counts for sshd.
 */
const startOnce = async (opening: Opening): Promise<Running | 'too many'> => {
	const {client, channels, release, commandLine, input, signal, onSent, way} = opening;
	const freed = (error: unknown): never => {
		if (isTooMany(error) && channels.inUse() > 1) {
			channels.resize(channels.inUse() - 1); // This sshd allows fewer sessions than most: wait for one of ours to end.
		}

		release();
		throw error;
	};

	const login = await client.ready(signal).catch(freed);
	onSent?.();
	const suspect = () => client.suspect(login);
	const isAlone = channels.inUse() === 1;
	const command = runCommand(login.client, {commandLine, input}, suspect).then(begun => {
		void begun.ended.then(release);
		return begun;
	}, freed);
	try {
		return await orAbort(command, signal);
	} catch (error) {
		command.then(
			late => late.stop(),
			() => undefined,
		);
		if (signal.aborted) {
			suspect();
			throw error;
		}

		if (isTooMany(error) && !isAlone) {
			return 'too many';
		}

		const problem = channelProblem(way.where, way.route, error);
		if (problem.kind === 'unreachable') {
			client.drop(login);
		}

		throw problem;
	}
};

/** True when the server declined to open a channel, for which it has one reason: too many of them. */
const isTooMany = (error: unknown) => error instanceof Error && 'reason' in error;
