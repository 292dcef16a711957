import {spawn} from 'node:child_process';
import {ProblemError} from '../world.ts';

const waitSeconds = 10;

/**
 * Locks an open file or folder for as long as this process has it open. Node cannot call flock(2), but such a lock
 * belongs to the open file description, which a child shares when it inherits the descriptor: util-linux's `flock N` locks
 * it, ends, and the lock stays with us. The kernel drops it when the descriptor is closed or we die, however that happens.
 */
export const lockOpenFile = (descriptor: number, kind: 'exclusive' | 'shared'): Promise<void> =>
	new Promise((resolve, reject) => {
		const child = spawn('flock', [`--${kind}`, '--timeout', String(waitSeconds), '3'], {
			env: {PATH: process.env['PATH']},
			stdio: ['ignore', 'ignore', 'ignore', descriptor],
		});
		child.once('error', () => {
			reject(
				new ProblemError(
					'refused',
					'This machine has no flock program, so that writers cannot take turns\nInstall util-linux',
				),
			);
		});
		child.once('close', code => {
			if (code === 0) {
				resolve();
			} else {
				reject(
					new ProblemError(
						'timeout',
						`Another pigsty-top holds the lock for more than ${waitSeconds} s, or it cannot be had here\nLook for a stopped pigsty-top, and keep the state directory on a local disk`,
					),
				);
			}
		});
	});
