import type {Event} from '../event.ts';
import {assess} from '../findings/assess.ts';
import {fleetOf} from '../fleet-index.ts';
import {intervalsFor} from '../intervals-for.ts';
import type {SampleMap, State} from '../state.ts';

type InventoryRead = Extract<Event, {readonly type: 'inventory-read'}>;

/** The state after the inventory was read. A file that gives no model leaves the last good one in use, marked as stale. */
export const afterInventoryRead = (state: State, {now, path, sha256, reading}: InventoryRead): State => {
	const read = isWhole(reading) ? reading.inventory : undefined;
	const model = read ?? state.inventory.model;
	const readAt = Number.isFinite(now) ? now : state.now;
	const next: State = {
		...state,
		now: readAt,
		intervalsMs: model === undefined ? state.intervalsMs : intervalsFor(state.configuredIntervalsMs, model),
		inventory: {
			path,
			sha256,
			model,
			stale: read === undefined && model !== undefined,
			problems: reading.problems,
			readAt,
		},
	};
	return assess(read === undefined ? next : {...next, samples: samplesOfTargets(next)}, {
		urgent: 'everything',
	});
};

/** A file with broken syntax may still give a part of the fleet. Half a fleet is worse than the last whole one: it hides. */
const isWhole = ({problems}: InventoryRead['reading']) =>
	!problems.some(({rule, severity}) => rule === 'yaml-syntax' && severity === 'crit');

/** Samples of targets that are in the inventory; the others are forgotten. */
const samplesOfTargets = (state: State): SampleMap => {
	const {targetIds} = fleetOf(state);
	const kept = Object.entries(state.samples).map(([id, samples]) => [
		id,
		new Map<string, unknown>([...samples.entries()].filter(([target]) => targetIds.has(target))),
	]);
	return Object.fromEntries(kept) as SampleMap; // The same maps with fewer keys.
};
