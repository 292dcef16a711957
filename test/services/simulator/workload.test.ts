import fc from 'fast-check';
import {expect, test} from 'vitest';
import {planFleet} from '../../../source/services/simulator/fleet.ts';
import {tpsAt, walBytes} from '../../../source/services/simulator/workload.ts';

const [, cluster] = planFleet(1).clusters;
if (cluster === undefined) throw new Error('the demo fleet has no second cluster');

const moment = fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1)});

test('there is always some work', () => {
	fc.assert(fc.property(moment, at => tpsAt(cluster, at) > 0.2 * cluster.tps && tpsAt(cluster, at) < 2 * cluster.tps));
});

test('what is written in two stretches is what is written in both together', () => {
	fc.assert(
		fc.property(moment, fc.nat(9_000_000), fc.nat(9_000_000), (from, first, second) => {
			const parts = walBytes(cluster, from, from + first) + walBytes(cluster, from + first, from + first + second);
			expect(parts).toBeCloseTo(walBytes(cluster, from, from + first + second), 0);
			expect(walBytes(cluster, from, from + first + 1)).toBeGreaterThan(0);
		}),
	);
});

test('the bytes written fit the transactions done', () => {
	const from = Date.UTC(2026, 5, 1);
	let bytes = 0;
	for (let at = from; at < from + 600_000; at += 10) {
		bytes += (tpsAt(cluster, at + 5) * cluster.walBytesPerTransaction) / 100;
	}

	expect(walBytes(cluster, from, from + 600_000) / bytes).toBeCloseTo(1, 4);
});
