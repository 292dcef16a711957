import {expect, test} from 'vitest';
import {readLogOptions} from '../../source/app/log-options.ts';
import {printLogs, type PrintPorts} from '../../source/app/print-logs.ts';
import {readInventory} from '../../source/model/inventory/read-inventory.ts';
import {createSimulation} from '../../source/services/simulator/simulation.ts';
import {ProblemError, type World} from '../../source/services/world.ts';
import {selectLogs} from '../../source/store/selectors/log-selector.ts';
import {fakeClock} from '../kit/fake-clock.ts';

type Values = Readonly<Record<string, string | boolean>>;
type Printed = {readonly time: string; readonly node: string; readonly level: string; readonly message: string};

const begin = (scenario: string, selector: string, values: Values, change: Partial<PrintPorts> = {}) => {
	const clock = fakeClock();
	const simulation = createSimulation({seed: 3, scenario, clock});
	const {inventory} = readInventory([{path: 'pigsty.yml', text: simulation.inventoryText}]);
	const choice = inventory === undefined ? undefined : selectLogs(inventory, [selector]);
	const options = readLogOptions({json: true, ...values}, clock.now());
	if (choice?.ok !== true || 'problem' in options) throw new Error('the test asks for nothing');
	const written: string[] = [];
	const said: string[] = [];
	const stop = new AbortController();
	const code = printLogs(
		{
			world: simulation.world,
			clock,
			random: () => 0.5,
			write: async text => void written.push(text),
			say: sentence => void said.push(sentence),
			isColoured: false,
			signal: stop.signal,
			...change,
		},
		choice.logs,
		options,
	);
	const records = () =>
		written
			.join('')
			.split('\n')
			.filter(line => line !== '')
			.map(line => JSON.parse(line) as Printed);
	return {clock, code, records, said, stop, simulation, written};
};

const times = (records: readonly Printed[]) => records.map(({time}) => time);

test('without -f it prints what there is, in one order over all nodes, and ends', async () => {
	const {clock, code, records, said} = begin('failover', 'pg-test', {since: '5m'});
	await clock.advance(30_000);
	expect(await code).toBe(0);
	expect(said).toEqual([]);
	expect(times(records())).toEqual(times(records()).toSorted());
	expect(new Set(records().map(({node}) => node)).size).toBe(3);
	expect(records().length).toBeGreaterThan(50);
	expect(records().every(({time}) => Date.parse(time) >= clock.now() - 330_000)).toBe(true);
});

test('filters leave only what was asked for', async () => {
	const {clock, code, records} = begin('failover', '*/postgres', {
		since: '10m',
		level: 'warning',
		exclude: 'checkpoint',
	});
	await clock.advance(30_000);
	await code;
	expect(records().length).toBeGreaterThan(0);
	expect(records().filter(({level}) => !['warning', 'error', 'fatal', 'panic'].includes(level))).toEqual([]);
	expect(records().filter(({message}) => message.includes('checkpoint'))).toEqual([]);
});

test('with -f it goes on with what comes, in order, until it is interrupted', async () => {
	const {clock, code, records, stop} = begin('healthy', 'pg-test', {follow: true});
	await clock.advance(5000);
	const first = records().length;
	expect(first).toBeGreaterThan(200);
	await clock.advance(60_000);
	expect(records().length).toBeGreaterThan(first);
	expect(times(records())).toEqual(times(records()).toSorted());
	expect(clock.now() - Date.parse(records().at(-1)?.time ?? '')).toBeLessThan(15_000);
	stop.abort();
	await clock.advance(1000);
	expect(await code).toBe(130);
});

const refuses =
	(ips: readonly string[], world: Pick<World, 'follow'>): World['follow'] =>
	async (request, onChunk, signal) => {
		if (ips.includes(request.node.ip)) {
			throw new ProblemError('refused', `${request.node.ip}: sudo: a password is required`);
		}

		await world.follow(request, onChunk, signal);
	};

test.each([
	['a part', ['10.10.10.11'], 1, 1],
	['all', ['10.10.10.11', '10.10.10.12', '10.10.10.13'], 5, 3],
] as const)('what cannot be read is said and exits by how much it is: %s', async (_name, ips, expected, sentences) => {
	const clock = fakeClock();
	const {world} = createSimulation({seed: 3, scenario: 'healthy', clock});
	const {code, said} = begin('healthy', 'pg-test/postgres', {}, {world: {follow: refuses(ips, world)}, clock});
	await clock.advance(30_000);
	expect(await code).toBe(expected);
	expect(said).toHaveLength(sentences);
	expect(said[0]).toContain('sudo: a password is required');
});

test('a log of which nothing comes is given up, with what came before', async () => {
	const clock = fakeClock();
	const silent: World['follow'] = (_request, onChunk, signal) => {
		onChunk(new TextEncoder().encode('2026-11-23 03:12:44,000 INFO: no action\n'));
		return new Promise(resolve => signal.addEventListener('abort', () => resolve(), {once: true}));
	};
	const {code, records, said} = begin('healthy', 'pg-test-1/patroni', {}, {world: {follow: silent}, clock});
	await clock.advance(31_000);
	expect(await code).toBe(5);
	expect(said).toEqual(['pg-test-1: log of patroni: nothing came for 30 s\nIt is shown as far as it came']);
	expect(records()).toHaveLength(1);
});

test('while following, a problem is said once and not at each attempt', async () => {
	const clock = fakeClock();
	const {world} = createSimulation({seed: 3, scenario: 'healthy', clock});
	const follow = refuses(['10.10.10.11'], world);
	const {code, said, stop} = begin('healthy', 'pg-test/postgres', {follow: true}, {world: {follow}, clock});
	await clock.advance(60_000);
	expect(said).toEqual(['10.10.10.11: sudo: a password is required']);
	stop.abort();
	await clock.advance(1000);
	await code;
});
