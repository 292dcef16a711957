import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createReorder} from '../../../source/services/logs/reorder.ts';

type Item = {readonly at: number; readonly name: string};
const item = (at: number, name = String(at)): Item => ({at, name});

test('records of several nodes come out in the order of their own time', () => {
	const order = createReorder<Item>(500);
	order.push([item(10), item(30)], 0);
	order.push([item(20)], 100);
	expect(order.take(499)).toEqual([]);
	expect(order.take(500).map(({at}) => at)).toEqual([10, 20, 30]);
	expect(order.count()).toBe(0);
});

test('equal times stay in the order of arrival', () => {
	const order = createReorder<Item>(500);
	order.push([item(10, 'a'), item(10, 'b')], 0);
	order.push([item(10, 'c')], 1);
	expect(order.flush().map(({name}) => name)).toEqual(['a', 'b', 'c']);
});

test('nothing is lost, doubled or held longer than the window', () => {
	fc.assert(
		fc.property(fc.array(fc.record({at: fc.nat(1000), after: fc.nat(300)})), arrivals => {
			const order = createReorder<Item>(500);
			const out: Item[] = [];
			let now = 0;
			const came: number[] = [];
			for (const [index, {at, after}] of arrivals.entries()) {
				now += after;
				order.push([item(at, String(index))], now);
				came.push(now);
				const taken = order.take(now);
				out.push(...taken);
				expect(taken).toEqual(taken.toSorted((one, other) => one.at - other.at));
				expect(order.count()).toBeLessThanOrEqual(came.filter(then => now - then < 500).length);
			}

			out.push(...order.flush());
			expect(out.map(({name}) => Number(name)).sort((one, other) => one - other)).toEqual(
				arrivals.map((_, index) => index),
			);
		}),
	);
});
