import type {Readable} from 'node:stream';
import {ProblemError} from '../world.ts';

/** A command that runs, on a node or here: the little that both have in common. */
export type Running = {
	readonly stdout: Readable;
	readonly stderr: Readable;
	/** Exit code, 128 + n after signal n, undefined when the connection went away without one. Settles when all output was read. */
	readonly ended: Promise<number | undefined>;
	/** Ends it and gives up its output. Does nothing the second time, or when it has ended. */
	readonly stop: () => void;
};

export type Output = {readonly code: number; readonly stdout: string; readonly stderr: string};

export type Reading = {
	readonly maxBytes: number;
	readonly signal: AbortSignal;
	/** Node and command, to begin a sentence with. */
	readonly what: string;
};

/** Reads a command's whole output. Rejects, and stops the command, when it says too much or the signal aborts. */
export const collect = async (running: Running, {maxBytes, signal, what}: Reading): Promise<Output> => {
	const taken = {bytes: 0, stdout: [] as Buffer[], stderr: [] as Buffer[]};
	return stoppedBy(running, signal, what, fail => {
		for (const name of ['stdout', 'stderr'] as const) {
			running[name].on('data', (chunk: Buffer) => {
				taken.bytes += chunk.length;
				if (taken.bytes <= maxBytes) {
					taken[name].push(chunk);
				} else {
					fail(
						new ProblemError(
							'answer',
							`${what}: the answer is larger than ${maxBytes} bytes\nLook at the node by hand`,
						),
					);
				}
			});
		}
	}).then(code => ({code, stdout: String(Buffer.concat(taken.stdout)), stderr: String(Buffer.concat(taken.stderr))}));
};

const stderrBytes = 64 * 1024;

/**
 * Hands a command's output on as it comes, and reads no further while `onChunk`'s promise is pending. Rejects, and stops
 * the command, when the signal aborts or `onChunk` fails. Keeps the first 64 KiB of stderr.
 */
export const relay = async (
	running: Running,
	onChunk: (chunk: Uint8Array) => void | Promise<void>,
	{signal, what}: Omit<Reading, 'maxBytes'>,
): Promise<{readonly code: number; readonly stderr: string}> => {
	const errors: Buffer[] = [];
	let kept = 0;
	return stoppedBy(running, signal, what, fail => {
		const hand = async (chunk: Buffer) => {
			if (signal.aborted) {
				return; // What was still under way when the caller lost interest.
			}

			const pending = onChunk(chunk);
			if (pending !== undefined) {
				running.stdout.pause();
				await pending;
				running.stdout.resume();
			}
		};

		running.stdout.on('data', (chunk: Buffer) => void hand(chunk).catch(fail));
		running.stderr.on('data', (chunk: Buffer) => {
			errors.push(chunk.subarray(0, stderrBytes - kept));
			kept = Math.min(stderrBytes, kept + chunk.length);
		});
	}).then(code => ({code, stderr: String(Buffer.concat(errors))}));
};

/** The exit code, unless the signal or `watch` stops the command first. */
const stoppedBy = (
	running: Running,
	signal: AbortSignal,
	what: string,
	watch: (fail: (reason: unknown) => void) => void,
): Promise<number> =>
	new Promise((resolve, reject) => {
		const fail = (reason: unknown) => {
			signal.removeEventListener('abort', abort);
			running.stop();
			reject(reason);
		};

		const abort = () => fail(signal.reason);
		if (signal.aborted) {
			abort();
			return;
		}

		signal.addEventListener('abort', abort, {once: true});
		watch(fail);
		running.ended.then(code => {
			signal.removeEventListener('abort', abort);
			if (code === undefined) {
				reject(
					new ProblemError(
						'unreachable',
						`${what}: the connection was lost before the command ended\nIt is tried again by itself`,
					),
				);
			} else {
				resolve(code);
			}
		}, fail);
	});
