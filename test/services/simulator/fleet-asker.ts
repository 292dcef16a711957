import type {Samples, SourceId} from '../../../source/model/sample.ts';
import {readInventory} from '../../../source/model/inventory/read-inventory.ts';
import type {Target} from '../../../source/model/target.ts';
import {targetsOf} from '../../../source/model/targets.ts';
import type {Simulation} from '../../../source/services/simulator/simulation.ts';
import {sources} from '../../../source/services/sources/index.ts';
import {ProblemError} from '../../../source/services/world.ts';

export type Answer<Id extends SourceId = SourceId> =
	| {readonly id: Id; readonly target: Target; readonly value: Samples[Id]}
	| {readonly id: Id; readonly target: Target; readonly problem: ProblemError};

/** The simulation's own inventory, read by the reader of the product. */
export const inventoryOf = ({inventoryText}: Simulation) => {
	const reading = readInventory([{path: 'pigsty.yml', text: inventoryText}]);
	if (reading.inventory === undefined) throw new Error('the inventory of the simulation cannot be read');
	return {inventory: reading.inventory, problems: reading.problems};
};

export const targetsIn = (simulation: Simulation): readonly Target[] => targetsOf(inventoryOf(simulation).inventory);

/** Asks and decodes as the scheduler does. What is not a ProblemError is thrown: the simulation must not lie by accident. */
export const askOne = async <Id extends SourceId>(
	simulation: Simulation,
	id: Id,
	target: Target,
): Promise<Answer<Id>> => {
	const source = sources[id];
	const limits = {timeoutMs: source.timeoutMs, signal: new AbortController().signal};
	const raw = await simulation.world.ask(target, source.ask(target), limits).catch((error: unknown) => {
		if (error instanceof ProblemError) return error;
		throw error;
	});
	return raw instanceof ProblemError ? {id, target, problem: raw} : {id, target, value: source.read(raw, target)};
};

export const sourceIds = Object.keys(sources).filter((id): id is SourceId => Object.hasOwn(sources, id));

export const asksFor = (target: Target): readonly SourceId[] =>
	sourceIds.filter(id => sources[id].of === target.kind && (sources[id].applies?.(target) ?? true));

export const askAll = async (
	simulation: Simulation,
	targets: readonly Target[],
	ids: readonly SourceId[] = sourceIds,
): Promise<readonly Answer[]> => {
	const answers: Answer[] = [];
	for (const target of targets) {
		for (const id of asksFor(target).filter(one => ids.includes(one))) {
			answers.push(await askOne(simulation, id, target));
		}
	}

	return answers;
};

/** The values of one source, by the id of the target. */
export const valuesOf = <Id extends SourceId>(answers: readonly Answer[], id: Id): ReadonlyMap<string, Samples[Id]> =>
	new Map(
		answers.flatMap(answer =>
			'value' in answer && isOf(answer, id) ? [[answer.target.id, answer.value] as const] : [],
		),
	);

const isOf = <Id extends SourceId>(
	answer: {readonly id: SourceId; readonly value: Samples[SourceId]},
	id: Id,
): answer is {readonly id: Id; readonly target: Target; readonly value: Samples[Id]} => answer.id === id;
