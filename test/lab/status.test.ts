import {execFile, execFileSync} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {promisify} from 'node:util';
import {beforeAll, expect, test} from 'vitest';
import {inventory, lab} from './kit/lab.ts';

const run = promisify(execFile);

/** Runs the built program; any exit code is an answer. */
const program = async (
	...args: readonly string[]
): Promise<{readonly code: number; readonly stdout: string; readonly stderr: string}> => {
	const {path} = await inventory();
	try {
		const {stdout, stderr} = await run('dist/pigsty-top', [...args, '-i', path], {maxBuffer: 64 * 1024 ** 2});
		return {code: 0, stdout, stderr};
	} catch (error) {
		const failed = error as {code: number; stdout: string; stderr: string};
		return {code: failed.code, stdout: failed.stdout, stderr: failed.stderr};
	}
};

type Report = {
	readonly clusters: readonly {
		readonly name: string;
		readonly health: string;
		readonly leader: string | null;
		readonly members: readonly {
			readonly name: string;
			readonly role: string;
			readonly state: string;
			readonly lagBytes: number | null;
		}[];
		readonly backup: {readonly lastFullAt: string | null; readonly archiveOk: boolean | null} | null;
	}[];
	readonly findings: readonly {readonly id: string; readonly severity: string}[];
	readonly sources: readonly {
		readonly id: string;
		readonly target: string;
		readonly ok: boolean;
		readonly problem: string | null;
	}[];
};

beforeAll(async () => {
	execFileSync('npm', ['run', '--silent', 'build']);
	await lab('mend');
});

test('status names both clusters, four members, the leader and the backups, and nothing but what is true', async () => {
	const {code, stdout, stderr} = await program('status', '--json');
	expect(stderr).toBe('');
	const report = JSON.parse(stdout) as Report;
	const [meta, main] = ['pg-meta', 'pg-test'].map(name => report.clusters.find(cluster => cluster.name === name));
	expect(meta?.leader).toBe('pg-meta-1');
	expect(main?.leader).toBe('pg-test-1');
	expect([...(meta?.members ?? []), ...(main?.members ?? [])].map(({name}) => name)).toEqual([
		'pg-meta-1',
		'pg-test-1',
		'pg-test-2',
		'pg-test-3',
	]);
	expect(main?.members.slice(1).every(({lagBytes}) => lagBytes !== null)).toBe(true);
	for (const cluster of [meta, main]) {
		expect(Date.parse(cluster?.backup?.lastFullAt ?? '')).toBeGreaterThan(Date.now() - 24 * 3600 * 1000);
		expect(cluster?.backup?.archiveOk).toBe(true);
	}

	expect(report.sources.filter(({ok}) => !ok)).toEqual([]);
	// True of this lab: no crontab line makes a backup, and its inventory keeps Pigsty's default repository, on the members.
	const known = /^(backup-not-scheduled|backup-same-host|default-password)[:/]/;
	expect(report.findings.filter(({id}) => !known.test(id))).toEqual([]);
	expect(code).toBe(1);
}, 60_000);

test('check says it in one line and exits by the worst finding', async () => {
	const {code, stdout} = await program('check');
	expect(code).toBe(1);
	expect(stdout).toMatch(/^PIGSTY WARNING - .*\n$/);
	await lab('etcd', 'stop');
	const broken = await program('check').finally(() => lab('etcd', 'start'));
	expect(broken.code).toBe(2);
	expect(broken.stdout).toMatch(/^PIGSTY CRITICAL - .*\n$/);
	await lab('mend');
}, 120_000);

test('the live state of all clusters is there sooner than one patronictl list and a third of a second', async () => {
	const time = async (work: () => Promise<unknown>) => {
		const from = performance.now();
		await work();
		return performance.now() - from;
	};
	const ours = await time(() => program('status'));
	const theirs = await time(() => lab('ssh', 't1', 'sudo -n -iu postgres patronictl -c /etc/patroni/patroni.yml list'));
	console.log(
		`status of all clusters: ${Math.round(ours)} ms; ssh and patronictl list of one: ${Math.round(theirs)} ms`,
	);
	expect(ours).toBeLessThan(10 * theirs); // The figure is for people; this only notices a wait that is none of the network's.
}, 60_000);
