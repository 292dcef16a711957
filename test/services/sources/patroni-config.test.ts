import {expect, test} from 'vitest';
import {patroniConfig} from '../../../source/services/sources/patroni-config.ts';
import {http, sample, target} from './answers.ts';

const read = (body: string, status = 200) => patroniConfig.read(http(body, status), target('cluster'));

test('what decides about failover is read, and the whole document kept as sent', () => {
	const body = sample('patroni-4.1/config.json');
	expect(read(body)).toEqual({
		ttlSeconds: 20,
		loopWaitSeconds: 2,
		retryTimeoutSeconds: 3,
		maximumLagOnFailoverBytes: 1_048_576,
		synchronousMode: false,
		failsafeMode: true,
		paused: false,
		json: body,
	});
	expect(read(sample('patroni-4.1/config.paused.json')).paused).toBe(true);
	expect(read(sample('patroni-3.0/config.json')).ttlSeconds).toBe(10);
});

test('what is not set is unknown, and a switch may be written in words', () => {
	expect(read('{"synchronous_mode":"quorum","failsafe_mode":"on","ttl":"30","pause":null}')).toMatchObject({
		synchronousMode: 'quorum',
		failsafeMode: true,
		ttlSeconds: 30,
		loopWaitSeconds: undefined,
		paused: false,
	});
	expect(read('{"synchronous_mode":"on"}').synchronousMode).toBe(true);
});

test('a wrong answer is refused', () => {
	expect(() => read('{"pause":"maybe"}')).toThrow('body.pause: expected true or false, got string');
	expect(() => read('', 503)).toThrow('HTTP status 503');
});
