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

/** True when sudo itself declined: it wants a password, a terminal, or its rules do not list the command. */
export const isSudoRefusal = (code: number, stderr: string): boolean =>
	code !== 0 &&
	/^sudo: .*(password is required|must have a tty|terminal is required|not allowed)|^Sorry, user .* is not allowed to execute|is not in the sudoers file/m.test(
		stderr,
	);
