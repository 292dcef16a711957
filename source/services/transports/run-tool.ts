import {ProblemError} from '../world.ts';
import {createToolBatches, type ToolAnswer} from './tool-batches.ts';

/**
 * Runs one of OpenSSH's own programs on this machine and gives back what it printed, whatever its exit code. Rejects with
 * a ProblemError when it is not installed or does not end in time.
 */
export type RunTool = (program: 'ssh' | 'ssh-keygen', args: readonly string[]) => Promise<ToolAnswer>;

const timeoutMs = 5000;

/** Children see these variables and no other: SendEnv could carry the rest to a server. */
const passedOn = ['HOME', 'PATH', 'SSH_AUTH_SOCK', 'LANG'];

export const systemTool = (environment: Readonly<Record<string, string | undefined>>): RunTool => {
	const env = Object.fromEntries(passedOn.map(name => [name, environment[name]]));
	const run = createToolBatches({env, timeoutMs});
	return async (program, args) => {
		const answer = await run([program, ...args]);
		if (answer === 'too late') {
			throw new ProblemError(
				'timeout',
				`${program} did not end in ${timeoutMs / 1000} s\nCheck \`Match exec\` lines in ~/.ssh/config`,
			);
		}

		if (answer.code === notFound) {
			throw new ProblemError(
				'refused',
				`This machine has no ${program} program\nInstall OpenSSH's client (openssh-client or openssh-clients)`,
			);
		}

		return answer;
	};
};

/** What a shell says of a program that it does not find. */
const notFound = 127;
