import {readFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, test, vi} from 'vitest';
import {secret} from '../../../source/model/secret.ts';
import {startHere} from '../../../source/services/transports/local-shell.ts';
import {makeHome, nodeAt, type Home} from '../../kit/ssh-server.ts';

const here = nodeAt(22, {local: true});
const limits = {timeoutMs: 5000, maxBytes: 100_000, signal: new AbortController().signal};
const homes: Home[] = [];
afterEach(() => {
	for (const home of homes.splice(0)) {
		home.remove();
	}
});

const setUp = () => {
	const home = makeHome();
	homes.push(home);
	return home;
};

const isRunning = (pid: number): boolean => {
	try {
		return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
	} catch {
		return false;
	}
};

test('the admin node itself is asked without SSH, and without a shell', async () => {
	const answer = await setUp()
		.ssh()
		.exec(here, {as: 'login', argv: ['printf', '[%s]', '$HOME', "it's", '']}, limits);
	expect(answer).toMatchObject({code: 0, stdout: "[$HOME][it's][]", stderr: ''});
});

test('a command reads its line from standard input, whether it wants it or not', async () => {
	const ssh = setUp().ssh();
	const told = {as: 'login', stdin: secret("it's")} as const;
	expect((await ssh.exec(here, {...told, argv: ['cat']}, limits)).stdout).toBe("it's\n");
	expect((await ssh.exec(here, {...told, argv: ['true']}, limits)).code).toBe(0);
	expect((await ssh.exec(here, {as: 'login', argv: ['cat']}, limits)).stdout).toBe('');
});

test('exit codes and signals are those that a shell gives', async () => {
	const ssh = setUp().ssh();
	expect((await ssh.exec(here, {as: 'login', argv: ['sh', '-c', 'echo no >&2; exit 3']}, limits)).code).toBe(3);
	expect((await ssh.exec(here, {as: 'login', argv: ['sh', '-c', 'kill -9 $$']}, limits)).code).toBe(137);
});

test('nothing of our environment is passed on but the way to programs and who one is', async () => {
	const running = await startHere(
		['env'],
		{PATH: process.env['PATH'], HOME: '/home/dba', PGPASSWORD: 'canary'},
		'pg-meta-1',
	);
	let text = '';
	running.stdout.on('data', (chunk: Buffer) => (text += String(chunk)));
	await running.ended;
	expect(
		text
			.split('\n')
			.filter(line => line !== '' && !line.startsWith('PATH='))
			.toSorted(),
	).toEqual(['HOME=/home/dba', 'LANG=C.UTF-8']);
});

test('an argument that no command line can carry is refused', async () => {
	const refusal = setUp()
		.ssh()
		.exec(here, {as: 'login', argv: ['echo', 'a\0b']}, limits);
	await expect(refusal).rejects.toMatchObject({kind: 'refused'});
});

test('a program that is not there is a problem', async () => {
	await expect(
		setUp()
			.ssh()
			.exec(here, {as: 'login', argv: ['no-such-program']}, limits),
	).rejects.toMatchObject({
		kind: 'answer',
		message: 'pg-test-1: it could not be started (ENOENT)\nCheck that no-such-program is installed here',
	});
});

test('at the deadline all that was started is ended', async () => {
	const home = setUp();
	const file = join(home.folder, 'pids');
	const argv = ['sh', '-c', 'sleep 600 & echo $! $$ >"$1"; wait', 'sh', file] as const;
	const hanging = home.ssh().exec(here, {as: 'login', argv}, limits);
	const outcome = expect(hanging).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringMatching(/^pg-test-1: sh: no answer in 5 s\n/),
	});
	const pids = await vi.waitFor(() => {
		const found = readFileSync(file, 'utf8').trim().split(' ').map(Number);
		expect(found).toHaveLength(2);
		return found;
	});
	expect(pids.every(isRunning)).toBe(true);
	await home.clock.advance(5000);
	await outcome;
	await vi.waitFor(() => expect(pids.some(isRunning)).toBe(false));
});

test('an abort ends a stream with everything that it started', async () => {
	const caller = new AbortController();
	const pids: number[] = [];
	const argv = ['sh', '-c', 'sleep 600 & echo $! $$; wait'] as const;
	const end = setUp()
		.ssh()
		.stream(
			here,
			{as: 'login', argv},
			chunk => void pids.push(...String(chunk).trim().split(' ').map(Number)),
			caller.signal,
		);
	await vi.waitFor(() => expect(pids).toHaveLength(2));
	expect(pids.every(isRunning)).toBe(true);
	caller.abort();
	await expect(end).resolves.toMatchObject({code: 143});
	await vi.waitFor(() => expect(pids.some(isRunning)).toBe(false));
});

test('an answer without end is cut off', async () => {
	await expect(
		setUp()
			.ssh()
			.exec(here, {as: 'login', argv: ['cat', '/dev/zero']}, limits),
	).rejects.toMatchObject({
		kind: 'answer',
		message: expect.stringContaining('larger than 100000 bytes'),
	});
});

test('who is logged in decides what it takes to be another', async () => {
	const {username} = userInfo();
	const home = setUp();
	const answer = await home
		.ssh()
		.exec(here, {as: 'root', argv: ['id', '-un']}, limits)
		.catch((error: unknown) => String(error));
	// As root there is nothing to do; anybody else becomes root, or reads that sudo does not allow it.
	expect(typeof answer === 'string' ? answer : answer.stdout).toMatch(
		username === 'root' ? /^root\n$/ : /^root\n$|sudo -n is not allowed for|sudo is installed here/,
	);
});
