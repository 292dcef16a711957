import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';

let home = '';
const inventory = `all:
  children:
    pg-x:
      hosts: {127.0.0.9: {pg_seq: 1, pg_role: primary}}
      vars: {pg_cluster: pg-x}
  vars: {admin_ip: 127.0.0.9}
`;

beforeAll(() => {
	home = fs.mkdtempSync(path.join(os.tmpdir(), 'pigsty-top-'));
	const put = (name: string, text: string) => fs.writeFileSync(path.join(home, name), text);
	put('ok.yml', inventory);
	put('empty.yml', '');
	put('broken.yml', 'all:\n  children: [\n');
	fs.mkdirSync(path.join(home, 'folder'));
	fs.symlinkSync('loop.yml', path.join(home, 'loop.yml'));
	execFileSync('mkfifo', [path.join(home, 'pipe.yml')]);
});

afterAll(() => fs.rmSync(home, {recursive: true}));

const run = (...args: readonly string[]) => {
	const {HOME: _home, PIGSTY_HOME: _pigsty, ...inherited} = process.env;
	const {status, stdout, stderr} = spawnSync(path.resolve('dist/pigsty-top'), args, {
		cwd: home,
		encoding: 'utf8',
		env: {...inherited, HOME: home, XDG_STATE_HOME: home, XDG_CONFIG_HOME: home},
		timeout: 30_000,
	});
	return {code: status, stdout, stderr};
};

const stack = /^ +at .*:\d+/m;

test.each([
	[['--help'], 0, /^Usage:/, /^$/],
	[['--version'], 0, /^pigsty-top \d+\.\d+\.\d+\n$/, /^$/],
	[['bogus'], 2, /^$/, /`bogus` is not a command; try `pigsty-top --help`/],
	[['--bogus'], 2, /^$/, /--bogus is not an option; try/],
	[['status', '--scenario', 'x'], 2, /^$/, /--scenario is an option of demo/],
	[['-i', 'ok.yml'], 2, /^$/, /the cockpit needs a terminal\nWithout one: pigsty-top status/],
	[['demo'], 2, /^$/, /the cockpit needs a terminal/],
	[['inventory'], 2, /^$/, /no inventory found: looked for pigsty\.yml in .*\nGive one with -i FILE/],
	[['inventory', '-i', 'nosuch.yml'], 2, /^$/, /nosuch\.yml: there is no such file\n/],
	[['inventory', '-i', 'folder'], 2, /^$/, /folder: no pigsty\.yml or hosts\.yml in this folder\n/],
	[['inventory', '-i', 'loop.yml'], 2, /^$/, /loop\.yml: its links go round in a circle\n/],
	[['inventory', '-i', 'pipe.yml'], 2, /^$/, /pipe\.yml: not a regular file\n/],
	[['inventory', '-i', 'empty.yml'], 1, /crit +.*empty\.yml: The file holds nothing\./, /^$/],
	[['inventory', '-i', 'broken.yml'], 1, /broken\.yml:3: .*Ansible refuses the file/, /^$/],
	[['inventory', '-i', 'ok.yml'], 0, /pgsql +pg-x +pg-x-1 \(127\.0\.0\.9\)/, /^$/],
	[['inventory', '--json', '-i', 'ok.yml'], 0, /^\{\n {2}"schema": 1/, /^$/],
	[['status', '-i', 'nosuch.yml'], 2, /^$/, /there is no such file/],
	[['status', 'pg-y', '-i', 'ok.yml'], 2, /^$/, /there is no cluster `pg-y` in/],
	[['status', '--timeout', '0', '-i', 'ok.yml'], 2, /^$/, /--timeout takes seconds, from 1 to 600/],
	[['status', '-i', 'broken.yml'], 1, /cannot be used: nothing is watched/, /^$/],
	[['check', '-i', 'nosuch.yml'], 3, /^PIGSTY UNKNOWN - .*there is no such file\n$/, /there is no such file/],
	[['check', '--bogus'], 3, /^PIGSTY UNKNOWN - --bogus is not an option/, /--bogus/],
	[['check', '-i', 'broken.yml'], 3, /^PIGSTY UNKNOWN - .*cannot be used, so nothing is watched\n$/, /^$/],
	[['check', 'pg-y', '-i', 'ok.yml'], 3, /^PIGSTY UNKNOWN - there is no cluster/, /pg-y/],
] as const)('pigsty-top %j answers %d in sentences', (args, code, stdout, stderr) => {
	const answer = run(...args);
	expect(answer.stdout + answer.stderr).not.toMatch(stack);
	expect(answer).toMatchObject({
		code,
		stdout: expect.stringMatching(stdout) as string,
		stderr: expect.stringMatching(stderr) as string,
	});
});

test('a fleet of which nothing answers is 5 for status and critical for check, within the time given', () => {
	const status = run('status', '--json', '--timeout', '3', '-i', 'ok.yml');
	expect(status.code).toBe(5);
	expect(JSON.parse(status.stdout)).toMatchObject({
		schema: 1,
		clusters: [{name: 'pg-x', health: 'unknown', leader: null}],
	});
	expect(run('check', '--timeout', '3', '-i', 'ok.yml')).toMatchObject({
		code: 2,
		stdout: expect.stringMatching(/^PIGSTY CRITICAL - .* \| clusters=1 /) as string,
	});
});

test('a reader that leaves early is no error, and an output that cannot be written is one sentence', () => {
	const shell = (command: string) => spawnSync('bash', ['-c', command], {encoding: 'utf8', cwd: home});
	const program = path.resolve('dist/pigsty-top');
	expect(shell(`${program} inventory --json -i ok.yml | true; echo "\${PIPESTATUS[0]}"`)).toMatchObject({
		stdout: '0\n',
		stderr: '',
	});
	expect(shell(`${program} inventory -i ok.yml > /dev/full`)).toMatchObject({
		status: 74,
		stderr: 'pigsty-top: the output cannot be written: no space is left on the device\n',
	});
});

test('Ctrl-C ends a command that waits for answers', () => {
	const {status, stdout} = spawnSync(
		'bash',
		[
			'-c',
			`${path.resolve('dist/pigsty-top')} status --timeout 60 -i ok.yml & sleep 1; kill -INT $!; wait $!; echo "ended $?"`,
		],
		{encoding: 'utf8', cwd: home, timeout: 20_000},
	);
	expect({status, stdout}).toMatchObject({status: 0, stdout: expect.stringMatching(/ended (130|1|5)\n$/) as string});
});
