import type {NodePlan} from '../plan.ts';
import {sceneOf, type Stage} from '../stage.ts';
import {walBytes} from '../workload.ts';

const gib = 1024 ** 3;
const dayMs = 86_400_000;

/** Part of `/data` that is used: it grows by a little each day, by WAL that must be kept, and by a fault. */
export const usedFraction = (stage: Stage, node: NodePlan): number => {
	const {faults, now, startedAt} = stage;
	const usual = node.usedFraction + (0.004 * (now - startedAt)) / dayMs;
	const base = Math.min(0.999, usual + keptBytes(stage, node) / (node.machine.diskGib * gib));
	const filling = faults.find('disk-filling', node.name, now);
	const way = filling ? Math.min(1, (now - filling.from) / Math.max(1, filling.fault.overMs)) : 0;
	return filling ? base + Math.max(0, filling.fault.fraction - base) * way : base;
};

/** WAL that a primary cannot remove, since archiving fails or a slot wants it. */
const keptBytes = (stage: Stage, {ip}: NodePlan): number => {
	const {faults, now, index} = stage;
	const cluster = index.memberByIp.get(ip)?.cluster;
	const since =
		cluster &&
		Math.min(
			...(['archive-failing', 'slot-idle'] as const).map(kind => faults.find(kind, cluster.name, now)?.from ?? now),
		);
	if (cluster === undefined || since === undefined || since >= now) {
		return 0;
	}

	const member = sceneOf(stage, cluster).state.members.find(({plan}) => plan.ip === ip);
	return member?.primary ? walBytes(cluster, since, now) : 0;
};
