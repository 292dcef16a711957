import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {systemTool} from '../../../source/services/transports/run-tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'tools-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** A program by the name of `ssh` that is found first. */
const ssh = (script: string) => {
	writeFileSync(join(folder, 'ssh'), `#!/bin/sh\n${script}\n`);
	chmodSync(join(folder, 'ssh'), 0o755);
	return systemTool({
		PATH: `${folder}:/usr/bin:/bin`,
		HOME: '/home/dba',
		PGPASSWORD: 'canary',
		SSH_AUTH_SOCK: '/tmp/agent',
	});
};

test('whatever the exit code, what was printed is the answer', async () => {
	expect(await ssh('echo "$@"; echo bad >&2; exit 255')('ssh', ['-G', '--', 'a b'])).toEqual({
		code: 255,
		stdout: '-G -- a b\n',
		stderr: 'bad\n',
	});
});

test('only what ssh needs of the environment is passed on', async () => {
	const {stdout} = await ssh('/usr/bin/env')('ssh', []);
	expect(stdout).toMatch(/^HOME=\/home\/dba$/m);
	expect(stdout).toMatch(/^SSH_AUTH_SOCK=\/tmp\/agent$/m);
	expect(stdout).not.toContain('canary');
});

test('a machine without OpenSSH is told what to install', async () => {
	await expect(systemTool({PATH: '/nowhere'})('ssh-keygen', ['-F', 'a'])).rejects.toMatchObject({
		kind: 'refused',
		message: "This machine has no ssh-keygen program\nInstall OpenSSH's client (openssh-client or openssh-clients)",
	});
});
