import type {Client} from 'ssh2';
import {ProblemError} from '../world.ts';
import {createBackoff} from './backoff.ts';
import {orAbort} from './deadline.ts';
import {connectOnce, type ConnectOptions, type Way} from './ssh-connect.ts';

export type SharedClient = {
	/** The client when it is logged in. One attempt serves all who wait; the signal ends the waiting, not the attempt. */
	readonly ready: (signal: AbortSignal) => Promise<Client>;
	/** Asks the host for a sign of life, and drops the client when none comes: something was not answered in time. */
	readonly suspect: (client: Client) => void;
	/** Gives a client up; the next who needs one makes a new attempt. */
	readonly drop: (client: Client) => void;
	readonly close: () => Promise<void>;
};

export type SharedClientOptions = ConnectOptions & {
	/** In [0, 1). */
	readonly random: () => number;
};

const signOfLifeMs = 5000;
const goodbyeMs = 300;

/**
 * Keeps one client for a host, and makes a new one when it is needed and the old one broke. After a failed attempt
 * everybody is given the same problem until a while has passed, which gets longer each time.
 */
export const createSharedClient = (way: Way, options: SharedClientOptions): SharedClient => {
	const {clock} = options;
	const closed = new AbortController();
	const suspected = new WeakSet<Client>();
	let current: Promise<Client> | undefined;
	const backoff = createBackoff(clock, options.random);
	const forget = () => {
		current = undefined;
	};

	const attempt = async (): Promise<Client> => {
		try {
			const client = await connectOnce(way, options, closed.signal);
			client.once('close', forget);
			backoff.succeeded();
			return client;
		} catch (problem) {
			backoff.failed(problem);
			forget();
			throw problem;
		}
	};

	return {
		ready(signal) {
			if (closed.signal.aborted) {
				return Promise.reject(closed.signal.reason);
			}

			const rest = current === undefined ? backoff.resting() : undefined;
			if (rest !== undefined) {
				return Promise.reject(rest.problem);
			}

			current ??= attempt();
			return orAbort(current, signal);
		},
		suspect(client) {
			if (suspected.has(client)) {
				return;
			}

			suspected.add(client);
			void hasSignOfLife(client, options).then(isAlive => {
				suspected.delete(client);
				if (!isAlive) {
					client.destroy(); // Its 'close' makes us forget it.
				}
			});
		},
		drop(client) {
			client.removeListener('close', forget);
			client.destroy();
			forget();
		},
		async close() {
			closed.abort(
				new ProblemError('refused', `${way.where}: the SSH connection was closed\nThe program is about to end`),
			);
			const client = await current?.catch(() => undefined);
			if (client !== undefined) {
				const gone = new AbortController();
				client.once('close', () => gone.abort());
				client.end();
				await clock.sleep(goodbyeMs, gone.signal);
				client.destroy();
			}
		},
	};
};

/** Any request that wants a reply will do: this one, to end a forwarding that there is not, is always declined. */
const hasSignOfLife = async (client: Client, {clock}: SharedClientOptions): Promise<boolean> => {
	const answered = new AbortController();
	try {
		client.unforwardIn('127.0.0.1', 1, () => answered.abort());
	} catch {
		return false; // It is not connected any more.
	}

	await clock.sleep(signOfLifeMs, answered.signal);
	return answered.signal.aborted;
};
