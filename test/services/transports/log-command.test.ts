import {spawn} from 'node:child_process';
import {appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import type {LogProgram} from '../../../source/model/log.ts';
import {logCommand} from '../../../source/services/transports/log-command.ts';
import type {LogRequest} from '../../../source/services/world.ts';
import {inventory} from '../../kit/inventory.ts';

const cleaning: (() => void)[] = [];
afterEach(() => cleaning.splice(0).forEach(clean => clean()));

/** On a busy machine it takes its time to start a dozen processes. */
const patient = {timeout: 15_000, interval: 20};

const [, node] = inventory().nodes;
const command = (
	program: LogProgram,
	subject: string | undefined,
	backfillLines = 2,
	past: Pick<LogRequest, 'once' | 'since'> = {},
) => {
	if (node === undefined) {
		throw new Error('a node');
	}

	return logCommand({node, program, subject, backfillLines, ...past});
};

/** A folder that stands for the node's `/`, and programs of ours in front of the real ones. */
const host = (programs: Readonly<Record<string, string>> = {}) => {
	const root = mkdtempSync(path.join(tmpdir(), 'pigsty-node-'));
	cleaning.push(() => rmSync(root, {recursive: true}));
	const bin = path.join(root, 'bin');
	mkdirSync(bin);
	for (const [name, text] of Object.entries({sudo: 'shift; exec "$@"', ...programs})) {
		writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`);
		chmodSync(path.join(bin, name), 0o755);
	}

	const file = (name: string) => {
		const full = path.join(root, name);
		mkdirSync(path.dirname(full), {recursive: true});
		return full;
	};

	return {root, bin, file};
};

/** Runs the command as a node would, with its absolute paths below `root`, until the test is over. */
const run = ({root, bin}: ReturnType<typeof host>, {argv: [program, ...args]}: ReturnType<typeof command>) => {
	const output = {stdout: '', stderr: '', code: undefined as number | undefined | null};
	const child = spawn(
		program,
		args.map(arg => arg.replace(/^\/(pg|var)\//, `${root}/$1/`)),
		{
			env: {PATH: `${bin}:/usr/bin:/bin`},
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
	child.on('exit', code => (output.code = code));
	cleaning.unshift(() => {
		if (child.pid !== undefined && child.exitCode === null) {
			process.kill(-child.pid);
		}
	});
	return output;
};

/** `Mon`, as many days after today by the clock of PostgreSQL's logs. */
const weekday = (after: number) =>
	['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][(new Date().getUTCDay() + after + 7) % 7];
const csv = (after: number) => `pg/log/postgres/postgresql-${weekday(after)}.csv`;

test("PostgreSQL's log begins with the last lines of today, and goes on in the file of the next day", async () => {
	const at = host();
	writeFileSync(at.file(csv(0)), 'one\ntwo\nthree\n');
	writeFileSync(at.file(csv(1)), 'a week old\n'.repeat(5));
	const output = run(at, command('postgres', 'pg-test'));
	await expect.poll(() => output.stdout, patient).toBe('two\nthree\n');
	appendFileSync(at.file(csv(0)), 'last of today\n');
	await expect.poll(() => output.stdout, patient).toBe('two\nthree\nlast of today\n');
	// At midnight PostgreSQL empties the file of last week and goes on in it.
	truncateSync(at.file(csv(1)));
	appendFileSync(at.file(csv(1)), 'first of tomorrow\n');
	await expect.poll(() => output.stdout, patient).toBe('two\nthree\nlast of today\nfirst of tomorrow\n');
	// A file that did not exist when we began.
	writeFileSync(at.file(csv(2)), 'day after\n');
	await expect.poll(() => output.stdout, patient).toContain('day after\n');
});

test('a log that is not there is said at once, not waited for', async () => {
	const output = run(host(), command('postgres', 'pg-test'));
	await expect.poll(() => output.code, patient).toBe(66);
	expect(output.stderr).toMatch(/^tail: cannot open '.*\/pg\/log\/postgres\/postgresql-/);
});

test('what sudo says when it declines is passed on', async () => {
	const output = run(host({sudo: 'echo "sudo: a password is required" >&2; exit 1'}), command('pgbouncer', 'pg-test'));
	await expect.poll(() => output.code, patient).toBe(1);
	expect(output.stderr).toBe('sudo: a password is required\n');
});

test("pgBackRest's logs are followed together, those that come later too", async () => {
	const at = host();
	writeFileSync(at.file('pg/log/pgbackrest/pg-test-backup.log'), 'backup\n');
	const output = run(at, command('pgbackrest', 'pg-test'));
	await expect.poll(() => output.stdout, patient).toBe('backup\n');
	writeFileSync(at.file('pg/log/pgbackrest/pg-test-expire.log'), 'expire\n');
	await expect.poll(() => output.stdout, patient).toBe('backup\nexpire\n');
});

test("Patroni's file is followed where there is one, its journal where there is none", async () => {
	const at = host({journalctl: 'echo "journal $*"'});
	const journal = run(at, command('patroni', 'pg-test'));
	await expect.poll(() => journal.stdout, patient).toMatch(/^journal -u patroni -f -o json .*-n 2\n$/);
	writeFileSync(at.file('pg/log/patroni/patroni.log'), 'INFO: no action\n');
	const file = run(at, command('patroni', 'pg-test'));
	await expect.poll(() => file.stdout, patient).toBe('INFO: no action\n');
});

test.each([
	['haproxy', ['-u', 'haproxy']],
	['etcd', ['-u', 'etcd']],
	['kernel', ['-k']],
] as const)('%s is read from the journal as root', (program, match) => {
	const {as, argv} = command(program, undefined, 50);
	expect(as).toBe('root');
	expect(argv.slice(0, 1 + match.length)).toEqual(['journalctl', ...match]);
	expect(argv.slice(-2)).toEqual(['-n', '50']);
});

test('Redis has a log for each instance', () => {
	expect(command('redis', 'redis-test-1-6379').argv.at(-1)).toBe('/var/log/redis/redis-test-1-6379.log');
});

/** A line as PostgreSQL begins it, so many minutes before now. */
const line = (minutesAgo: number, text: string, zone = 'UTC') =>
	`${new Date(Date.now() - minutesAgo * 60_000).toISOString().replace('T', ' ').replace('Z', '')} ${zone},"u","${text}"\n`;
const ended = (output: ReturnType<typeof run>) => expect.poll(() => output.code, patient).toBe(0);

test('read once, a log gives its last lines and ends', async () => {
	const at = host();
	writeFileSync(at.file('pg/log/pgbouncer/pgbouncer.log'), 'one\ntwo\nthree\n');
	const output = run(at, command('pgbouncer', 'pg-test', 2, {once: true}));
	await ended(output);
	expect(output.stdout).toBe('two\nthree\n');
	expect(output.stderr).toBe('');
});

test('read since a moment, nothing older crosses the network and nothing newer is left out', async () => {
	const at = host();
	const since = Date.now() - 30 * 60_000;
	const [old, inside, last] = [line(40, 'old'), line(20, 'two\nlines'), line(10, 'last')];
	writeFileSync(at.file('pg/log/pgbouncer/pgbouncer.log'), old + inside + last);
	const output = run(at, command('pgbouncer', 'pg-test', 2, {once: true, since}));
	await ended(output);
	expect(output.stdout).toBe(inside + last);
});

test('times of a zone that cannot be compared are read from the first on', async () => {
	const at = host();
	const text = line(40, 'old', 'EST');
	writeFileSync(at.file('pg/log/pgbouncer/pgbouncer.log'), text);
	const output = run(at, command('pgbouncer', 'pg-test', 2, {once: true, since: Date.now() - 60_000}));
	await ended(output);
	expect(output.stdout).toBe(text);
});

test("PostgreSQL's log is read through the days, oldest first, and days that are not wanted are not", async () => {
	const at = host();
	const day = 24 * 60;
	const [before, yesterday, today] = [line(2 * day, 'before'), line(day, 'yesterday'), line(0, 'today')];
	writeFileSync(at.file(csv(-2)), before);
	writeFileSync(at.file(csv(-1)), yesterday);
	writeFileSync(at.file(csv(0)), today);
	// The day before midnight is wanted as a whole.
	const since = Date.now() - (day + 1) * 60_000;
	const output = run(at, command('postgres', 'pg-test', 2, {once: true, since}));
	await ended(output);
	expect(output.stdout).toBe(yesterday + today);
});

test("followed since a moment, PostgreSQL's log goes on in every file of the week", async () => {
	const at = host();
	const [old, now] = [line(24 * 60 + 10, 'old'), line(0, 'now')];
	writeFileSync(at.file(csv(-1)), old + line(24 * 60 - 10, 'yesterday'));
	writeFileSync(at.file(csv(0)), now);
	const output = run(at, command('postgres', 'pg-test', 2, {since: Date.now() - 24 * 3_600_000}));
	await expect.poll(() => output.stdout, patient).toMatch(/^[^\n]*yesterday"\n[^\n]*now"\n$/);
	appendFileSync(at.file(csv(0)), 'more of today\n');
	await expect.poll(() => output.stdout, patient).toContain('more of today\n');
	writeFileSync(at.file(csv(1)), 'tomorrow\n');
	await expect.poll(() => output.stdout, patient).toContain('tomorrow\n');
	expect(output.stdout).not.toContain('old');
});

test('a file that may not be read is a failure, one that was never written is none', async () => {
	const at = host({
		sudo: 'shift; case "$*" in *expire*) echo "tail: cannot open it: Permission denied" >&2; exit 1; esac; exec "$@"',
	});
	writeFileSync(at.file('pg/log/pgbackrest/pg-test-backup.log'), 'backup\n');
	const output = run(at, command('pgbackrest', 'pg-test', 2, {once: true}));
	await expect.poll(() => output.code, patient).toBe(1);
	expect(output.stderr).toContain('Permission denied');
});

test('the journal is read since a moment, and ends or goes on', () => {
	const since = Date.UTC(2026, 10, 24);
	const once = command('haproxy', undefined, 50, {once: true, since}).argv;
	expect(once).toContain(`--since=@${since / 1000}`);
	expect(once).not.toContain('-f');
	expect(once).not.toContain('-n');
	expect(command('haproxy', undefined, 50, {since}).argv).toEqual(expect.arrayContaining(['-f', '--no-tail']));
});
