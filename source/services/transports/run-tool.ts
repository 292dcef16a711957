import {execFile} from 'node:child_process';
import {ProblemError} from '../world.ts';
import {createSemaphore} from './semaphore.ts';

export type ToolAnswer = {readonly code: number; readonly stdout: string; readonly stderr: string};

/**
 * Runs one of OpenSSH's own programs on this machine and gives back what it printed, whatever its exit code. Rejects with
 * a ProblemError when it is not installed or does not end in time.
 */
export type RunTool = (program: 'ssh' | 'ssh-keygen', args: readonly string[]) => Promise<ToolAnswer>;

/** A fleet that is looked at for the first time must not start hundreds of processes at once. */
const atOnce = 8;
const timeoutMs = 5000;
const maxBuffer = 4 * 1024 * 1024;

/** Children see these variables and no other: SendEnv could carry the rest to a server. */
const passedOn = ['HOME', 'PATH', 'SSH_AUTH_SOCK', 'LANG'];

export const systemTool = (environment: Readonly<Record<string, string | undefined>>): RunTool => {
	const turns = createSemaphore(atOnce);
	const env = Object.fromEntries(passedOn.map(name => [name, environment[name]]));
	return async (program, args) => {
		const release = await turns.acquire(new AbortController().signal);
		return runOnce(program, args, env).finally(release);
	};
};

const runOnce = (program: string, args: readonly string[], env: NodeJS.ProcessEnv) =>
	new Promise<ToolAnswer>((resolve, reject) => {
		const child = execFile(
			program,
			args,
			{env, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer},
			(error, stdout, stderr) => {
				if (error === null || typeof error.code === 'number') {
					resolve({code: error === null ? 0 : Number(error.code), stdout, stderr});
				} else {
					reject(problemOf(program, error));
				}
			},
		);
		child.stdin?.end();
	});

const problemOf = (
	program: string,
	error: {readonly code?: unknown; readonly killed?: boolean | undefined},
): ProblemError =>
	error.code === 'ENOENT'
		? new ProblemError(
				'refused',
				`This machine has no ${program} program\nInstall OpenSSH's client (openssh-client or openssh-clients)`,
			)
		: error.killed === true
			? new ProblemError(
					'timeout',
					`${program} did not end in ${timeoutMs / 1000} s\nCheck \`Match exec\` lines in ~/.ssh/config`,
				)
			: new ProblemError(
					'refused',
					`${program} could not be run (${String(error.code)})\nCheck PATH and open file limits`,
				);
