import {constants} from 'node:os';
import type {Client, ClientChannel} from 'ssh2';
import type {Running} from './running.ts';

/**
 * Starts a command line in a channel of its own. Input is closed by the shell over there, because a channel whose own
 * input is closed takes no signals. `onStop` is called when the command is stopped rather than left to end.
 */
export const runCommand = (client: Client, commandLine: string, onStop: () => void): Promise<Running> =>
	new Promise((resolve, reject) => {
		// The listeners must be there before this returns to ssh2: the exit code may be in the packet right behind.
		client.exec(`${commandLine} </dev/null`, (error, channel) =>
			error ? reject(error) : resolve(runningIn(channel, onStop)),
		);
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
