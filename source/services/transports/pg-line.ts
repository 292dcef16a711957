import type {Trust} from '../../model/trust.ts';
import type {Clock} from '../clock.ts';
import {ProblemError, type Limits} from '../world.ts';
import {within} from './deadline.ts';
import {connectPg, type PgConnection, type PgLogin} from './pg-connect.ts';
import {pgProblem} from './pg-problem.ts';
import {createSemaphore} from './semaphore.ts';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Asks over an open connection. Its failure may leave the connection usable or not; that is found out, not assumed. */
export type PgQuestion = (connection: PgConnection, limits: {readonly leftMs: number}) => Promise<Rows>;

/** One connection to one server: opened when needed, kept, and given to one question at a time, in the order of asking. */
export type PgLine = {
	readonly ask: (question: PgQuestion, limits: Limits) => Promise<Rows>;
	/** What is known of who answers. Undefined while there is no connection. */
	readonly trust: () => Trust | undefined;
	readonly close: () => void;
};

const connectMs = 3000;
/** More than this in one answer is cut off, and no answer. */
const answerBytesMax = 8 * 1024 ** 2;

export const createPgLine = (login: PgLogin, clock: Clock): PgLine => {
	const turns = createSemaphore(1);
	const steady = clock.steady ?? clock.now;
	let current: PgConnection | undefined;
	let isClosed = false;

	const connect = async (signal: AbortSignal): Promise<PgConnection> => {
		const late = () =>
			new ProblemError('unreachable', `${login.where}: no connection in ${connectMs / 1000} s\n${login.check}`);
		const connection = await within({clock, timeoutMs: connectMs, signal, late}, over => connectPg(login, over));
		if (isClosed) {
			connection.client.connection.stream.destroy();
			throw closed(login);
		}

		connection.client.once('end', () => {
			current = current === connection ? undefined : current;
		});
		return connection;
	};

	return {
		trust: () => current?.trust,
		close() {
			isClosed = true;
			if (current !== undefined) {
				sayGoodbye(current, turns.inUse() > 0);
				current = undefined;
			}
		},
		async ask(question, {timeoutMs, signal}) {
			const startedAt = steady();
			let stage: Stage = 'waiting';
			const late = () => new ProblemError('timeout', lateSentence(stage, login, timeoutMs));
			try {
				return await within({clock, timeoutMs, signal, late}, async over => {
					const release = await turns.acquire(over);
					try {
						if (isClosed) {
							throw closed(login);
						}

						stage = 'connecting';
						current ??= await connect(over);
						stage = 'asking';
						return await guarded(current, login, over, connection =>
							question(connection, {leftMs: timeoutMs - (steady() - startedAt)}),
						);
					} finally {
						release();
					}
				});
			} catch (error) {
				signal.throwIfAborted();
				throw pgProblem(login, error);
			}
		},
	};
};

/** Closes politely what is idle, and never waits: a frozen server would keep the program from ending. */
const sayGoodbye = ({client}: PgConnection, isBusy: boolean) => {
	const {stream} = client.connection;
	if (isBusy) {
		stream.destroy();
		return;
	}

	stream.once('finish', () => stream.destroy());
	void client.end();
};

const closed = ({where}: PgLogin) =>
	new ProblemError('unreachable', `${where}: the connection was closed by us\nIt is opened again by itself`);

type Stage = 'waiting' | 'connecting' | 'asking';

const lateSentence = (stage: Stage, {where, check}: PgLogin, timeoutMs: number): string => {
	const seconds = timeoutMs / 1000;
	switch (stage) {
		case 'waiting':
			return `${where}: still busy with an earlier question of ours after ${seconds} s\n${check}`;
		case 'connecting':
			return `${where}: no connection in ${seconds} s\n${check}`;
		case 'asking':
			return `${where}: no answer in ${seconds} s\n${check}`;
	}
};

/** Runs a question, and closes the connection when the time is over or the answer is too long: it cannot be reused then. */
const guarded = async (
	connection: PgConnection,
	{where}: PgLogin,
	signal: AbortSignal,
	question: (connection: PgConnection) => Promise<Rows>,
): Promise<Rows> => {
	const {stream} = connection.client.connection;
	let bytes = 0;
	const count = (chunk: Uint8Array) => {
		bytes += chunk.length;
		if (bytes > answerBytesMax) {
			stream.destroy();
		}
	};

	const destroy = () => stream.destroy();
	stream.on('data', count);
	signal.addEventListener('abort', destroy, {once: true});
	try {
		return await question(connection);
	} catch (error) {
		throw bytes > answerBytesMax
			? new ProblemError(
					'answer',
					`${where}: the answer is longer than ${answerBytesMax / 1024 ** 2} MiB and was cut off\nThis is more than any of our questions should bring; please report it`,
				)
			: error;
	} finally {
		stream.off('data', count);
		signal.removeEventListener('abort', destroy);
	}
};
