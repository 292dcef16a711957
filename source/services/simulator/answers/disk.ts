import type {NodePlan} from '../plan.ts';
import type {Stage} from '../stage.ts';

const gib = 1024 ** 3;
const dayMs = 86_400_000;

/** Part of `/data` that is used: it grows by a little each day, by what archiving leaves behind, and by a fault. */
export const usedFraction = (stage: Stage, {name, ip, usedFraction: start, machine}: NodePlan): number => {
	const {faults, now, startedAt, index} = stage;
	const usual = start + (0.004 * (now - startedAt)) / dayMs;
	const cluster = index.memberByIp.get(ip)?.cluster;
	const stuck = cluster && faults.find('archive-failing', cluster.name, now);
	const kept = stuck
		? (((now - stuck.from) / 1000) * cluster.tps * cluster.walBytesPerTransaction) / (machine.diskGib * gib)
		: 0;
	const filling = faults.find('disk-filling', name, now);
	const way = filling ? Math.min(1, (now - filling.from) / Math.max(1, filling.fault.overMs)) : 0;
	const base = Math.min(0.999, usual + kept);
	return filling ? base + Math.max(0, filling.fault.fraction - base) * way : base;
};
