import {readFileSync, readlinkSync} from 'node:fs';
import {userInfo} from 'node:os';
import type {AuditOrigin} from '../model/audit-record.ts';

/** Who runs this process, as far as the system tells. What it does not tell is undefined. */
export const auditOrigin = (
	toolVersion: string,
	environment: Readonly<Record<string, string | undefined>>,
): AuditOrigin => {
	const {uid, username} = userInfo();
	const loginUid = Number(told(() => readFileSync('/proc/self/loginuid', 'utf8')) ?? noLogin);
	const input = told(() => readlinkSync('/proc/self/fd/0'));
	return {
		toolVersion,
		bootId: told(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? 'unknown',
		operator: {
			uid,
			user: username,
			loginUid: loginUid === noLogin ? undefined : loginUid,
			tty: input?.startsWith('/dev/pts/') === true || input?.startsWith('/dev/tty') === true ? input : undefined,
			sshClient: environment['SSH_CLIENT'],
		},
	};
};

/** What the kernel says of a process that nobody logged in for: -1 in 32 bits. */
const noLogin = 0xff_ff_ff_ff;

const told = (ask: () => string): string | undefined => {
	try {
		return ask();
	} catch {
		return undefined;
	}
};
