import {afterEach, expect, test} from 'vitest';
import {secret} from '../../../source/model/secret.ts';
import {systemClock} from '../../../source/services/clock.ts';
import {createPostgres, type Postgres} from '../../../source/services/transports/postgres.ts';
import {type Behaviour, type FakePostgres, fakePostgres, sample} from '../../kit/fake-postgres.ts';
import {instanceTarget} from '../../kit/instance-target.ts';

const open: (Pick<FakePostgres, 'close'> | Pick<Postgres, 'close'>)[] = [];
afterEach(async () => {
	for (const one of open.splice(0)) {
		await one.close();
	}
});

const setUp = async (behaviour: Behaviour = {}, ca?: string) => {
	const server = await fakePostgres(behaviour);
	const postgres = createPostgres({clock: systemClock, ca});
	open.push(postgres, server);
	const target = instanceTarget({port: server.port});
	return {
		server,
		postgres,
		ask: (text = 'select value', timeoutMs = 5000, signal = new AbortController().signal) =>
			postgres.query(target, [{since: 0, text}], {timeoutMs, signal}),
	};
};

test('a question is a read-only transaction in one round trip, by the extended protocol', async () => {
	const {server, ask} = await setUp();
	await expect(ask()).resolves.toEqual([{value: '1'}]);
	expect(server.texts).toEqual([
		'BEGIN TRANSACTION READ ONLY',
		"SELECT pg_catalog.set_config('statement_timeout', $1, true)",
		'select value',
		'ROLLBACK',
	]);
	expect(server.messages.join('')).toBe('PBDES'.repeat(4));
});

test('the connection is read-only and impatient before anything is asked, and says who we are', async () => {
	const {server, ask} = await setUp();
	await ask();
	expect(server.startups).toHaveLength(1);
	expect(server.startups[0]).toMatchObject({
		user: 'dbuser_monitor',
		database: 'postgres',
		application_name: 'pigsty-top',
	});
	const options = server.startups[0]?.['options'];
	for (const setting of [
		'default_transaction_read_only=on',
		'statement_timeout=5000',
		'lock_timeout=500',
		'idle_in_transaction_session_timeout=10000',
		'search_path=pg_catalog,pg_temp',
	]) {
		expect(options).toContain(`-c ${setting}`);
	}
});

test('all questions share one connection and are answered in the order of asking', async () => {
	const {server, ask} = await setUp({answer: sql => sql});
	const answers = await Promise.all(['a', 'b', 'c'].map(text => ask(`select ${text}`)));
	expect(answers).toEqual([[{value: 'select a'}], [{value: 'select b'}], [{value: 'select c'}]]);
	expect(server.connections.opened).toBe(1);
});

test('an error of one question is its own: the next one uses the same connection', async () => {
	const {server, ask} = await setUp({
		answer: sql => (sql === 'bad' ? {code: '57014', message: 'canceling statement'} : '1'),
	});
	await expect(ask('bad')).rejects.toMatchObject({
		kind: 'answer',
		message: expect.stringMatching(
			/^pg-test-1: PostgreSQL \(127\.0\.0\.1:\d+\): our question took too long and was cancelled there\n/,
		),
	});
	await expect(ask()).resolves.toEqual([{value: '1'}]);
	expect(server.connections.opened).toBe(1);
	expect(server.texts.filter(sql => sql === 'ROLLBACK')).toHaveLength(2);
});

test('a server that stops answering is given up at the deadline, its connection closed, and a new one made', async () => {
	let silent = true;
	const {server, ask} = await setUp({answer: () => (silent ? undefined : '1')});
	await expect(ask('select 1', 150)).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringContaining('no answer in 0.15 s'),
	});
	silent = false;
	await expect(ask()).resolves.toEqual([{value: '1'}]);
	expect(server.connections.opened).toBe(2);
	await expect.poll(() => server.connections.open).toBe(1);
});

test('a question in line keeps its own deadline and leaves the connection to the one before it', async () => {
	const {server, ask} = await setUp({answer: () => undefined});
	const first = ask('select 1', 400);
	await expect(ask('select 2', 100)).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringContaining('still busy with an earlier question of ours'),
	});
	expect(server.connections.open).toBe(1);
	await expect(first).rejects.toMatchObject({kind: 'timeout'});
	expect(server.texts).not.toContain('select 2');
});

test('an abort ends the question at once with its reason', async () => {
	const {ask} = await setUp({answer: () => undefined});
	const controller = new AbortController();
	const asked = ask('select 1', 5000, controller.signal);
	controller.abort(new Error('not wanted any more'));
	await expect(asked).rejects.toThrow('not wanted any more');
});

test('a connection that the server ended is replaced', async () => {
	const {server, postgres, ask} = await setUp();
	await ask();
	server.drop();
	await expect.poll(() => postgres.trustOf('pg-test-1')).toBe(undefined);
	await expect(ask()).resolves.toEqual([{value: '1'}]);
	expect(server.connections.opened).toBe(2);
});

test('closing ends an idle connection politely and a busy one at once, and none is left', async () => {
	const idle = await setUp();
	await idle.ask();
	idle.postgres.close();
	await expect.poll(() => idle.server.connections.open).toBe(0);
	expect(idle.server.messages.at(-1)).toBe('X');

	const busy = await setUp({answer: () => undefined});
	const asked = busy.ask();
	asked.catch(() => {});
	await expect.poll(() => busy.server.texts).toContain('ROLLBACK');
	busy.postgres.close();
	await expect(asked).rejects.toMatchObject({kind: 'unreachable'});
	await expect.poll(() => busy.server.connections.open).toBe(0);
});

test('what is being opened while it is closed does not stay', async () => {
	const {server, postgres, ask} = await setUp();
	const asked = [ask(), ask()];
	asked.forEach(one => one.catch(() => {}));
	postgres.close();
	for (const one of asked) {
		await expect(one).rejects.toMatchObject({message: expect.stringContaining('closed by us')});
	}

	await expect.poll(() => server.connections.open).toBe(0);
});

test('a changed password is used at once', async () => {
	const server = await fakePostgres();
	const postgres = createPostgres({clock: systemClock, ca: undefined});
	open.push(postgres, server);
	const limits = {timeoutMs: 5000, signal: new AbortController().signal};
	const variants = [{since: 0, text: 'select 1'}];
	await postgres.query(instanceTarget({port: server.port}), variants, limits);
	await postgres.query(instanceTarget({port: server.port}), variants, limits);
	expect(server.connections.opened).toBe(1);
	await postgres.query(instanceTarget({port: server.port}, {password: secret('another')}), variants, limits);
	expect(server.connections.opened).toBe(2);
});

test.each([
	['13.22', 'old'],
	['16.9 (Debian 16.9-1)', 'newer'],
	['17beta1', 'newest'],
	['18.1', 'newest'],
])('server %s is asked the %s variant', async (version, variant) => {
	const {server, postgres} = await setUp({version});
	const variants = [
		{since: 140_000, text: 'newer'},
		{since: 0, text: 'old'},
		{since: 170_000, text: 'newest'},
	];
	await postgres.query(instanceTarget({port: server.port}), variants, {
		timeoutMs: 5000,
		signal: new AbortController().signal,
	});
	expect(server.texts).toContain(variant);
});

test('a server that is older than every variant is named as too old', async () => {
	const {server, postgres} = await setUp({version: '12.4'});
	await expect(
		postgres.query(instanceTarget({port: server.port}), [{since: 130_000, text: 'x'}], {
			timeoutMs: 5000,
			signal: new AbortController().signal,
		}),
	).rejects.toThrow('version 12 is too old for this question');
});

test('an answer that never ends is cut off', async () => {
	const {ask} = await setUp({answer: () => 'x'.repeat(9 * 1024 ** 2)});
	await expect(ask()).rejects.toMatchObject({kind: 'answer', message: expect.stringContaining('longer than 8 MiB')});
});

test.each([
	['28P01', 'password authentication failed', 'refused', 'it refuses the password of dbuser_monitor'],
	['28000', 'no pg_hba.conf entry for host "10.0.0.1"', 'refused', 'no rule of its pg_hba.conf admits dbuser_monitor'],
	['28000', 'role "dbuser_monitor" does not exist', 'refused', 'it does not let dbuser_monitor in: role'],
	['3D000', 'database "postgres" does not exist', 'refused', 'it has no database postgres'],
	['53300', 'sorry, too many clients already', 'refused', 'all its connections are taken'],
	[
		'57P03',
		'the database system is starting up',
		'answer',
		'it takes no connections now: the database system is starting up',
	],
	['XX000', 'odd \u001B[31mtext', 'answer', 'it says XX000 odd text'],
])('a refusal with %s is a sentence', async (code, message, kind, sentence) => {
	const {ask} = await setUp({login: {code, message}});
	await expect(ask()).rejects.toMatchObject({kind, message: expect.stringContaining(sentence)});
	await expect(ask()).rejects.not.toMatchObject({message: expect.stringContaining('hunter2')});
});

test('nobody there is a sentence, and unreachable', async () => {
	const {server, ask} = await setUp();
	await server.close();
	await expect(ask()).rejects.toMatchObject({
		kind: 'unreachable',
		message: expect.stringContaining(
			'nothing listens there (connection refused)\nOn pg-test-1: systemctl status patroni',
		),
	});
});

test('a server that accepts and says nothing is given up', async () => {
	const {ask} = await setUp({login: 'silent'});
	await expect(ask('select 1', 200)).rejects.toMatchObject({
		kind: 'timeout',
		message: expect.stringContaining('no connection in 0.2 s'),
	});
});

test('without a CA, TLS is taken where it is offered and known to be unverified', async () => {
	const {postgres, ask} = await setUp({certificate: 'elsewhere'});
	await ask();
	expect(postgres.trustOf('pg-test-1')).toBe('unverified');
});

test('without a CA and without TLS on the other side, the connection is plain and known to be', async () => {
	const {postgres, ask} = await setUp({certificate: 'none'});
	expect(postgres.trustOf('pg-test-1')).toBe(undefined);
	await ask();
	expect(postgres.trustOf('pg-test-1')).toBe('plain');
});

test('with a CA, a server that proves its address is verified', async () => {
	const {postgres, ask} = await setUp({certificate: 'loopback'}, sample('ca.crt'));
	await ask();
	expect(postgres.trustOf('pg-test-1')).toBe('verified');
});

test.each([
	['of another address', 'elsewhere', 'ca.crt', 'valid, but for other names and addresses'],
	['of another CA', 'loopback', 'other-ca.crt', 'not signed by the CA that we have'],
	['that has expired', 'expired', 'ca.crt', 'has expired'],
])(
	'with a CA, a certificate %s is refused and nothing is said to the server',
	async (_name, certificate, ca, sentence) => {
		const {server, ask} = await setUp({certificate}, sample(ca));
		await expect(ask()).rejects.toMatchObject({kind: 'refused', message: expect.stringContaining(sentence)});
		expect(server.startups).toEqual([]);
	},
);

test('with a CA, a server without TLS is refused: there is no silent way back to clear text', async () => {
	const {server, ask} = await setUp({certificate: 'none'}, sample('ca.crt'));
	await expect(ask()).rejects.toMatchObject({
		kind: 'refused',
		message: expect.stringContaining('it does not offer TLS'),
	});
	expect(server.startups).toEqual([]);
});

test('the password goes in clear only to a server that proved itself', async () => {
	const unsure = await setUp({login: 'cleartext', certificate: 'elsewhere'});
	await expect(unsure.ask()).rejects.toMatchObject({
		kind: 'refused',
		message: expect.stringContaining('it asks for the password in clear, and it is not certain who it is'),
	});
	expect(unsure.server.messages).toEqual([]);

	const sure = await setUp({login: 'cleartext', certificate: 'loopback'}, sample('ca.crt'));
	await expect(sure.ask('select 1', 200)).rejects.toThrow();
	expect(sure.server.messages).toEqual(['p']);
});
