import {expect, test} from 'vitest';
import type {ScenarioName} from '../../../source/services/simulator/scenarios.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {type Answer, askAll, askOne, asksFor, inventoryOf, targetsIn, valuesOf} from './fleet-asker.ts';
import {stillClock} from './leaping-clock.ts';

const play = (scenario: ScenarioName) => {
	const clock = stillClock();
	const simulation = createSimulation({seed: 11, scenario, clock});
	const targets = targetsIn(simulation);
	const start = clock.now();
	const at = (second: number) => {
		clock.set(start + second * 1000);
	};
	return {simulation, targets, at};
};

type Play = ReturnType<typeof play>;

const targetOf = ({targets}: Play, kind: string, id: string) => {
	const target = targets.find(one => one.kind === kind && one.id === id);
	if (target === undefined) throw new Error(`no ${kind} ${id}`);
	return target;
};

/** What is asked each second: all about pg-test and what it depends on. */
const close = (target: Play['targets'][number]) =>
	target.id.startsWith('pg-test') ||
	/^10\.10\.10\.1[123]$/.test(target.id) ||
	target.kind === 'etcd' ||
	target.kind === 'infra';

const problemsIn = (answers: readonly Answer[]) =>
	answers.flatMap(answer => ('problem' in answer ? [`${answer.id} ${answer.target.id}: ${answer.problem.kind}`] : []));

test('the inventory of a simulated fleet has no problem', () => {
	expect(inventoryOf(play('healthy').simulation).problems).toEqual([]);
	expect(
		inventoryOf(createSimulation({seed: 1, scenario: 'healthy', fleet: 40, clock: stillClock()})).problems,
	).toEqual([]);
});

test('every source has somebody to ask in the demo fleet', () => {
	const {targets} = play('healthy');
	expect(new Set(targets.flatMap(asksFor))).toHaveProperty('size', 18);
});

test('healthy: everything answers, and nothing is wrong', async () => {
	const now = play('healthy');
	for (const second of [0, 1, 59, 120]) {
		now.at(second);
		const answers = await askAll(now.simulation, now.targets);
		expect(problemsIn(answers)).toEqual([]);
		expect(valuesOf(answers, 'alerts').get('10.10.10.5')).toEqual([]);
		for (const {members, paused} of valuesOf(answers, 'patroniCluster').values()) {
			expect(paused).toBe(false);
			expect(members.map(({state}) => state).every(state => state === 'running' || state === 'streaming')).toBe(true);
			expect(Math.max(0, ...members.map(({lagBytes}) => lagBytes ?? 0))).toBeLessThan(1_048_576);
		}

		for (const [id, {units, failedUnits, fileSystems}] of valuesOf(answers, 'node')) {
			expect(failedUnits, id).toEqual([]);
			expect(Object.values(units).every(state => state === 'active')).toBe(true);
			expect(fileSystems.map(({mount}) => mount)).toEqual(['/', '/data']);
		}

		for (const {status, backups, wal} of valuesOf(answers, 'backup').values()) {
			expect(status.code).toBe(0);
			expect(backups.at(-1)?.stoppedAt).toBeGreaterThan(now.simulation.startedAt - 26 * 3_600_000);
			expect(wal && wal.min < wal.max).toBe(true);
		}
	}
});

test('healthy: a synchronous cluster has a synchronous standby, by Patroni and by PostgreSQL', async () => {
	const now = play('healthy');
	now.at(5);
	const answers = await askAll(
		now.simulation,
		now.targets.filter(({id}) => id.startsWith('pg-user')),
	);
	const roles = valuesOf(answers, 'patroniCluster')
		.get('pg-user')
		?.members.map(({role}) => role);
	expect(roles).toEqual(['leader', 'sync_standby']);
	expect(
		valuesOf(answers, 'replication')
			.get('pg-user-1')
			?.map(({sync}) => sync),
	).toEqual(['sync']);
	expect(valuesOf(answers, 'patroniConfig').get('pg-user')?.synchronousMode).toBe(true);
});

test('healthy: HAProxy sends writes to the leader and reads to the standbys', async () => {
	const now = play('healthy');
	const answers = await askAll(now.simulation, [targetOf(now, 'node', '10.10.10.12')]);
	const servers = valuesOf(answers, 'haproxy').get('10.10.10.12') ?? [];
	const up = (proxy: string) =>
		servers.filter(one => one.proxy === proxy && one.status === 'UP').map(({server}) => server);
	expect(up('pg-test-primary')).toEqual(['pg-test-1']);
	expect(up('pg-test-default')).toEqual(['pg-test-1']);
	expect(up('pg-test-replica')).toEqual(['pg-test-1', 'pg-test-2', 'pg-test-3']);
	expect(up('pg-test-offline')).toEqual(['pg-test-2', 'pg-test-3']);
	expect(servers.find(one => one.proxy === 'pg-test-replica' && one.server === 'pg-test-1')?.backup).toBe(true);
	expect(servers.find(one => one.proxy === 'pg-test-primary' && one.server === 'pg-test-2')?.lastCheck).toBe(
		'L7STS/503 in 2ms',
	);
});

test('failover: everything but the leader answers on, the history has a row more, and HAProxy follows', async () => {
	const now = play('failover');
	const about = [
		targetOf(now, 'cluster', 'pg-test'),
		targetOf(now, 'node', '10.10.10.12'),
		targetOf(now, 'instance', 'pg-test-1'),
	];
	now.at(5);
	const before = await askAll(now.simulation, about);
	now.at(15);
	const during = await askAll(now.simulation, about);
	now.at(60);
	const after = await askAll(now.simulation, about);
	expect(problemsIn(during)).toContain('instance pg-test-1: refused');
	expect(valuesOf(during, 'patroniCluster').get('pg-test')?.members[0]).toMatchObject({
		role: 'leader',
		state: 'start failed',
	});
	expect(problemsIn(after)).toEqual([]);
	const leader = valuesOf(after, 'patroniCluster')
		.get('pg-test')
		?.members.find(({role}) => role === 'leader')?.name;
	expect(valuesOf(after, 'patroniHistory').get('pg-test')).toHaveLength(
		(valuesOf(before, 'patroniHistory').get('pg-test')?.length ?? 0) + 1,
	);
	expect(valuesOf(after, 'patroniHistory').get('pg-test')?.at(-1)?.newLeader).toBe(leader);
	const primary = valuesOf(after, 'haproxy')
		.get('10.10.10.12')
		?.find(({proxy, status}) => proxy === 'pg-test-primary' && status === 'UP');
	expect(primary?.server).toBe(leader);
});

test('lagging-replica: 1.4 GB behind, and both Patroni and the leader say so', async () => {
	const now = play('lagging-replica');
	now.at(20);
	const answers = await askAll(now.simulation, now.targets.filter(close));
	const member = valuesOf(answers, 'patroniCluster').get('pg-test')?.members[2];
	expect((member?.lagBytes ?? 0) / 1e9).toBeCloseTo(1.4, 2);
	expect((member?.receiveLagBytes ?? 0) / 1e9).toBeCloseTo(1.4, 2);
	const peer = valuesOf(answers, 'replication')
		.get('pg-test-1')
		?.find(({name}) => name === 'pg-test-3');
	expect((peer?.sentLagBytes ?? 0) / 1e9).toBeCloseTo(1.4, 2);
	expect(
		valuesOf(answers, 'alerts')
			.get('10.10.10.5')
			?.map(({name}) => name),
	).toEqual(['PostgresReplicationLag']);
	now.simulation.inject({kind: 'node-down', on: 'pg-test-2'});
	now.simulation.inject({kind: 'postgres-crash', on: 'pg-test-1'});
	now.at(120);
	const later = await askAll(now.simulation, [targetOf(now, 'cluster', 'pg-test')], ['patroniCluster']);
	expect(
		valuesOf(later, 'patroniCluster')
			.get('pg-test')
			?.members.some(({role}) => role === 'leader'),
	).toBe(false);
});

test('slow-replay: everything is received, and what readers see is minutes old', async () => {
	const now = play('slow-replay');
	now.at(20);
	const answers = await askAll(now.simulation, now.targets.filter(close));
	const member = valuesOf(answers, 'patroniCluster').get('pg-test')?.members[2];
	expect(member?.lagBytes ?? Number.NaN).toBeLessThan(1e6);
	expect((member?.replayLagBytes ?? 0) / 1e8).toBeCloseTo(6, 1);
	expect(valuesOf(answers, 'instance').get('pg-test-3')?.replayDelayMs ?? 0).toBeGreaterThan(60_000);
});

test('archive-failing: the archiver counts failures, and the archive stands still', async () => {
	const now = play('archive-failing');
	const ask = async () => askAll(now.simulation, [targetOf(now, 'instance', 'pg-test-1')]);
	const first = await ask();
	now.at(120);
	const second = await ask();
	const [one, other] = [first, second].map(answers => valuesOf(answers, 'archiver').get('pg-test-1'));
	expect(one?.lastFailedAt ?? 0).toBeGreaterThan(one?.lastArchivedAt ?? Number.POSITIVE_INFINITY);
	expect(other?.failedCount ?? 0).toBeGreaterThan(one?.failedCount ?? Number.POSITIVE_INFINITY);
	expect(other?.lastArchivedAt).toBe(one?.lastArchivedAt);
	expect(valuesOf(second, 'backup').get('pg-test-1')?.wal?.max).toBe(
		valuesOf(first, 'backup').get('pg-test-1')?.wal?.max,
	);
});

test('disk-filling: /data rises steadily to 97 %', async () => {
	const now = play('disk-filling');
	const fraction = async (second: number) => {
		now.at(second);
		const answer = await askOne(now.simulation, 'node', targetOf(now, 'node', '10.10.10.12'));
		const data = 'value' in answer ? answer.value.fileSystems.find(({mount}) => mount === '/data') : undefined;
		return data === undefined ? Number.NaN : data.usedBytes / data.sizeBytes;
	};
	const [start, middle, end] = [await fraction(0), await fraction(60), await fraction(120)];
	expect(start).toBeLessThan(0.6);
	expect(middle).toBeGreaterThan(start);
	expect(middle).toBeLessThan(0.9);
	expect(end).toBeCloseTo(0.97, 3);
});

test('split-brain: Patroni names one leader while two instances take writes', async () => {
	const now = play('split-brain');
	now.at(60);
	const answers = await askAll(now.simulation, now.targets.filter(close));
	const writable = [...valuesOf(answers, 'instance')].filter(([, {inRecovery}]) => !inRecovery);
	expect(writable.map(([, {timeline}]) => timeline).toSorted((one, other) => one - other)).toEqual([3, 4]);
	const cluster = valuesOf(answers, 'patroniCluster').get('pg-test');
	expect(cluster?.members.map(({name}) => name)).toEqual(['pg-test-2', 'pg-test-3']);
	expect(problemsIn(answers)).toEqual(['patroniStatus pg-test-1: refused']);
	expect(valuesOf(answers, 'node').get('10.10.10.11')?.failedUnits).toEqual(['patroni']);
});

test('dcs-loss: what needs etcd fails, what a member knows of itself says failsafe', async () => {
	const now = play('dcs-loss');
	now.at(60);
	const answers = await askAll(now.simulation, now.targets.filter(close));
	expect(problemsIn(answers).toSorted()).toEqual([
		'etcd etcd-2: refused',
		'etcd etcd-3: refused',
		'patroniCluster pg-test: timeout',
		'patroniConfig pg-test: timeout',
		'patroniHistory pg-test: timeout',
	]);
	const status = valuesOf(answers, 'patroniStatus').get('pg-test-1');
	expect(status).toMatchObject({failsafeActive: true, clusterUnlocked: true, role: 'primary'});
	expect(status?.dcsLastSeenAt).toBeLessThanOrEqual(now.simulation.startedAt + 10_000);
	expect(valuesOf(answers, 'etcd').get('etcd-1')).toEqual({healthy: false, reason: 'RAFT NO LEADER'});
	expect(valuesOf(answers, 'instance').get('pg-test-1')?.inRecovery).toBe(false);
});

test('backup-missing: no member has a backup, and the inventory says that the repository is local', async () => {
	const now = play('backup-missing');
	const answers = await askAll(now.simulation, now.targets.filter(close));
	for (const name of ['pg-test-1', 'pg-test-2', 'pg-test-3']) {
		expect(valuesOf(answers, 'backup').get(name)).toMatchObject({
			backups: [],
			status: {code: 2, message: 'no valid backups'},
		});
	}

	const cluster = inventoryOf(now.simulation).inventory.clusters.find(({name}) => name === 'pg-test');
	expect(cluster?.module === 'pgsql' && cluster.backup).toMatchObject({method: 'local', sameHost: true});
});

test('node-down: everything on that host fails, and nothing elsewhere', async () => {
	const now = play('node-down');
	now.at(60);
	const answers = await askAll(now.simulation, now.targets);
	const problems = problemsIn(answers);
	expect(problems).toHaveLength(11);
	expect(problems.every(problem => / (pg-test-3|10\.10\.10\.13): (timeout|unreachable)$/.test(problem))).toBe(true);
	expect(
		valuesOf(answers, 'patroniCluster')
			.get('pg-test')
			?.members.map(({name}) => name),
	).toEqual(['pg-test-1', 'pg-test-2']);
});
