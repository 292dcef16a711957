import type {RemoteCommand} from '../source.ts';

/**
 * The argv that runs a command as the user it asks for, given who is logged in. `sudo -n` never asks for a password;
 * no login shell is involved, so programs that are not in sudo's `secure_path` need their absolute path.
 */
export const runAs = ({as, argv}: RemoteCommand, loginUser: string): readonly string[] => {
	if (as === 'login' || as === loginUser) {
		return argv;
	}

	if (loginUser === 'root') {
		return ['runuser', '-u', as, '--', ...argv];
	}

	return as === 'root' ? ['sudo', '-n', '--', ...argv] : ['sudo', '-n', '-u', as, '--', ...argv];
};

/** True when sudo itself declined: it wants a password or a terminal, its rules do not list the command, or it is not there. */
export const isSudoRefusal = (code: number, stderr: string): boolean =>
	code !== 0 && refusals.some(line => line.test(stderr));

const refusals: readonly RegExp[] = [
	/^sudo: .*(?:password is required|no tty present|must have a tty|terminal is required)/m,
	/^Sorry, user .* (?:is not allowed to execute|may not run sudo)/m,
	/ is not in the sudoers file/m,
	/: sudo: (?:command )?not found$/m,
];
