import path from 'node:path';
import type {Problem} from '../model/problem.ts';
import type {SourceId} from '../model/sample.ts';
import {systemClock, type Clock} from '../services/clock.ts';
import {sources} from '../services/sources/index.ts';
import type {World} from '../services/world.ts';
import {initialState} from '../store/initial-state.ts';
import {createStore, type Store} from '../store/store.ts';
import {defaultThresholds} from '../store/thresholds.ts';
import {findInventory} from './inventory-file.ts';
import {loadInventory} from './inventory-watch.ts';
import {chooseTheme, readSettings} from './settings.ts';

/** A store with the inventory in it, and the way to the world: what every reading command begins with. */
export type Session = {
	readonly store: Store;
	/** Called after the first frame: what the connections need is loaded while the operator reads. */
	readonly openWorld: () => Promise<World>;
	readonly clock: Clock;
	readonly random: () => number;
	readonly inventoryPath: string;
	/** What is wrong with `config.yml`, to be said once. */
	readonly configProblems: readonly Problem[];
};

type Given = {
	readonly values: Readonly<Record<string, string | boolean>>;
	readonly environment: NodeJS.ProcessEnv;
	readonly cwd: string;
	readonly columns?: number;
	readonly rows?: number;
};

/** Opens a session on the inventory of this machine; a problem is a sentence and what to do. */
export const openSession = async ({
	values,
	environment,
	cwd,
	columns = 80,
	rows = 24,
}: Given): Promise<Session | {readonly problem: string}> => {
	const place = findInventory(text(values['inventory']), environment, cwd);
	if ('problem' in place) {
		return place;
	}

	const {config, problems} = readSettings(text(values['config']), environment);
	const store = createStore(
		initialState({
			now: systemClock.now(),
			path: place.path,
			columns,
			rows,
			environment: config.environment,
			theme: chooseTheme(text(values['theme']), config, environment),
			thresholds: {...defaultThresholds, ...config.thresholds},
			intervalsMs: {...defaultIntervalsMs(), ...config.intervalsMs},
		}),
	);
	loadInventory(store, place.path, systemClock);
	const openWorld = async () => {
		const {openRealWorld} = await import('./real-world.ts');
		return openRealWorld({
			pigstyHome: path.dirname(place.path),
			acceptNewHostKeys: values['accept-new-host-keys'] === true,
			sshUser: config.sshUser,
			clock: systemClock,
			random: Math.random,
		});
	};
	return {
		store,
		openWorld,
		clock: systemClock,
		random: Math.random,
		inventoryPath: place.path,
		configProblems: problems,
	};
};

/** Opens a session on a simulated fleet. */
export const openDemo = async (given: {
	readonly values: Readonly<Record<string, string | boolean>>;
	readonly environment: NodeJS.ProcessEnv;
	readonly columns: number;
	readonly rows: number;
}): Promise<Session | {readonly problem: string}> => {
	const {createSimulation} = await import('../services/simulator/simulation.ts');
	const {scenarios} = await import('../services/simulator/scenarios.ts');
	const scenario = text(given.values['scenario']) ?? 'healthy';
	const known = scenarios.find(({name}) => name === scenario);
	if (known === undefined) {
		return {problem: `there is no scenario \`${scenario}\`\nKnown are: ${scenarios.map(({name}) => name).join(', ')}`};
	}

	const fleet = number(given.values['fleet']);
	const seed = number(given.values['seed']) ?? 1;
	if (Number.isNaN(seed) || Number.isNaN(fleet ?? 1) || (fleet ?? 1) < 1 || (fleet ?? 1) > 1000) {
		return {problem: '--seed and --fleet take whole numbers; a fleet has 1 to 1000 instances'};
	}

	const simulation = createSimulation({seed, scenario: known.name, fleet, clock: systemClock});
	const {config, problems} = readSettings(undefined, given.environment);
	const store = createStore(
		initialState({
			now: systemClock.now(),
			path: 'demo',
			columns: given.columns,
			rows: given.rows,
			environment: 'DEMO',
			demo: known.name,
			theme: chooseTheme(text(given.values['theme']), config, given.environment),
			intervalsMs: defaultIntervalsMs(),
		}),
	);
	const {readInventory} = await import('../model/inventory/read-inventory.ts');
	store.dispatch({
		type: 'inventory-read',
		now: systemClock.now(),
		path: 'demo',
		sha256: '',
		reading: readInventory([{path: 'demo', text: simulation.inventoryText}]),
	});
	return {
		store,
		openWorld: async () => simulation.world,
		clock: systemClock,
		random: Math.random,
		inventoryPath: 'demo',
		configProblems: problems,
	};
};

const defaultIntervalsMs = (): Readonly<Record<SourceId, number>> =>
	Object.fromEntries(Object.entries(sources).map(([id, {everyMs}]) => [id, everyMs])) as Record<SourceId, number>;

const text = (value: string | boolean | undefined): string | undefined =>
	typeof value === 'string' ? value : undefined;

const number = (value: string | boolean | undefined): number | undefined =>
	typeof value === 'string' ? (/^\d{1,9}$/.test(value) ? Number(value) : Number.NaN) : undefined;
