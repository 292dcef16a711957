import {expect, test} from 'vitest';
import type {HttpAnswer} from '../../../source/services/source.ts';
import type {GetRequest} from '../../../source/services/transports/http.ts';
import {createPatroni} from '../../../source/services/transports/patroni.ts';
import {ProblemError} from '../../../source/services/world.ts';
import {fakeClock} from '../../kit/fake-clock.ts';
import {pgCluster, pgInstance} from '../../kit/inventory.ts';

const cluster = pgCluster('pg-test', [
	pgInstance('pg-test', 1, '10.10.10.11', 'replica'),
	pgInstance('pg-test', 2, '10.10.10.12', 'primary'),
	pgInstance('pg-test', 3, 'fd00::13', 'replica'),
]);

type Deed = HttpAnswer['status'] | 'hangs' | ProblemError;

/** What each member does, by its name; what was asked, in order. */
const setUp = (deeds: Record<string, Deed>) => {
	const clock = fakeClock();
	const asked: GetRequest[] = [];
	const patroni = createPatroni({
		clock,
		http: {
			get: async request => {
				asked.push(request);
				const deed = deeds[request.from];
				if (deed === 'hangs') {
					await clock.sleep(request.timeoutMs, request.signal);
					throw new ProblemError('timeout', `${request.from}: no answer\nLook`);
				}

				if (typeof deed === 'object') {
					throw deed;
				}

				return {status: deed ?? 200, body: '', from: request.from};
			},
		},
	});
	const ask = async (timeoutMs = 2000) => {
		const answer = patroni.anyMember(cluster, '/cluster', {timeoutMs, signal: new AbortController().signal});
		answer.catch(() => {});
		await clock.advance(timeoutMs + 10);
		return answer;
	};
	return {asked, ask, patroni, deeds};
};

test('who is meant to lead is asked first, at its own address, and the answer says who gave it', async () => {
	const {asked, ask} = setUp({});
	await expect(ask()).resolves.toMatchObject({from: 'pg-test-2', status: 200});
	expect(asked.map(({url}) => url)).toEqual(['http://10.10.10.12:8008/cluster']);
});

test('a member is asked at an IPv6 address too, and by TLS where Patroni has it', async () => {
	const {asked, patroni} = setUp({});
	const [, , third] = cluster.instances;
	if (third === undefined) {
		throw new Error('three members');
	}

	const limits = {timeoutMs: 1000, signal: new AbortController().signal};
	await patroni.member({...cluster, patroniTls: true}, third, '/patroni', limits);
	expect(asked.map(({url}) => url)).toEqual(['https://[fd00::13]:8008/patroni']);
});

test('who answered last is asked first the next time', async () => {
	const {asked, ask, deeds} = setUp({'pg-test-2': 'hangs', 'pg-test-1': new ProblemError('unreachable', 'off')});
	await expect(ask()).resolves.toMatchObject({from: 'pg-test-3'});
	asked.length = 0;
	delete deeds['pg-test-2'];
	await expect(ask()).resolves.toMatchObject({from: 'pg-test-3'});
	expect(asked).toHaveLength(1);
});

test('nobody is given more time than is left', async () => {
	const {asked, ask} = setUp({'pg-test-1': 'hangs', 'pg-test-2': 'hangs', 'pg-test-3': 'hangs'});
	await expect(ask(2000)).rejects.toMatchObject({
		kind: 'timeout',
		message:
			"pg-test: no member's Patroni answers: pg-test-2: no answer; pg-test-1: no answer; pg-test-3: no answer\nLook",
	});
	expect(asked.map(({timeoutMs}) => timeoutMs)).toEqual([2000, 1300, 600]);
});

test('a member that only says it cannot does not hide one that can', async () => {
	const {ask} = setUp({'pg-test-2': 503});
	await expect(ask()).resolves.toMatchObject({from: 'pg-test-1', status: 200});
});

test('when all say that they cannot, that is the answer', async () => {
	const {ask} = setUp({'pg-test-1': 503, 'pg-test-2': 502, 'pg-test-3': new ProblemError('unreachable', 'off')});
	await expect(ask()).resolves.toMatchObject({from: 'pg-test-2', status: 502});
});

test('all unreachable is unreachable, one that closed the connection is not', async () => {
	const off = new ProblemError('unreachable', 'off\nswitch it on');
	await expect(setUp({'pg-test-1': off, 'pg-test-2': off, 'pg-test-3': off}).ask()).rejects.toMatchObject({
		kind: 'unreachable',
	});
	const closed = new ProblemError('answer', 'closed\ncheck etcd');
	await expect(setUp({'pg-test-1': off, 'pg-test-2': closed, 'pg-test-3': off}).ask()).rejects.toMatchObject({
		kind: 'answer',
	});
});
