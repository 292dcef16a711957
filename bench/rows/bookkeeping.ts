import {performance} from 'node:perf_hooks';
import {publishEveryMs} from '../../source/app/engine.ts';
import {readInventory} from '../../source/model/inventory/read-inventory.ts';
import type {Reading, SourceId} from '../../source/model/sample.ts';
import {targetsOf} from '../../source/model/targets.ts';
import {startPolling} from '../../source/services/poll.ts';
import {createSimulation} from '../../source/services/simulator/simulation.ts';
import {sources} from '../../source/services/sources/index.ts';
import {clusterRows} from '../../source/store/selectors/cluster-rows.ts';
import {initialState} from '../../source/store/initial-state.ts';
import {createStore} from '../../source/store/store.ts';
import {fakeClock} from '../../test/kit/fake-clock.ts';
import type {Row} from '../row.ts';

/** Polls, decodes, folds and looks for findings, for a large fleet whose answers cost nothing: the simulator's, kept. */
export const bookkeeping: Row = {
	name: 'bookkeeping',
	measure: async ({quick}) => {
		const clock = fakeClock();
		const simulation = createSimulation({seed: 1, scenario: 'healthy', fleet: 1000, clock});
		const reading = readInventory([{path: 'bench', text: simulation.inventoryText}]);
		if (reading.inventory === undefined) throw new Error('the simulated inventory cannot be read');
		const kept = new Map<string, unknown>();
		const signal = new AbortController().signal;
		const targets = targetsOf(reading.inventory);
		for (const target of targets) {
			for (const source of Object.values(sources)) {
				if (source.of === target.kind && (source.applies?.(target) ?? true)) {
					const ask = source.ask(target);
					kept.set(
						JSON.stringify(ask) + target.id,
						await simulation.world.ask(target, ask, {timeoutMs: source.timeoutMs, signal}),
					);
				}
			}
		}

		const store = createStore(
			initialState({now: clock.now(), path: 'bench', intervalsMs: sourceIntervals(), columns: 200, rows: 60}),
		);
		store.dispatch({type: 'inventory-read', now: clock.now(), path: 'bench', sha256: '', reading});
		let inbox: Reading[] = [];
		let polls = 0;
		const polling = startPolling({
			clock,
			random: () => 0.5,
			sources,
			intervalsMs: store.getState().intervalsMs,
			ask: async (target, ask) => kept.get(JSON.stringify(ask) + target.id),
			emit: one => {
				polls += 1;
				inbox.push(one);
			},
		});
		polling.setTargets(targets);
		const second = async () => {
			const everyMs = publishEveryMs(store.getState());
			for (let ms = 0; ms < 1000; ms += everyMs) {
				await clock.advance(everyMs);
				store.dispatch({type: 'published', now: clock.now(), readings: inbox, records: [], streams: []});
				clusterRows(store.getState());
				inbox = [];
			}
		};

		const seconds = quick ? 30 : 120;
		for (let warm = 0; warm < 30; warm += 1) await second();
		polls = 0;
		const before = process.threadCpuUsage();
		const from = performance.now();
		for (let index = 0; index < seconds; index += 1) await second();
		const used = process.threadCpuUsage(before);
		polling.stop();
		return [
			{
				what: '1,000 instances, 300 clusters: main-thread CPU of one second of polling, decoding, folding and findings',
				value: (used.user + used.system) / 1000 / seconds,
				unit: 'ms',
				budget: 20,
				yardstick: `${Math.round(polls / seconds)} answers a second; wall ${((performance.now() - from) / seconds).toFixed(1)} ms`,
			},
		];
	},
};

const sourceIntervals = (): Readonly<Record<SourceId, number>> =>
	Object.fromEntries(Object.entries(sources).map(([id, source]) => [id, source.everyMs])) as Record<SourceId, number>;
