import {expect, test} from 'vitest';
import {etcd} from '../../../source/services/sources/etcd.ts';
import {http, sample, target} from './answers.ts';

const read = (body: string, status = 200) => etcd.read(http(body, status), target('etcd'));

test('a member with a majority is healthy', () => {
	expect(read(sample('etcd-3.4/health.json'))).toEqual({healthy: true, reason: ''});
	expect(read('{"health":"true","reason":""}')).toEqual({healthy: true, reason: ''});
});

test('a member without a leader is not, and says why when it can', () => {
	expect(read(sample('etcd-3.4/health.no-leader.json'), 503)).toEqual({healthy: false, reason: ''});
	expect(read('{"health":"false","reason":"RAFT NO LEADER"}', 503)).toEqual({
		healthy: false,
		reason: 'RAFT NO LEADER',
	});
});

test('anything else is a wrong answer', () => {
	expect(() => read('404 page not found', 404)).toThrow('HTTP status 404');
	expect(() => read('{}')).toThrow('body.health: expected true or false');
});
