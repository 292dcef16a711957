import {expect, test} from 'vitest';
import {readInventory} from '../../../source/model/inventory/read-inventory.ts';
import type {Reading, SourceId} from '../../../source/model/sample.ts';
import {targetsOf} from '../../../source/model/targets.ts';
import {startPolling} from '../../../source/services/poll.ts';
import {type ScenarioName, scenarios} from '../../../source/services/simulator/scenarios.ts';
import {createSimulation} from '../../../source/services/simulator/simulation.ts';
import {sources} from '../../../source/services/sources/index.ts';
import type {State} from '../../../source/store/state.ts';
import {initialState} from '../../../source/store/initial-state.ts';
import {update} from '../../../source/store/update.ts';
import {fakeClock} from '../../kit/fake-clock.ts';

const intervalsMs = Object.fromEntries(Object.values(sources).map(({id, everyMs}) => [id, everyMs])) as Record<
	SourceId,
	number
>;

/** Polls a simulated fleet as the program does, and returns each finding that there ever was, and those at the end. */
const watch = async (scenario: ScenarioName, seconds: number) => {
	const clock = fakeClock();
	const simulation = createSimulation({seed: 1, scenario, clock});
	const reading = readInventory([{path: 'pigsty.yml', text: simulation.inventoryText}]);
	let state: State = initialState({now: clock.now(), path: 'pigsty.yml', columns: 120, rows: 40, intervalsMs});
	state = update(state, {type: 'inventory-read', now: clock.now(), path: 'pigsty.yml', sha256: '', reading});
	let readings: Reading[] = [];
	const polling = startPolling({
		clock,
		random: () => 0.5,
		ask: simulation.world.ask,
		emit: one => void readings.push(one),
		sources,
	});
	polling.setTargets(reading.inventory === undefined ? [] : targetsOf(reading.inventory));
	const ever = new Set<string>();
	for (let second = 0; second < seconds; second += 2) {
		await clock.advance(2000);
		state = update(state, {type: 'published', now: clock.now(), readings, records: [], streams: []});
		readings = [];
		state.findings.forEach(({rule, subject}) => ever.add(`${rule} ${subject.name}`));
	}

	polling.stop();
	return {ever: [...ever], last: state.findings.map(({rule, subject}) => `${rule} ${subject.name}`)};
};

test('a healthy fleet has no finding', async () => {
	const {ever} = await watch('healthy', 60);
	expect(ever).toEqual([]);
});

/** What each scenario is found to be, and by when. Logs tell the other two. */
const found: Partial<Record<ScenarioName, readonly [seconds: number, ...findings: string[]]>> = {
	failover: [30, 'instance-unreachable pg-test-1'],
	'lagging-replica': [10, 'replica-lagging pg-test-3'],
	'archive-failing': [10, 'archive-failing pg-test-1'],
	'disk-filling': [130, 'disk-filling pg-test-2'],
	'split-brain': [60, 'several-leaders pg-test', 'unit-failed pg-test-1'],
	'dcs-loss': [40, 'etcd-no-quorum etcd', 'failsafe-active pg-test', 'dcs-unreachable pg-order'],
	'backup-missing': [10, 'backup-none pg-test', 'backup-same-host pg-test'],
	'node-down': [40, 'node-unreachable pg-test-3'],
	'slow-replay': [10, 'replica-lagging pg-test-3'],
	paused: [10, 'patroni-paused pg-test', 'pending-restart pg-test'],
	'lock-pile-up': [70, 'lock-pile-up pg-test-1', 'pool-clients-waiting pg-test-1'],
	'idle-slot': [10, 'slot-retaining pg-test-1'],
	'clock-skew': [10, 'clock-skew pg-test-2'],
	'bad-day': [
		10,
		'replica-lagging pg-test-3',
		'archive-failing pg-test-1',
		'unit-failed pg-test-2',
		'etcd-unhealthy etcd',
	],
};

test.each(scenarios.flatMap(({name}) => (found[name] === undefined ? [] : [name])))('%s is found', async name => {
	const [seconds, ...findings] = found[name] ?? [0];
	const {ever} = await watch(name, seconds);
	expect(ever).toEqual(expect.arrayContaining(findings));
});

test('after a failover only the changed leader is left to be said', async () => {
	const {last} = await watch('failover', 60);
	expect(last).toEqual(['leader-not-planned pg-test']);
});
