import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import pg from 'pg';
import {beforeAll, describe, expect, test} from 'vitest';
import {inventory, lab, labPath, passwords} from './kit/lab.ts';

const run = promisify(execFile);
const json = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).json() as Promise<unknown>;

describe('the lab', () => {
	// Other files may have left HAProxy in the middle of its checks.
	beforeAll(() => lab('mend'));

	test('runs four nodes whose units are all well', async () => {
		const lines = (await lab('status')).trim().split('\n').slice(0, 4);
		expect(lines.map(line => line.split(/ +/))).toEqual([
			['pg-meta-1', '10.10.10.10', 'running'],
			['pg-test-1', '10.10.10.11', 'running'],
			['pg-test-2', '10.10.10.12', 'running'],
			['pg-test-3', '10.10.10.13', 'running'],
		]);
	});

	test.each([
		['pg-meta', '10.10.10.10', ['leader']],
		['pg-test', '10.10.10.11', ['leader', 'replica', 'replica']],
	])('has a healthy cluster %s', async (scope, ip, roles) => {
		const cluster = await json(`http://${ip}:8008/cluster`);
		expect(cluster).toMatchObject({scope});
		const {members} = cluster as {members: {role: string; state: string; timeline: number}[]};
		expect(members.map(({role}) => role).toSorted()).toEqual(roles);
		expect(members.every(({state}) => state === 'running' || state === 'streaming')).toBe(true);
		expect(new Set(members.map(({timeline}) => timeline)).size).toBe(1);
	});

	test.each([5432, 5433, 5434, 5436, 5438, 6432])('lets an application in on port %i', async port => {
		const client = new pg.Client({
			host: '10.10.10.11',
			port,
			user: 'test',
			database: 'test',
			password: (await passwords())['test'],
		});
		await client.connect();
		const {rows} = await client.query('select 1 as one');
		await client.end();
		expect(rows).toEqual([{one: 1}]);
	});

	test.each(['pg-meta', 'pg-test'])('has a full backup of %s', async stanza => {
		const node = stanza === 'pg-meta' ? 'meta' : 't2';
		const answer = await lab('ssh', node, `sudo -n -iu postgres pgbackrest --stanza=${stanza} info --output=json`);
		expect(JSON.parse(answer)).toMatchObject([
			{name: stanza, status: {code: 0}, backup: [{type: 'full', error: false}]},
		]);
	});

	test('has an inventory that Ansible reads, here and on the admin node', async () => {
		const {path} = await inventory();
		const {stdout: here} = await run('ansible-inventory', ['-i', path, '--list']);
		const there = await lab('exec', '-u', 'dba', 'meta', 'sh', '-c', 'cd ~/pigsty && ansible-inventory --list');
		for (const text of [here, there]) {
			expect(JSON.parse(text)).toMatchObject({'pg-test': {hosts: ['10.10.10.11', '10.10.10.12', '10.10.10.13']}});
		}
	});

	test('lets Ansible in from here, by the key and the known hosts of the inventory', async () => {
		const {stdout} = await run('ansible', ['-i', 'pigsty.yml', 'all', '-m', 'ping', '-o'], {cwd: labPath('')});
		expect(stdout.match(/SUCCESS/g)).toHaveLength(4);
	});

	test('answers by Redis', async () => {
		const {redis} = await passwords();
		expect(await lab('exec', 't3', 'env', `REDISCLI_AUTH=${redis}`, 'redis-cli', 'ping')).toBe('PONG\n');
	});

	test('answers by HAProxy, with one primary in service', async () => {
		const authorization = `Basic ${btoa(`admin:${(await passwords())['haproxy_admin']}`)}`;
		const answer = await fetch('http://10.10.10.12:9101/haproxy/pg-test-2/;csv', {headers: {authorization}});
		const rows = (await answer.text()).split('\n').filter(line => line.startsWith('pg-test-primary,pg-test-'));
		expect(rows.filter(row => row.includes(',UP,'))).toHaveLength(1);
	});

	test('answers by etcd, whose certificate is of the lab', async () => {
		const answer = await lab('api', '--cacert', labPath('keys/ca.crt'), 'https://10.10.10.10:2379/health');
		expect(JSON.parse(answer)).toMatchObject({health: 'true'});
	});

	test('answers by VictoriaMetrics', async () => {
		const answer = await json('http://10.10.10.10:8428/api/v1/query?query=patroni_up');
		expect(answer).toMatchObject({status: 'success'});
	});

	test('answers by vmalert, which evaluates rules', async () => {
		const answer = await json('http://10.10.10.10:8880/api/v1/rules');
		expect(answer).toMatchObject({data: {groups: [{name: 'agent-rules'}]}});
	});

	test('shows no password in the arguments of its services', async () => {
		const {stdout} = await run('ps', ['-eo', 'args', '--no-headers'], {maxBuffer: 64 * 1024 ** 2});
		const distinctive = Object.values(await passwords()).filter(password => password.startsWith('CANARY-'));
		expect(distinctive.filter(password => stdout.includes(password))).toEqual([]);
	});
});
