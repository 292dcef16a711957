import {expect, test} from 'vitest';
import {secret} from '../../../source/model/secret.ts';
import {redis} from '../../../source/services/sources/redis.ts';
import {sample, ssh, target} from './answers.ts';

const of = target('redis');
const read = (stdout: string, more = {}) => redis.read(ssh(stdout, more), of);
const recorded = (path: string) => read(sample(path));

test('the password goes through standard input and nowhere else', () => {
	const password = secret('redis.ms');
	const asked = of.kind === 'redis' && redis.ask({...of, cluster: {...of.cluster, password}});
	expect(asked).toEqual({
		via: 'ssh',
		command: {
			as: 'login',
			argv: ['redis-cli', '--askpass', '-h', '10.10.10.10', '-p', '6379', 'INFO'],
			stdin: password,
		},
	});
	expect(redis.ask(of)).toEqual({
		via: 'ssh',
		command: {as: 'login', argv: ['redis-cli', '-h', '10.10.10.10', '-p', '6379', 'INFO']},
	});
});

test('a master with a replica', () => {
	expect(recorded('redis-7.0/info.master.txt')).toEqual({
		role: 'master',
		version: '7.0.15',
		uptimeMs: expect.any(Number),
		usedBytes: expect.any(Number),
		maxBytes: 33_554_432,
		connectedReplicas: 1,
		masterLink: undefined,
		opsPerSecond: expect.any(Number),
		clients: expect.any(Number),
	});
});

test('a replica tells of its link, which is down until the first copy is there', () => {
	expect(recorded('redis-7.0/info.replica.txt')).toMatchObject({
		role: 'slave',
		masterLink: 'down',
		connectedReplicas: 0,
	});
});

test('a sentinel has no memory to tell of, which is not 0 bytes', () => {
	expect(recorded('redis-7.0/info.sentinel.txt')).toMatchObject({
		role: 'sentinel',
		usedBytes: undefined,
		maxBytes: undefined,
		connectedReplicas: undefined,
	});
});

test('a refusal says what to check', () => {
	expect(() => recorded('redis-7.0/no-password.txt')).toThrow(/NOAUTH .*\nCheck: redis_password/);
	expect(() =>
		read(sample('redis-7.0/wrong-password.txt'), {stderr: sample('redis-7.0/wrong-password.stderr.txt')}),
	).toThrow(/AUTH failed.*\nCheck: redis_password/);
	expect(() =>
		read('', {code: 1, stderr: 'Could not connect to Redis at 10.10.10.13:6400: Connection refused'}),
	).toThrow(/Connection refused\nCheck: its unit/);
	expect(() => read('', {code: 127, stderr: 'sh: 1: redis-cli: not found'})).toThrow('redis-cli is not installed');
});
