import type {Clock} from '../clock.ts';
import type {World} from '../world.ts';
import {createAsk} from './ask.ts';
import type {Fault, FaultKind} from './fault.ts';
import {createFaultLog} from './fault-log.ts';
import {planFleet} from './fleet.ts';
import {indexFleet} from './fleet-index.ts';
import {createLives} from './lives.ts';
import {createFollow} from './logs/follow.ts';
import {pigstyYml} from './pigsty-yml.ts';
import type {FleetPlan} from './plan.ts';
import {type Scenario, scenarioOf} from './scenarios.ts';
import type {Stage} from './stage.ts';

export type SimulationOptions = {
	readonly seed: number;
	/** A name of `scenarios`, or one of one's own. */
	readonly scenario: string | Scenario;
	/** PostgreSQL instances of the fleet; undefined = the demo fleet. */
	readonly fleet?: number | undefined;
	readonly clock: Clock;
};

export type Simulation = {
	readonly world: World;
	/** A `pigsty.yml` of exactly this fleet. */
	readonly inventoryText: string;
	readonly plan: FleetPlan;
	/** Epoch ms by the clock: what the times of a scenario are counted from. */
	readonly startedAt: number;
	/** From now on, until it is healed. */
	readonly inject: (fault: Fault) => void;
	/** Ends the faults of this kind on this subject now. */
	readonly heal: (kind: FaultKind, on: string) => void;
	/** The fleet as an all-knowing observer sees it: what tests compare answers with. */
	readonly stage: () => Stage;
};

/**
 * A fleet that exists nowhere else. The same options and the same clock give the same answers: it has no timers of its own,
 * and what happens in it is worked out when somebody asks. A RangeError when there is no such scenario.
 */
export const createSimulation = ({seed, scenario: wanted, fleet, clock}: SimulationOptions): Simulation => {
	const scenario = typeof wanted === 'string' ? namedScenario(wanted) : wanted;
	const startedAt = clock.now();
	const plan = planFleet(seed, {instances: fleet, local: scenario.local ?? []});
	const index = indexFleet(plan);
	const faults = createFaultLog();
	for (const {fault, fromMs, untilMs} of scenario.faults) {
		faults.add(fault, startedAt + fromMs, startedAt + (untilMs ?? Number.POSITIVE_INFINITY));
	}

	const lives = createLives(plan, faults, startedAt + Math.min(0, ...scenario.faults.map(({fromMs}) => fromMs)));
	const stage = (): Stage => ({fleet: plan, index, faults, startedAt, now: clock.now(), lives});
	return {
		world: {
			ask: createAsk({clock, stage}),
			follow: createFollow({clock, stage}),
			trustOf: () => 'verified',
			close: async () => {},
		},
		inventoryText: pigstyYml(plan),
		plan,
		startedAt,
		inject: fault => {
			faults.add(fault, clock.now(), Number.POSITIVE_INFINITY);
		},
		heal: (kind, on) => {
			faults.end(kind, on, clock.now());
		},
		stage,
	};
};

const namedScenario = (name: string): Scenario => {
	const scenario = scenarioOf(name);
	if (scenario === undefined) {
		throw new RangeError(`no scenario is called ${name}`);
	}

	return scenario;
};
