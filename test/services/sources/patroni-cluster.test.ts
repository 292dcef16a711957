import {expect, test} from 'vitest';
import {patroniCluster} from '../../../source/services/sources/patroni-cluster.ts';
import {http, sample, target} from './answers.ts';

const read = (body: string, status = 200) => patroniCluster.read(http(body, status), target('cluster', 'pg-test'));
const recorded = (path: string) => read(sample(path));

test.each(['patroni-3.0', 'patroni-4.0', 'patroni-4.1'])('%s: a leader and two replicas on one timeline', version => {
	const {members, paused, scheduledSwitchover, answeredBy} = recorded(`${version}/cluster.json`);
	expect(members.map(({name, role, timeline}) => [name, role, timeline])).toEqual([
		['pg-test-1', 'leader', 1],
		['pg-test-2', 'replica', 1],
		['pg-test-3', 'replica', 1],
	]);
	expect(members.map(({lagBytes}) => lagBytes)).toEqual([undefined, 0, 0]);
	expect(members[1]).toMatchObject({host: '10.10.10.12', port: 5432, pendingRestart: false});
	expect(members[1]?.tags).toMatchObject({clonefrom: true, conf: 'tiny.yml'});
	expect([paused, scheduledSwitchover, answeredBy]).toEqual([false, undefined, 'pg-test-1']);
});

test('the word for a replica that streams is passed on as each version has it', () => {
	expect(recorded('patroni-3.0/cluster.json').members[1]?.state).toBe('running');
	expect(recorded('patroni-4.1/cluster.json').members[1]?.state).toBe('streaming');
});

test('since 4.1 what is received and what is replayed are told apart', () => {
	expect(recorded('patroni-4.1/cluster.lag.json').members[1]).toMatchObject({
		lagBytes: 0,
		receiveLagBytes: 0,
		replayLagBytes: 6_418_840,
	});
	expect(recorded('patroni-4.0/cluster.json').members[1]).toMatchObject({
		receiveLagBytes: undefined,
		replayLagBytes: undefined,
	});
});

test('a lag that Patroni does not know is not zero, nor is a timeline', () => {
	expect(recorded('patroni-4.1/cluster.member-stopped.json').members[2]).toMatchObject({
		state: 'stopped',
		timeline: undefined,
		lagBytes: undefined,
		receiveLagBytes: undefined,
		replayLagBytes: undefined,
	});
	const [member] = read(
		'{"members":[{"name":"a","role":"replica","state":"x","host":"h","port":5432,"timeline":null,"lag":"unknown"}]}',
	).members;
	expect([member?.timeline, member?.lagBytes]).toEqual([undefined, undefined]);
});

test('a member that recovers has a known and an unknown lag', () => {
	expect(recorded('patroni-4.1/cluster.member-recovering.json').members[2]).toMatchObject({
		state: 'running',
		lagBytes: 778_600,
		receiveLagBytes: undefined,
		replayLagBytes: 778_600,
	});
});

test('a member whose key has expired is not there', () => {
	expect(recorded('patroni-4.1/cluster.member-gone.json').members.map(({name}) => name)).toEqual([
		'pg-test-1',
		'pg-test-2',
	]);
});

test('pause and pending restarts are seen', () => {
	const {paused, members} = recorded('patroni-4.1/cluster.paused-pending.json');
	expect(paused).toBe(true);
	expect(members.every(({pendingRestart}) => pendingRestart)).toBe(true);
});

test('a planned switchover is seen, and one without a leader is of the leader', () => {
	const body = sample('patroni-4.1/cluster.scheduled.json');
	expect(read(body).scheduledSwitchover).toEqual({
		at: '2030-01-01T03:00:00+00:00',
		from: 'pg-test-1',
		to: 'pg-test-2',
	});
	expect(read(body.replace('"from": "pg-test-1", "to": "pg-test-2"', '"x": 1')).scheduledSwitchover).toEqual({
		at: '2030-01-01T03:00:00+00:00',
		from: 'pg-test-1',
		to: undefined,
	});
});

test('old words for the leader are understood, and odd tags are left out', () => {
	const [member] = read(
		'{"members":[{"name":"a","role":"master","state":"x","host":"h","tags":{"a":1,"b":null,"c":[1]}}]}',
	).members;
	expect([member?.role, member?.tags]).toEqual(['leader', {a: 1}]);
});

test('a member without a host is where its API or the inventory says', () => {
	const {members} = read(
		'{"members":[{"name":"pg-test-2","role":"replica","state":""},{"name":"x","role":"replica","state":"","api_url":"http://10.9.9.9:8008/patroni"}]}',
	);
	expect(members.map(({host, port}) => [host, port])).toEqual([
		['10.10.10.12', 5432],
		['10.9.9.9', 5432],
	]);
	expect(() => read('{"members":[{"name":"x","role":"replica","state":""}]}')).toThrow('x has no host');
});

test('a wrong answer is refused with the place', () => {
	expect(() => read('{"members":[{"name":"a","role":"king"}]}')).toThrow(/^body\.members\[0\]\.role: expected leader/);
	expect(() => read('<html>')).toThrow('body: expected JSON');
	expect(() => read('{"members":[]}', 503)).toThrow('pg-test-1 answered with HTTP status 503 instead of 200');
});
