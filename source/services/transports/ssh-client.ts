import {ProblemError} from '../world.ts';
import type {Clock} from '../clock.ts';
import {createBackoff} from './backoff.ts';
import {orAbort} from './deadline.ts';
import {connectOnce, type ConnectOptions, type Login, type Way} from './ssh-connect.ts';

export type SharedClient = {
	/** The login. One attempt serves all who wait; the signal ends the waiting, not the attempt. */
	readonly ready: (signal: AbortSignal) => Promise<Login>;
	/** Asks the host for a sign of life, and ends the login when none comes: something was not answered in time. */
	readonly suspect: (login: Login) => void;
	/** Gives a login up; the next who needs one makes a new attempt. */
	readonly drop: (login: Login) => void;
	readonly close: () => Promise<void>;
};

export type SharedClientOptions = ConnectOptions & {
	/** In [0, 1). */
	readonly random: () => number;
};

const signOfLifeMs = 5000;
const goodbyeMs = 300;

/**
 * Keeps one login at a host, and makes a new one when it is needed and the old one broke. After a failed attempt
 * everybody is given the same problem until a while has passed, which gets longer each time.
 */
export const createSharedClient = (way: Way, options: SharedClientOptions): SharedClient => {
	const {clock} = options;
	const closed = new AbortController();
	const suspected = new WeakSet<Login>();
	let current: Promise<Login> | undefined;
	const backoff = createBackoff(clock, options.random);
	const forget = () => {
		current = undefined;
	};

	const attempt = async (): Promise<Login> => {
		try {
			const login = await connectOnce(way, options, closed.signal);
			login.client.once('close', forget);
			backoff.succeeded();
			return login;
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
		suspect(login) {
			if (suspected.has(login)) {
				return;
			}

			suspected.add(login);
			void hasSignOfLife(login, clock).then(isAlive => {
				suspected.delete(login);
				if (!isAlive) {
					login.client.destroy(); // Its 'close' makes us forget it.
				}
			});
		},
		drop({client}) {
			client.removeListener('close', forget);
			client.destroy();
			forget();
		},
		async close() {
			closed.abort(
				new ProblemError('refused', `${way.where}: the SSH connection was closed\nThe program is about to end`),
			);
			const login = await current?.catch(() => undefined);
			if (login !== undefined) {
				const {client} = login;
				const gone = new AbortController();
				client.once('close', () => gone.abort());
				client.end();
				await clock.sleep(goodbyeMs, gone.signal);
				client.destroy();
			}
		},
	};
};

/**
 * Any request that wants a reply will do: this one, to end a forwarding that there is not, is always declined. On a slow
 * line the reply stands behind much else; as long as anything comes in, the host lives.
 */
const hasSignOfLife = async ({client, heardBytes}: Login, clock: Clock): Promise<boolean> => {
	const answered = new AbortController();
	try {
		client.unforwardIn('127.0.0.1', 1, () => answered.abort());
	} catch {
		return false; // It is not connected any more.
	}

	for (let heard = Number.NaN; heard !== heardBytes() && !answered.signal.aborted;) {
		heard = heardBytes();
		await clock.sleep(signOfLifeMs, answered.signal);
	}

	return answered.signal.aborted;
};
