import {spawn} from 'node:child_process';

const tag = 'pigsty-top';
const timeoutMs = 2000;

export type SystemLog = {
	/** Hands on a line, under our name. Whether it was taken: a system without a log takes none. */
	readonly tell: (line: string) => Promise<boolean>;
	/**
	 * What this user told, the oldest first, from the journal, which notes by itself who sent a line. Empty where there is
	 * no journal, or none that we may read.
	 */
	readonly read: (uid: number) => Promise<readonly string[]>;
};

export const systemLog: SystemLog = {
	tell: async line =>
		(await run('logger', ['--socket-errors=on', '--tag', tag, '--priority', 'authpriv.notice', '--', line])).code === 0,
	async read(uid) {
		const args = ['--quiet', '--no-pager', '--output=cat', `SYSLOG_IDENTIFIER=${tag}`, `_UID=${uid}`];
		const {code, stdout} = await run('journalctl', args);
		return code === 0 ? stdout.split('\n').filter(line => line !== '') : [];
	},
};

const run = (program: string, args: readonly string[]): Promise<{readonly code: number; readonly stdout: string}> =>
	new Promise(resolve => {
		const child = spawn(program, args, {
			env: {PATH: process.env['PATH']},
			stdio: ['ignore', 'pipe', 'ignore'],
			timeout: timeoutMs,
		});
		let stdout = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
		});
		child.once('error', () => {
			resolve({code: -1, stdout: ''});
		});
		child.once('close', code => {
			resolve({code: code ?? -1, stdout});
		});
	});
