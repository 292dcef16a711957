import type {Inventory} from '../model/inventory/inventory.ts';
import type {SourceId} from '../model/sample.ts';

/** Up to this many database instances everything is asked as often as its source says. */
const fullSpeedInstances = 250;

/**
 * How often each source is asked in this fleet. Larger ones are asked less often in proportion, so that neither we nor
 * their network do more each second than for 250 instances; staleness is counted in the same intervals.
 */
export const intervalsFor = (
	configured: Readonly<Record<SourceId, number>>,
	{clusters}: Inventory,
): Readonly<Record<SourceId, number>> => {
	const instances = clusters.reduce(
		(sum, cluster) => sum + (cluster.module === 'pgsql' ? cluster.instances.length : 0),
		0,
	);
	const factor = Math.max(1, instances / fullSpeedInstances);
	return factor === 1
		? configured
		: (Object.fromEntries(Object.entries(configured).map(([id, ms]) => [id, ms * factor])) as Record<SourceId, number>);
};
