import http from 'node:http';
import https from 'node:https';
import {reveal, type Secret} from '../../model/secret.ts';
import type {Clock} from '../clock.ts';
import type {HttpAnswer} from '../source.ts';
import {ProblemError, type Limits} from '../world.ts';
import {within} from './deadline.ts';
import {type HttpPlace, httpProblem} from './http-problem.ts';

export type GetRequest = HttpPlace &
	Limits & {
		readonly url: string;
		/** Who answers, for `HttpAnswer.from`. */
		readonly from: string;
		readonly auth?: {readonly user: string; readonly password: Secret};
	};

export type Http = {
	/** Any status but a redirect is an answer; all else rejects with a ProblemError, an abort as the signal says. */
	readonly get: (request: GetRequest) => Promise<HttpAnswer>;
	readonly close: () => void;
};

export type HttpOptions = {
	readonly clock: Clock;
	/** PEM. Servers are verified against it, name and address included. Without it nobody is verified. */
	readonly ca: string | undefined;
	/** An answer longer than this is cut off and no answer: 8 MiB. */
	readonly maxBytes?: number;
	/** 3 s. */
	readonly connectMs?: number;
};

/** GET and nothing else: no redirects, no proxies, no compression, and never more than two connections to one service. */
export const createHttp = ({clock, ca, maxBytes = 8 * 1024 ** 2, connectMs = 3000}: HttpOptions): Http => {
	const pool = {keepAlive: true, maxSockets: 2, maxFreeSockets: 1, timeout: 60_000};
	const plain = new http.Agent(pool);
	const tls = new https.Agent({...pool, ...(ca === undefined ? {rejectUnauthorized: false} : {ca})});
	const agentOf = (url: string) => (url.startsWith('https:') ? tls : plain);

	const get = async (request: GetRequest, mayRepeat: boolean): Promise<HttpAnswer> => {
		const {url, where, check, timeoutMs, signal} = request;
		const progress: Progress = {isConnected: false, isReused: false, hasReply: false};
		const late = () =>
			progress.isConnected
				? new ProblemError('timeout', `${where}: no answer in ${timeoutMs / 1000} s\n${check}`)
				: noConnection(request, timeoutMs);
		try {
			return await within({clock, timeoutMs, signal, late}, over =>
				exchange(request, {agent: agentOf(url), maxBytes, connectMs, clock, progress, signal: over}),
			);
		} catch (error) {
			signal.throwIfAborted();
			// A connection that was kept open may have been closed at the other end just when it was used again.
			if (mayRepeat && progress.isReused && !progress.hasReply && !(error instanceof ProblemError)) {
				return get(request, false);
			}

			throw httpProblem(request, error, progress.hasReply);
		}
	};

	return {
		get: request => get(request, true),
		close() {
			plain.destroy();
			tls.destroy();
		},
	};
};

type Progress = {isConnected: boolean; isReused: boolean; hasReply: boolean};

type Exchange = {
	readonly agent: http.Agent | https.Agent;
	readonly maxBytes: number;
	readonly connectMs: number;
	readonly clock: Clock;
	readonly progress: Progress;
	readonly signal: AbortSignal;
};

const exchange = (
	request: GetRequest,
	{agent, maxBytes, connectMs, clock, progress, signal}: Exchange,
): Promise<HttpAnswer> =>
	new Promise((resolve, reject) => {
		const {url, from, where, auth} = request;
		const client = url.startsWith('https:') ? https : http;
		const sent = client.request(url, {agent, signal, method: 'GET', headers: headersOf(auth)}, answer => {
			progress.hasReply = true;
			answer.on('error', reject);
			const refusal = refusalOf(answer, where);
			if (refusal !== undefined) {
				reject(refusal);
				answer.destroy();
				return;
			}

			collect(answer, maxBytes, where).then(
				body => resolve({status: answer.statusCode ?? 0, body, from}),
				(error: unknown) => {
					reject(error);
					answer.destroy();
				},
			);
		});
		sent.on('error', reject);
		sent.once('socket', socket => {
			progress.isReused = sent.reusedSocket;
			if (!socket.connecting) {
				progress.isConnected = true;
				return;
			}

			socket.once('connect', () => {
				progress.isConnected = true;
			});
			void clock.sleep(connectMs, signal).then(() => {
				if (!progress.isConnected && !signal.aborted) {
					sent.destroy(noConnection(request, connectMs));
				}
			});
		});
		sent.end();
	});

const noConnection = ({where, check}: HttpPlace, ms: number) =>
	new ProblemError('unreachable', `${where}: no connection in ${ms / 1000} s\n${check}`);

const headersOf = (auth: GetRequest['auth']): Record<string, string> => ({
	accept: '*/*',
	'accept-encoding': 'identity',
	'user-agent': 'pigsty-top',
	...(auth && {authorization: `Basic ${Buffer.from(`${auth.user}:${reveal(auth.password)}`).toString('base64')}`}),
});

const refusalOf = ({statusCode = 0, headers}: http.IncomingMessage, where: string): ProblemError | undefined => {
	if (statusCode >= 300 && statusCode < 400) {
		return new ProblemError(
			'answer',
			`${where}: it redirects (HTTP ${statusCode}), which is not followed\nSomething else than the service answers there: a proxy, or a changed configuration`,
		);
	}

	const encoding = headers['content-encoding'] ?? 'identity';
	return encoding === 'identity'
		? undefined
		: new ProblemError(
				'answer',
				`${where}: the answer is compressed although we asked for plain text\nSomething between us and the service changes answers`,
			);
};

const collect = async (answer: http.IncomingMessage, maxBytes: number, where: string): Promise<string> => {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > maxBytes) {
			throw new ProblemError(
				'answer',
				`${where}: the answer is longer than ${maxBytes / 1024 ** 2} MiB and was cut off\nSomething else than the service may answer there`,
			);
		}

		chunks.push(chunk);
	}

	return Buffer.concat(chunks).toString('utf8');
};
