import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {promisify} from 'node:util';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {inventory, lab, labPath, waitFor} from './kit/lab.ts';

const run = promisify(execFile);

/** `SELECT` on a node, as PostgreSQL's own user there. */
const select = async (node: string, expression: string) =>
	(await lab('exec', '-u', 'postgres', node, 'psql', '-XAtqc', `select ${expression}`)).trim();

const patroni = async (ip: string, path = 'patroni') => {
	const answer = await fetch(`http://${ip}:8008/${path}`, {signal: AbortSignal.timeout(1000)});
	return (await answer.json()) as Record<string, unknown>;
};

const answers = async (ip: string) => (await patroni(ip)) !== undefined;
const isSilent = async (ip: string) => {
	try {
		return !(await answers(ip));
	} catch {
		return true;
	}
};

/** One login by the key and the known hosts of the inventory, never asking: the way of our own transport. */
const login = (ip: string) =>
	run('ssh', [
		'-oBatchMode=yes',
		'-oConnectTimeout=3',
		'-oStrictHostKeyChecking=yes',
		`-oUserKnownHostsFile=${labPath('known_hosts')}`,
		`-i${labPath('keys/id_ed25519')}`,
		`dba@${ip}`,
		'hostname',
	]);

describe('a fault of the lab shows and goes away again:', () => {
	// A test that fails half-way must not be the end of the next ones: each begins with a whole lab.
	beforeAll(() => lab('mend'));
	afterEach(({task}) => (task.result?.state === 'fail' ? lab('mend') : undefined));

	test('a frozen node keeps its port open and does not answer', async () => {
		await lab('pause', 't2');
		await waitFor('pg-test-2 is silent', () => isSilent('10.10.10.12'));
		await lab('resume', 't2');
		await waitFor('pg-test-2 answers', () => answers('10.10.10.12'));
	});

	test('a pulled cable', async () => {
		await lab('cut', 't3');
		await waitFor('pg-test-3 is silent', () => isSilent('10.10.10.13'));
		await lab('heal');
		await waitFor('pg-test-3 answers', () => answers('10.10.10.13'));
	});

	test('a crash, and the boot after it', async () => {
		await lab('crash', 't3');
		expect(await lab('status')).toMatch(/^pg-test-3 .* off$/m);
		await lab('start', 't3');
		await lab('wait', 'pg-test');
	});

	test('Patroni killed, the database left running', async () => {
		await lab('kill', 't3', '-9', 'patroni');
		expect(await select('t3', 'pg_is_in_recovery()')).toBe('t');
		await lab('exec', 't3', 'systemctl', 'start', 'patroni');
		await waitFor('Patroni of pg-test-3 answers', () => answers('10.10.10.13'));
	});

	test('sshd stopped', async () => {
		await lab('sshd', 't2', 'stop');
		await expect(login('10.10.10.12')).rejects.toThrow('Connection refused');
		await lab('sshd', 't2', 'start');
		expect((await login('10.10.10.12')).stdout).toBe('pg-test-2\n');
	});

	test('a changed host key', async () => {
		await lab('rekey', 't2');
		await expect(login('10.10.10.12')).rejects.toThrow('REMOTE HOST IDENTIFICATION HAS CHANGED');
		await lab('rekey', 't2', 'back');
		expect((await login('10.10.10.12')).stdout).toBe('pg-test-2\n');
	});

	test('a full disk', async () => {
		const write = () => lab('exec', 't3', 'fallocate', '-l', '4M', '/data/probe');
		await lab('fill', 't3', '1024');
		await expect(write()).rejects.toThrow('No space left on device');
		await lab('unfill', 't3');
		await write();
		await lab('exec', 't3', 'rm', '/data/probe');
	});

	test('Patroni paused, and resumed', async () => {
		await lab('patroni-pause', 'pg-test', 'on');
		expect(await patroni('10.10.10.12')).toMatchObject({pause: true});
		await lab('patroni-pause', 'pg-test', 'off');
		expect(await patroni('10.10.10.12')).not.toHaveProperty('pause');
	});

	test('etcd down: Patroni knows of no cluster', async () => {
		await lab('etcd', 'stop');
		await waitFor('pg-test-1 has no answer for /cluster', async () => {
			try {
				return (await patroni('10.10.10.11', 'cluster')) === undefined;
			} catch {
				return true;
			}
		});
		await lab('etcd', 'start');
		await lab('wait');
	});

	test('replay held under load, streaming all the while', async () => {
		const leader = (await lab('leader')).trim();
		const replica = leader === 'pg-test-2' ? 'pg-test-3' : 'pg-test-2';
		const lagBytes = async () =>
			Number(
				await select(
					leader,
					`pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) from pg_stat_replication
					  where application_name = '${replica}' and state = 'streaming'`,
				),
			);
		await lab('load', 'pg-test', '60', '100');
		await lab('lag', replica, 'on');
		await waitFor('the replica lags 100 kB', async () => (await lagBytes()) > 100_000);
		await lab('load', 'pg-test', 'off');
		await lab('lag', replica, 'off');
		await waitFor('the replica has caught up', async () => (await lagBytes()) === 0);
	});

	test('archiving broken: it fails, and goes on where it stopped', async () => {
		const leader = (await lab('leader')).trim();
		const count = async (what: string) => Number(await select(leader, `${what}_count from pg_stat_archiver`));
		const [failed, archived] = [await count('failed'), await count('archived')];
		await lab('archive', 'pg-test', 'break');
		await waitFor('a segment fails', async () => (await count('failed')) > failed);
		await lab('archive', 'pg-test', 'mend');
		await waitFor('a segment is archived', async () => (await count('archived')) > archived, {timeoutMs: 90_000});
	});

	test('a switchover, there and back', async () => {
		const from = (await lab('leader')).trim();
		const to = from === 'pg-test-2' ? 'pg-test-3' : 'pg-test-2';
		expect(await lab('switchover', 'pg-test', to)).toContain('Successfully switched over');
		await lab('wait', 'pg-test');
		expect(await lab('leader')).toBe(`${to}\n`);
		await lab('switchover', 'pg-test', from);
		await lab('wait', 'pg-test');
	});

	test('an inventory that is no YAML', async () => {
		const whole = await readFile(labPath('pigsty.yml'), 'utf8');
		await lab('inventory', 'break');
		const {text} = await inventory();
		expect(() => parse(text) as unknown).toThrow();
		await lab('inventory', 'mend');
		expect((await inventory()).text).toBe(whole);
	});
});
