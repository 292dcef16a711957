import {constants} from 'node:os';
import type {Client, ClientChannel} from 'ssh2';
import type {Running} from './running.ts';

/**
 * Starts a command line in a channel of its own. Input is closed by the shell over there, because a channel whose own
 * input is closed takes no signals; a command that is told something reads that one line through a `head` that ends then.
 * `onStop` is called when the command is stopped rather than left to end.
 */
export const runCommand = (
	client: Client,
	{commandLine, input}: {readonly commandLine: string; readonly input?: string | undefined},
	onStop: () => void,
): Promise<Running> =>
	new Promise((resolve, reject) => {
		const line = input === undefined ? `${commandLine} </dev/null` : `head -n 1 | ${commandLine}`;
		// The listeners must be there before this returns to ssh2: the exit code may be in the packet right behind.
		client.exec(line, (error, channel) => {
			if (error) {
				reject(error);
				return;
			}

			resolve(runningIn(channel, onStop));
			if (input !== undefined) {
				channel.write(`${input}\n`);
			}
		});
	});

const runningIn = (channel: ClientChannel, onStop: () => void): Running => {
	let code: number | undefined;
	let isOver = false;
	channel.on('error', () => undefined); // Whatever it is, 'close' follows.
	channel.on('exit', (status: number | null, signal?: string) => {
		code = status ?? 128 + numberOf(signal);
	});
	const closed = Promise.all([
		new Promise<void>(resolve => channel.on('close', resolve)),
		new Promise<void>(resolve => channel.stderr.on('close', resolve)),
	]);
	return {
		stdout: channel,
		stderr: channel.stderr,
		ended: closed.then(() => {
			isOver = true;
			return code;
		}),
		stop() {
			if (isOver) {
				return;
			}

			isOver = true;
			// SIGTERM and not SIGKILL: sudo hands it on to what it runs, and a killed sudo would leave that behind.
			channel.signal('TERM');
			channel.close();
			channel.resume();
			channel.stderr.resume();
			onStop();
		},
	};
};

const numberOf = (signal: string | undefined) =>
	Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0;
