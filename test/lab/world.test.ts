import {homedir} from 'node:os';
import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {readInventory} from '../../source/model/inventory/read-inventory.ts';
import type {LogProgram} from '../../source/model/log.ts';
import type {Reading} from '../../source/model/sample.ts';
import {secret} from '../../source/model/secret.ts';
import type {Target, TargetKind} from '../../source/model/target.ts';
import {targetsOf} from '../../source/model/targets.ts';
import {systemClock} from '../../source/services/clock.ts';
import {startPolling} from '../../source/services/poll.ts';
import type {Ask} from '../../source/services/source.ts';
import {sources} from '../../source/services/sources/index.ts';
import {createSsh} from '../../source/services/transports/ssh.ts';
import {createWorld, type RealWorld} from '../../source/services/transports/world.ts';
import {inventory, lab, labPath, waitFor} from './kit/lab.ts';

const worlds: RealWorld[] = [];
const open = (caFiles: readonly string[] = [labPath('keys/ca.crt')]): RealWorld => {
	const ssh = createSsh({
		acceptNewHostKeys: false,
		clock: systemClock,
		random: Math.random,
		home: homedir(),
		env: process.env,
	});
	const world = createWorld({ssh, clock: systemClock, pigstyHome: labPath(''), caFiles});
	worlds.push(world);
	return world;
};

let targets: readonly Target[] = [];
beforeAll(async () => {
	await lab('mend');
	const {inventory: model} = readInventory([await inventory()]);
	targets = model === undefined ? [] : targetsOf(model);
});
afterEach(({task}) => (task.result?.state === 'fail' ? lab('mend') : undefined));
afterAll(() => Promise.all(worlds.map(world => world.close())));

const target = <Kind extends TargetKind>(kind: Kind, id: string) => {
	const found = targets.find((one): one is Extract<Target, {kind: Kind}> => one.kind === kind && one.id === id);
	if (found === undefined) {
		throw new Error(`no ${kind} ${id} in the lab's inventory`);
	}

	return found;
};

const limits = (timeoutMs = 5000) => ({timeoutMs, signal: new AbortController().signal});
const sql = (text: string): Ask => ({via: 'sql', variants: [{since: 0, text}]});
/** How long something took to fail, and with what. */
const failure = async (asked: Promise<unknown>): Promise<{readonly ms: number; readonly error: unknown}> => {
	const startedAt = performance.now();
	const error: unknown = await asked.then(
		() => new Error('it did not fail'),
		(thrown: unknown) => thrown,
	);
	return {ms: performance.now() - startedAt, error};
};

describe('the real world', () => {
	test('answers every source of every target of the inventory, in the form that its source reads', async () => {
		const readings: Reading[] = [];
		const polling = startPolling({
			clock: systemClock,
			random: Math.random,
			ask: open().ask,
			sources,
			emit: reading => void readings.push(reading),
		});
		polling.setTargets(targets);
		await waitFor('all have answered', async () => polling.allAnswered());
		polling.stop();
		expect(readings.filter(({ok}) => !ok)).toEqual([]);
		expect(new Set(readings.map(({id}) => id))).toEqual(new Set(Object.keys(sources)));
	});

	test('verifies PostgreSQL by name and address, asks in a read-only transaction, and cannot be made to write', async () => {
		const world = open();
		const primary = target('instance', 'pg-test-1');
		const settings = await world.ask(
			primary,
			sql(`select current_setting('transaction_read_only') as read_only, current_setting('statement_timeout') as timeout,
			            current_setting('lock_timeout') as lock, current_setting('application_name') as name,
			            (select ssl from pg_stat_ssl where pid = pg_backend_pid()) as ssl, 9007199254740993::bigint as big,
			            timestamptz '2026-02-13 02:00:01.5+00' as moment`),
			limits(),
		);
		expect(settings).toEqual([
			{
				read_only: 'on',
				timeout: expect.stringMatching(/^4\d{3}ms$/),
				lock: '500ms',
				name: 'pigsty-top',
				ssl: true,
				big: '9007199254740993',
				moment: '2026-02-13 02:00:01.5+00',
			},
		]);
		expect(world.trustOf('pg-test-1')).toBe('verified');
		for (const text of [
			'create table x ()',
			"select set_config('transaction_read_only', 'off', true)",
			'select 1; select 2',
			'vacuum',
		]) {
			expect((await failure(world.ask(primary, sql(text), limits()))).error).toBeInstanceOf(Error);
		}
	});

	test('uses one connection to an instance for all its questions, and leaves none behind', async () => {
		const world = open();
		const primary = target('instance', 'pg-test-1');
		const count = `select count(*)::int as n from pg_stat_activity where application_name = 'pigsty-top'`;
		const before = await lab('exec', '-u', 'postgres', 't1', 'psql', '-XAtqc', count);
		const answers = await Promise.all(
			[1, 2, 3, 4, 5].map(n => world.ask(primary, sql(`select pg_backend_pid() + ${n} - ${n} as pid`), limits())),
		);
		expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
		await world.close();
		await waitFor(
			'the connection is gone',
			async () => (await lab('exec', '-u', 'postgres', 't1', 'psql', '-XAtqc', count)) <= before,
		);
	});

	test('refuses a server of another CA, and says so', async () => {
		// A CA that is real, and not the one of the lab.
		const world = open([new URL('../samples/tls/other-ca.crt', import.meta.url).pathname]);
		const {error} = await failure(world.ask(target('instance', 'pg-test-1'), sql('select 1'), limits()));
		expect(error).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('not signed by the CA that we have'),
		});
		const etcd: Ask = {via: 'http', service: 'etcd', path: '/health'};
		expect((await failure(world.ask(target('etcd', 'etcd-1'), etcd, limits()))).error).toMatchObject({kind: 'refused'});
	});

	test('works without a CA, and knows that nothing is verified then', async () => {
		const world = open([]);
		await world.ask(target('instance', 'pg-test-1'), sql('select 1'), limits());
		expect([world.ca, world.trustOf('pg-test-1')]).toEqual([undefined, 'unverified']);
	});

	test('says who refuses which password', async () => {
		const primary = target('instance', 'pg-test-1');
		const wrong = {
			...primary,
			cluster: {...primary.cluster, monitor: {...primary.cluster.monitor, password: secret('wrong')}},
		};
		expect((await failure(open().ask(wrong, sql('select 1'), limits()))).error).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('it refuses the password of dbuser_monitor'),
		});
		expect((await failure(open().ask(wrong, {via: 'console', text: 'SHOW POOLS'}, limits()))).error).toMatchObject({
			message: expect.stringContaining('pg-test-1: pgbouncer'),
		});
	});

	test('a question that takes too long is cancelled by the server, and its connection goes on', async () => {
		const world = open();
		const primary = target('instance', 'pg-test-1');
		const {ms, error} = await failure(world.ask(primary, sql('select pg_sleep(10)'), limits(1000)));
		expect(error).toMatchObject({
			kind: 'answer',
			message: expect.stringContaining('took too long and was cancelled there'),
		});
		expect(ms).toBeLessThan(1000);
		await expect(world.ask(primary, sql('select 1 as one'), limits())).resolves.toEqual([{one: 1}]);
	});
});

describe('a node that cannot be reached', () => {
	const asks = [
		['PostgreSQL', 'instance', 'pg-test-3', sql('select 1')],
		['pgbouncer', 'instance', 'pg-test-3', {via: 'console', text: 'SHOW VERSION'}],
		['Patroni', 'instance', 'pg-test-3', {via: 'patroni', path: '/patroni'}],
		['HAProxy', 'node', '10.10.10.13', {via: 'http', service: 'haproxy', path: '/haproxy/pg-test-3/;csv'}],
		['SSH', 'node', '10.10.10.13', {via: 'ssh', command: {as: 'login', argv: ['true']}}],
	] as const satisfies readonly (readonly [string, TargetKind, string, Ask])[];

	test.each(['cut', 'pause'] as const)(
		'(%s) fails within the deadline on every way, and answers again afterwards',
		async fault => {
			const world = open();
			const all = (timeoutMs: number) =>
				Promise.all(asks.map(([, kind, id, ask]) => failure(world.ask(target(kind, id), ask, limits(timeoutMs)))));
			await Promise.all(asks.map(([, kind, id, ask]) => world.ask(target(kind, id), ask, limits())));
			await lab(fault, 't3');
			for (const {ms, error} of [...(await all(1500)), ...(await all(1500))]) {
				expect(error).toMatchObject({kind: expect.stringMatching(/^(timeout|unreachable)$/)});
				expect(ms).toBeLessThan(1700);
			}

			await lab(fault === 'cut' ? 'heal' : 'resume', ...(fault === 'cut' ? [] : ['t3']));
			for (const [name, kind, id, ask] of asks) {
				await waitFor(
					`${name} answers again`,
					async () => (await world.ask(target(kind, id), ask, limits(2000))) !== undefined,
				);
			}
		},
	);

	test('does not keep a cluster from answering: another member does, soon', async () => {
		const world = open();
		const cluster = target('cluster', 'pg-test');
		const ask: Ask = {via: 'patroni', path: '/cluster'};
		await expect(world.ask(cluster, ask, limits())).resolves.toMatchObject({from: 'pg-test-1'});
		await lab('cut', 't1');
		const startedAt = performance.now();
		await expect(world.ask(cluster, ask, limits(3000))).resolves.toMatchObject({
			from: expect.stringMatching(/^pg-test-[23]$/),
		});
		expect(performance.now() - startedAt).toBeLessThan(1500);
		const again = performance.now();
		await world.ask(cluster, ask, limits(3000));
		expect(performance.now() - again).toBeLessThan(600);
		await lab('heal');
		await lab('wait', 'pg-test');
	});

	test('is seen within two intervals and the deadline, and seen again within 10 s', async () => {
		const world = open();
		const readings: Reading[] = [];
		const {replication} = sources;
		const source = {...replication, everyMs: 1000, timeoutMs: 1500};
		const polling = startPolling({
			clock: systemClock,
			random: Math.random,
			ask: world.ask,
			sources: {replication: source},
			emit: reading => void readings.push(reading),
		});
		polling.setTargets([target('instance', 'pg-test-3')]);
		await waitFor('it answers', async () => readings.at(-1)?.ok === true);
		await lab('cut', 't3');
		const cutAt = performance.now();
		await waitFor('the failure is seen', async () => readings.at(-1)?.ok === false, {everyMs: 20});
		expect(performance.now() - cutAt).toBeLessThan(2 * 1000 + 1500);
		await new Promise(resolve => setTimeout(resolve, 15_000));
		await lab('heal');
		const healedAt = performance.now();
		await waitFor('the recovery is seen', async () => readings.at(-1)?.ok === true, {everyMs: 20});
		expect(performance.now() - healedAt).toBeLessThan(10_000);
		polling.stop();
	});
});

test('etcd down is what Patroni means by closing the connection', async () => {
	await lab('etcd', 'stop');
	const world = open();
	const {error} = await failure(
		world.ask(target('cluster', 'pg-meta'), {via: 'patroni', path: '/cluster'}, limits(8000)),
	);
	await lab('etcd', 'start');
	expect(error).toMatchObject({
		kind: 'answer',
		message: expect.stringContaining(
			'it closed the connection without a reply\nPatroni does so while etcd does not answer',
		),
	});
});

describe('logs', () => {
	const follow = (program: LogProgram, id: string, subject: string | undefined) => {
		const stop = new AbortController();
		let text = '';
		const ended = open().follow(
			{node: target('node', id).node, program, subject, backfillLines: 20},
			chunk => (text += Buffer.from(chunk).toString('utf8')),
			stop.signal,
		);
		ended.catch(() => {});
		return {text: () => text, ended, stop};
	};

	test.each([
		['postgres', '10.10.10.11', 'pg-test', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} UTC,/m],
		['patroni', '10.10.10.11', 'pg-test', /"MESSAGE":"[^"]*INFO: no action/],
		['pgbouncer', '10.10.10.11', 'pg-test', /LOG stats|LOG C-|WARNING|LOG/],
		['pgbackrest', '10.10.10.11', 'pg-test', / P\d\d +INFO: /],
		['haproxy', '10.10.10.11', undefined, /"MESSAGE"/],
		['etcd', '10.10.10.10', undefined, /"MESSAGE"/],
	] as const)('%s is followed', async (program, ip, subject, pattern) => {
		const {text, stop, ended} = follow(program, ip, subject);
		await waitFor('old lines come', async () => pattern.test(text()), {timeoutMs: 20_000});
		stop.abort();
		await ended;
	});

	test('a new line of PostgreSQL arrives within a second', async () => {
		const {text, stop, ended} = follow('postgres', '10.10.10.11', 'pg-test');
		await waitFor('old lines come', async () => text().length > 0, {timeoutMs: 20_000});
		const word = `marker_${Date.now()}`;
		await lab('exec', '-u', 'postgres', 't1', 'psql', '-XAtqc', `select ${word}`).catch(() => {});
		await waitFor('the new line comes', async () => text().includes(word), {timeoutMs: 1000, everyMs: 20});
		stop.abort();
		await ended;
	});

	test('nothing is left running on the node after we stop', async () => {
		const {text, stop, ended} = follow('postgres', '10.10.10.12', 'pg-test');
		await waitFor('old lines come', async () => text().length > 0, {timeoutMs: 20_000});
		stop.abort();
		await ended;
		await waitFor(
			'no tail is left',
			async () => (await lab('exec', 't2', 'sh', '-c', 'pgrep -c tail || true')).trim() === '0',
		);
	});

	test('a log that is not there is a problem at once', async () => {
		const {ended} = follow('redis', '10.10.10.11', 'redis-none-1-6379');
		await expect(ended).rejects.toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('log of redis: it cannot be read'),
		});
	});
});
