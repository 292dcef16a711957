import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {ProblemError} from '../world.ts';
import type {Running} from './running.ts';

/** Children see a clean environment: what the operator's shell exports is not for them, nor for those who may read theirs. */
const passedOn = ['PATH', 'HOME', 'USER', 'LOGNAME'];

/**
 * Starts a command on this machine, without a shell, with no input but that one line, and in a process group of its own,
 * so that stopping it reaches what it started. Rejects with a ProblemError when the program cannot be started.
 */
export const startHere = (
	argv: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
	what: string,
	input?: string,
): Promise<Running> =>
	new Promise((resolve, reject) => {
		const [program = '', ...args] = argv;
		const env = {...Object.fromEntries(passedOn.map(name => [name, environment[name]])), LANG: 'C.UTF-8'};
		const child = spawn(program, args, {env, detached: true});
		child.stdin.on('error', () => undefined); // It ended without reading: its exit code says more.
		child.stdin.end(input === undefined ? '' : `${input}\n`);
		const ended = new Promise<number>(settle => {
			child.once('close', (code, signal) => settle(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
		});
		child.once('error', (error: NodeJS.ErrnoException) => {
			reject(
				new ProblemError(
					'answer',
					`${what}: it could not be started (${error.code ?? 'unknown'})\nCheck that ${program} is installed here`,
				),
			);
		});
		child.once('spawn', () => {
			resolve({
				stdout: child.stdout,
				stderr: child.stderr,
				ended,
				stop() {
					if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
						terminate(child.pid);
					}

					child.stdout.destroy();
					child.stderr.destroy();
				},
			});
		});
	});

/** SIGTERM, because sudo passes it on to what it runs and cannot pass on SIGKILL. */
const terminate = (pid: number) => {
	try {
		process.kill(-pid, 'SIGTERM');
	} catch {
		// It ended by itself a moment ago.
	}
};
