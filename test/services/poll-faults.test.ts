import fc from 'fast-check';
import {expect, test} from 'vitest';
import {targetsOf} from '../../source/model/targets.ts';
import {ProblemError} from '../../source/services/world.ts';
import {inventoryOf, pgCluster, pgInstance} from '../kit/inventory.ts';
import {etcd, never, poller, replication, slots, targets, untilAborted} from '../kit/poller.ts';

/** What a world in trouble may do with a question. */
const deed = fc.oneof(
	fc.constantFrom('hangs', 'hangs and ignores its signal', 'throws'),
	fc.record({kind: fc.constantFrom('unreachable', 'timeout', 'refused', 'answer')}),
	// Less than the three deadlines after which a question is forgotten.
	fc.integer({min: 0, max: 2900}),
);

test('whatever fails, in whatever order: polls never overlap, and 10 s after the end of it all is well', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.infiniteStream(deed),
			fc.infiniteStream(fc.double({min: 0, max: 0.999, noNaN: true})),
			fc.constantFrom(1, 3, 200),
			async (deeds, randoms, concurrency) => {
				const underWay = new Map<string, number>();
				let isHealthy = false;
				let most = 0;
				const world = poller(
					async asked => {
						const next = isHealthy ? 0 : deeds.next().value;
						if (next === 'hangs') return untilAborted(asked);
						if (next === 'hangs and ignores its signal') return new Promise(() => {});
						if (next === 'throws') throw new TypeError('x');
						if (typeof next === 'object') throw new ProblemError(next.kind, 'broken');
						const count = (underWay.get(asked.target) ?? 0) + 1;
						most = Math.max(most, count);
						underWay.set(asked.target, count);
						await world.clock.sleep(typeof next === 'number' ? next : 0, new AbortController().signal);
						underWay.set(asked.target, (underWay.get(asked.target) ?? 0) - 1);
						return 'fine';
					},
					{sources: {replication, slots, etcd}, random: () => randoms.next().value ?? 0, concurrency},
				);
				world.setTargets(targets);
				await world.clock.advance(60_000);
				expect(world.readings.every(({tookMs}) => tookMs <= 1200)).toBe(true);
				expect(most).toBeLessThanOrEqual(2); // Two sources share a target.
				isHealthy = true;
				// A question that ignores its signal is waited for up to three deadlines; a refusal is asked again in 33 s.
				await world.clock.advance(36_000);
				for (const id of ['replication', 'slots', 'etcd'] as const) {
					expect(world.of(id).length).toBeGreaterThan(0);
					for (const {target} of world.of(id)) {
						expect(world.of(id, target).at(-1)?.ok).toBe(true);
					}
				}

				world.stop();
				await world.clock.advance(10_000);
				expect(world.clock.sleeping()).toBe(0);
			},
		),
		{numRuns: 25},
	);
});

test('when it is time to look and all still hang, the first to come back looks', async () => {
	let isHealthy = false;
	const {clock, readings, setTargets, stop} = poller(() => (isHealthy ? [] : never()), {
		intervalsMs: {replication: 500},
	});
	setTargets(targets.filter(({id}) => id === 'pg-test-1'));
	await clock.advance(30_000);
	isHealthy = true;
	await clock.advance(10_000);
	expect(readings.at(-1)?.ok).toBe(true);
	stop();
});

test('of 1,000 nodes 100 hang: nobody waits for them', async () => {
	const clusters = Array.from({length: 250}, (_, cluster) =>
		pgCluster(
			`pg-${cluster}`,
			[1, 2, 3, 4].map(seq =>
				pgInstance(`pg-${cluster}`, seq, `10.1.${cluster}.${seq}`, seq === 1 ? 'primary' : 'replica'),
			),
		),
	);
	const hangs = (target: string) => /^pg-\d?\d-2$/.test(target);
	const {clock, of, setTargets, stop} = poller(asked => (hangs(asked.target) ? untilAborted(asked) : []), {
		sources: {replication},
	});
	setTargets(targetsOf(inventoryOf(clusters)));
	await clock.advance(12_000);
	const counts = new Map<string, number>();
	for (const {target, ok} of of('replication')) {
		expect(ok).toBe(!hangs(target));
		counts.set(target, (counts.get(target) ?? 0) + 1);
	}

	expect(counts.size).toBe(1000);
	const healthy = [...counts].filter(([target]) => !hangs(target)).map(([, count]) => count);
	expect(Math.min(...healthy)).toBeGreaterThanOrEqual(5);
	expect([...counts].filter(([target]) => hangs(target))).toHaveLength(100);
	stop();
});
