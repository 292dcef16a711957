import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {ClusterState} from '../../../source/services/simulator/cluster-state.ts';
import type {Fault} from '../../../source/services/simulator/fault.ts';
import type {Scenario} from '../../../source/services/simulator/scenarios.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {leapingClock} from './leaping-clock.ts';

/** States of pg-test, one for each second. */
const lifeOf = (scenario: string | Scenario, seconds: number, seed = 1): readonly ClusterState[] => {
	const clock = leapingClock();
	const simulation = createSimulation({seed, scenario, clock});
	const cluster = simulation.plan.clusters.find(({name}) => name === 'pg-test');
	if (cluster === undefined) throw new Error('no pg-test');
	return Array.from({length: seconds + 1}, (_, second) => {
		clock.set(simulation.startedAt + second * 1000);
		return simulation.stage().lives(cluster, clock.now());
	});
};

const memberOf = (state: ClusterState | undefined, name: string) => {
	const member = state?.members.find(({plan}) => plan.name === name);
	if (member === undefined) throw new Error(`no ${name}`);
	return member;
};

const lagOf = (state: ClusterState | undefined, name: string) =>
	memberOf(state, state?.leader ?? '').lsn - memberOf(state, name).replayed;

test('a healthy cluster keeps its leader, and its standbys follow within a few milliseconds', () => {
	const life = lifeOf('healthy', 600);
	expect(new Set(life.map(({leader, timeline}) => `${leader} ${timeline}`))).toEqual(new Set(['pg-test-1 3']));
	expect(lagOf(life.at(-1), 'pg-test-2')).toBeGreaterThan(0);
	expect(Math.max(...life.slice(1).map(state => lagOf(state, 'pg-test-3')))).toBeLessThan(200_000);
});

test('failover: crash at 10 s, promotion at 20 s with a new timeline, the old leader is a standby by 45 s', () => {
	const life = lifeOf('failover', 60);
	expect(life[9]?.leader).toBe('pg-test-1');
	expect(memberOf(life[10], 'pg-test-1').postgres).toBe('crashed');
	expect(life[19]?.leader).toBeUndefined();
	expect(life[20]?.timeline).toBe(4);
	const winner = life[20]?.leader ?? '';
	expect(['pg-test-2', 'pg-test-3']).toContain(winner);
	expect(life[20]?.history.at(-1)).toMatchObject({timeline: 3, leader: winner, lsn: memberOf(life[20], winner).lsn});
	expect(memberOf(life[45], 'pg-test-1')).toMatchObject({
		postgres: 'running',
		primary: false,
		streaming: true,
		timeline: 4,
	});
	expect(life[60]?.notes.map(({text}) => text)).toContain('promoted self to leader by acquiring session lock');
});

test('the leader of a host that is off loses its key only when that runs out', () => {
	const life = lifeOf(
		{name: 'x', about: '', faults: [{fault: {kind: 'node-down', on: 'pg-test-1'}, fromMs: 5000}]},
		60,
	);
	expect(life[30]?.leader).toBe('pg-test-1');
	expect(life[40]?.leader).not.toBe('pg-test-1');
	expect(life[40]?.leader).toBeDefined();
});

test('a host that comes back before its key runs out leads on, on the same timeline', () => {
	const life = lifeOf(
		{name: 'x', about: '', faults: [{fault: {kind: 'node-down', on: 'pg-test-1'}, fromMs: 5000, untilMs: 15_000}]},
		60,
	);
	expect(life[60]).toMatchObject({leader: 'pg-test-1', timeline: 3});
	expect(memberOf(life[60], 'pg-test-1').primary).toBe(true);
});

test('split brain: two members take writes and the timelines part', () => {
	const life = lifeOf('split-brain', 90);
	const writers = life[90]?.members.filter(({primary, postgres}) => primary && postgres === 'running');
	expect(writers?.map(({timeline}) => timeline).toSorted()).toEqual([3, 4]);
	expect(memberOf(life[90], 'pg-test-1').lsn).toBeGreaterThan(memberOf(life[60], 'pg-test-1').lsn);
});

test('without etcd a leader that reaches everyone goes on in failsafe mode', () => {
	const life = lifeOf('dcs-loss', 120);
	expect(life[120]).toMatchObject({leader: 'pg-test-1', timeline: 3, failsafe: true});
	expect(memberOf(life[120], 'pg-test-1').lsn).toBeGreaterThan(memberOf(life[60], 'pg-test-1').lsn);
});

test('without etcd a leader that misses a member steps down, and one is promoted when etcd is back', () => {
	const faults = (['etcd-2', 'etcd-3'] as const).map(on => ({
		fault: {kind: 'etcd-down', on} as const,
		fromMs: 10_000,
		untilMs: 60_000,
	}));
	const life = lifeOf(
		{name: 'x', about: '', faults: [...faults, {fault: {kind: 'node-down', on: 'pg-test-3'}, fromMs: 5000}]},
		90,
	);
	expect(life[50]?.leader).toBeUndefined();
	expect(life[50]?.members.some(({primary}) => primary)).toBe(false);
	expect(life[90]?.leader).toBeDefined();
	expect(life[90]?.timeline).toBe(4);
});

test('a standby whose link is too slow comes to its lag and stays there', () => {
	const life = lifeOf('lagging-replica', 60);
	expect(lagOf(life[0], 'pg-test-3') / 1e9).toBeCloseTo(1.4, 2);
	expect(lagOf(life[60], 'pg-test-3') / 1e9).toBeCloseTo(1.4, 2);
	expect(lagOf(life[60], 'pg-test-2')).toBeLessThan(200_000);
});

test('nobody is promoted while the cluster is paused', () => {
	const life = lifeOf(
		{
			name: 'x',
			about: '',
			faults: [
				{fault: {kind: 'patroni-paused', on: 'pg-test'}, fromMs: 0},
				{fault: {kind: 'postgres-crash', on: 'pg-test-1'}, fromMs: 5000},
			],
		},
		90,
	);
	expect(life[90]?.timeline).toBe(3);
	expect(life[90]?.leader).toBeUndefined();
});

const names = ['pg-test-1', 'pg-test-2', 'pg-test-3'];
const kinds = ['node-down', 'node-frozen', 'postgres-crash', 'patroni-down', 'replay-paused', 'receiver-down'] as const;
const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({kind: fc.constantFrom(...kinds), on: fc.constantFrom(...names)}),
	fc.record({kind: fc.constant('etcd-down' as const), on: fc.constantFrom('etcd-1', 'etcd-2', 'etcd-3')}),
	fc.record({
		kind: fc.constantFrom('replay-slow' as const, 'receive-slow' as const),
		on: fc.constantFrom(...names),
		bytes: fc.integer({min: 1e6, max: 2e9}),
	}),
);
const storm = fc
	.array(fc.record({fault, fromMs: fc.nat(60_000), lasts: fc.integer({min: 500, max: 60_000})}), {maxLength: 6})
	.map(faults => faults.map(({fault: one, fromMs, lasts}) => ({fault: one, fromMs, untilMs: fromMs + lasts})));

/** What must not be, said of one step. */
const violations = (state: ClusterState, before: ClusterState): readonly string[] => [
	...(state.timeline < before.timeline ? ['the timeline fell'] : []),
	...(state.members.filter(({primary, timeline}) => primary && timeline === state.timeline).length > 1
		? ['two primaries on one timeline']
		: []),
	...state.members.flatMap(member => {
		const earlier = memberOf(before, member.plan.name);
		const same = member.timeline === earlier.timeline;
		return [
			...(member.timeline < earlier.timeline ? ['a member went back to an older timeline'] : []),
			...(member.replayed > member.lsn ? ['replayed what was not written'] : []),
			...(same && member.lsn < earlier.lsn ? ['a position fell'] : []),
			...(same && member.replayed < earlier.replayed ? ['a replayed position fell'] : []),
		];
	}),
];

test('whatever happens, timelines only rise, positions on a timeline only rise, and nobody replays what was not written', () => {
	fc.assert(
		fc.property(storm, fc.integer({min: 1, max: 1000}), (faults, seed) => {
			const life = lifeOf({name: 'storm', about: '', faults}, 120, seed);
			expect(life.flatMap((state, second) => violations(state, life[second - 1] ?? state))).toEqual([]);
		}),
		{numRuns: 60},
	);
});

test('when all faults are over, the cluster is well again within a minute and a half', () => {
	fc.assert(
		fc.property(storm, faults => {
			const last = lifeOf({name: 'storm', about: '', faults}, 210).at(-1);
			expect(last?.leader).toBeDefined();
			expect(last?.members.map(({postgres}) => postgres)).toEqual(['running', 'running', 'running']);
			expect(last?.members.filter(({primary}) => primary).map(({plan}) => plan.name)).toEqual([last?.leader]);
			expect(last?.members.filter(({streaming}) => streaming)).toHaveLength(2);
			expect(new Set(last?.members.map(({timeline}) => timeline)).size).toBe(1);
		}),
		{numRuns: 60},
	);
});

test('it makes no difference who asks how often', () => {
	fc.assert(
		fc.property(storm, fc.uniqueArray(fc.nat(150), {minLength: 1, maxLength: 8}), (faults, seconds) => {
			const scenario = {name: 'storm', about: '', faults};
			const often = lifeOf(scenario, 150);
			const clock = leapingClock();
			const simulation = createSimulation({seed: 1, scenario, clock});
			const cluster = simulation.plan.clusters.find(({name}) => name === 'pg-test');
			for (const second of seconds.toSorted((one, other) => one - other)) {
				clock.set(simulation.startedAt + second * 1000);
				expect(cluster && simulation.stage().lives(cluster, clock.now())).toEqual(often[second]);
			}
		}),
		{numRuns: 40},
	);
});
