import {expect, test} from 'vitest';
import {sources} from '../../../source/services/sources/index.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {asksFor, targetsIn} from './fleet-asker.ts';
import {stillClock} from './leaping-clock.ts';

/** On an idle machine a second of a thousand instances costs a fifth of this; the bound is for a busy one. */
const cpuMsMax = 150;

test('a thousand instances, each source at its own pace, cost little of each second', async () => {
	const clock = stillClock();
	const simulation = createSimulation({seed: 1, scenario: 'healthy', fleet: 1000, clock});
	const signal = new AbortController().signal;
	const asks = targetsIn(simulation).flatMap((target, index) =>
		asksFor(target).map(id => ({target, ask: sources[id].ask(target), every: sources[id].everyMs / 1000, index})),
	);
	const costs: number[] = [];
	let count = 0;
	for (let second = 0; second < 6; second += 1) {
		clock.set(simulation.startedAt + second * 1000);
		const due = asks.filter(({every, index}) => (index + second) % every === 0);
		const before = process.cpuUsage();
		await Promise.all(due.map(({target, ask}) => simulation.world.ask(target, ask, {timeoutMs: 3000, signal})));
		const {user, system} = process.cpuUsage(before);
		costs.push((user + system) / 1000);
		count += due.length;
	}

	expect(count / costs.length).toBeGreaterThan(2000);
	expect(costs.toSorted((one, other) => one - other)[1]).toBeLessThan(cpuMsMax);
	if (process.env['SHOW_COST'])
		console.log(count / costs.length, 'asks/s', costs.map(cost => cost.toFixed(1)).join(' '), 'ms');
});
