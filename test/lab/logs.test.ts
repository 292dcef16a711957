import {execFile, execFileSync, spawn} from 'node:child_process';
import {promisify} from 'node:util';
import {beforeAll, expect, test} from 'vitest';
import {inventory, lab, passwords, waitFor} from './kit/lab.ts';

const run = promisify(execFile);
const nodes = ['pg-test-1', 'pg-test-2', 'pg-test-3'];

/** What `logs --json` prints, as far as it is compared. */
type Printed = {
	readonly time: string;
	readonly node: string;
	readonly pid: number | null;
	readonly level: string;
	readonly message: string;
	readonly sqlState: string | null;
	readonly detail: readonly string[];
};

const recordsOf = (stdout: string): readonly Printed[] =>
	stdout
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Printed);

beforeAll(async () => {
	execFileSync('npm', ['run', '--silent', 'build']);
	await lab('mend');
});

/** On the node as PostgreSQL's user; the script goes through two shells, so it comes as base64. */
const asPostgres = (node: string, script: string): Promise<string> =>
	lab('ssh', node, `echo ${Buffer.from(script).toString('base64')} | base64 -d | sudo -n -iu postgres sh`);

const clients = 4;
const transactions = 50;

/** Each transaction fails in three lines and in a way that pgbench goes on after. */
const benchWithErrors = () =>
	asPostgres(
		'pg-test-1',
		`cat >/tmp/fail.sql <<'SQL'
do $$ begin
  raise exception 'first, "quoted"
second' using errcode = '40001', detail = 'a
detail';
end $$;
SQL
pgbench -n -c ${clients} -t ${transactions} -f /tmp/fail.sql postgres >/dev/null 2>&1; true`,
	);

/** Time and process of every record in a node's files of the week, read by another program than ours. */
const inFiles = async (node: string, from: number, until: number): Promise<readonly string[]> => {
	const text = await asPostgres(
		node,
		`python3 - <<'PYTHON'
import csv, glob
for name in glob.glob('/pg/log/postgres/*.csv'):
    for row in csv.reader(open(name, newline='')):
        print(row[0], row[3])
PYTHON`,
	);
	return text
		.trim()
		.split('\n')
		.map(line => {
			const [day = '', time = '', , pid = ''] = line.split(' ');
			return {time: `${day}T${time}Z`, pid};
		})
		.filter(({time}) => Date.parse(time) >= from && Date.parse(time) < until)
		.map(({time, pid}) => `${time} ${pid}`)
		.sort();
};

const compare = async (printed: readonly Printed[], from: number, until: number) => {
	for (const node of nodes) {
		const ours = printed
			.filter(record => record.node === node && Date.parse(record.time) >= from && Date.parse(record.time) < until)
			.map(({time, pid}) => `${time} ${pid}`)
			.sort();
		expect(ours, node).toEqual(await inFiles(node, from, until));
	}

	const failed = printed.filter(({sqlState}) => sqlState === '40001');
	expect(failed).toHaveLength(clients * transactions);
	expect(failed[0]).toMatchObject({node: 'pg-test-1', level: 'error', message: 'first, "quoted"␊second'});
	expect(failed[0]?.detail).toEqual(expect.arrayContaining([expect.stringMatching(/^STATEMENT: do \$\$ begin/)]));
};

test('every record of a run with errors is printed once, as it is in the files of three nodes', async () => {
	const {path} = await inventory();
	const from = Date.now();
	await benchWithErrors();
	const until = Date.now();
	const since = new Date(from).toISOString();
	const {stdout} = await run('dist/pigsty-top', ['logs', 'pg-test/postgres', '--since', since, '--json', '-i', path], {
		maxBuffer: 64 * 1024 ** 2,
	});
	const printed = recordsOf(stdout);
	expect(printed.map(({time}) => time)).toEqual(printed.map(({time}) => time).toSorted());
	await compare(printed, from, until);
});

test('followed, no record is lost or doubled, and an interrupt ends it with 130', async () => {
	const {path} = await inventory();
	const from = Date.now();
	const since = new Date(from).toISOString();
	const child = spawn('dist/pigsty-top', ['logs', 'pg-test/postgres', '-f', '--since', since, '--json', '-i', path]);
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	const ended = new Promise<number | null>(resolve => void child.on('exit', resolve));
	await benchWithErrors();
	const until = Date.now();
	await waitFor('all errors are printed', async () => stdout.split('"40001"').length > clients * transactions, {
		timeoutMs: 20_000,
	});
	child.kill('SIGINT');
	expect(await ended).toBe(130);
	expect(stderr).toBe('');
	await compare(recordsOf(stdout), from, until);
});

test('a reader that has seen enough is no failure, and no password is printed', async () => {
	const {path} = await inventory();
	const {stdout} = await run('bash', [
		'-c',
		'dist/pigsty-top logs "*" --since 7d -i "$1" 2>/dev/null | head -n 3; echo "${PIPESTATUS[0]}"',
		'bash',
		path,
	]);
	expect(stdout.trim().split('\n')).toHaveLength(4);
	expect(stdout.trim().split('\n').at(-1)).toMatch(/^[01]$/);
	const {stdout: all} = await run(
		'bash',
		['-c', 'dist/pigsty-top logs "*" --since 7d --json -i "$1"; true', 'bash', path],
		{
			maxBuffer: 64 * 1024 ** 2,
		},
	);
	expect(recordsOf(all).length).toBeGreaterThan(500);
	// By default that of pgBackRest's repository is its own name, which is in every log of it.
	const secrets = Object.entries(await passwords()).filter(([, value]) => value.length >= 8 && value !== 'pgBackRest');
	expect(secrets.filter(([, value]) => all.includes(value)).map(([name]) => name)).toEqual([]);
});
