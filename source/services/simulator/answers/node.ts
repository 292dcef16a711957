import type {NodePlan} from '../plan.ts';
import {drift} from '../random.ts';
import {sceneOf, skewMsAt, type Stage} from '../stage.ts';
import {loadOf} from './activity.ts';
import {usedFraction} from './disk.ts';

const kib = 1024;
const gib = 1024 ** 3;

/** What the node source's script prints: the sections of one batched look, each below a line `@@name`. */
export const nodeScriptOutput = (stage: Stage, node: NodePlan): string => {
	const {now, startedAt} = stage;
	const clock = now + skewMsAt(stage, node.name, now);
	const upSeconds = (node.upMs + now - startedAt) / 1000;
	const load = node.machine.cpus * busyOf(stage, node);
	const memory = (node.machine.memoryGib * gib) / kib;
	const failed = failedUnits(stage, node);
	return [
		'@@clock',
		seconds(clock - 2),
		'@@hostname',
		node.name,
		'@@uptime',
		`${upSeconds.toFixed(2)} ${(upSeconds * node.machine.cpus * 0.8).toFixed(2)}`,
		'@@loadavg',
		`${load.toFixed(2)} ${(load * 0.95).toFixed(2)} ${(load * 0.9).toFixed(2)} 2/412 81264`,
		'@@cpus',
		node.machine.cpus,
		'@@meminfo',
		`MemTotal:       ${memory} kB`,
		`MemAvailable:   ${Math.round(memory * (0.45 + 0.08 * drift(node.salt, now, 60_000)))} kB`,
		'@@df',
		'Filesystem     Type     1024-blocks      Used Available Capacity Mounted on',
		dfLine('/dev/vda1', 'ext4', 40 * gib, 0.22, '/'),
		dfLine('tmpfs', 'tmpfs', node.machine.memoryGib * gib * 0.1, 0.01, '/run'),
		dfLine('/dev/nvme0n1', 'xfs', node.machine.diskGib * gib, usedFraction(stage, node), '/data'),
		'@@failed',
		...failed.map(unit => `${unit}.service loaded failed failed ${unit}`),
		'@@failed-end',
		'@@units',
		...node.units.map(
			unit => `Id=${unit}.service\nLoadState=loaded\nActiveState=${failed.includes(unit) ? 'failed' : 'active'}\n`,
		),
		'@@clock',
		seconds(clock + 2),
		'',
	].join('\n');
};

const seconds = (at: number) => `${(at / 1000).toFixed(3)}000000`;

const dfLine = (device: string, type: string, bytes: number, fraction: number, mount: string) => {
	const size = Math.round(bytes / kib);
	const used = Math.round(size * fraction);
	return `${device.padEnd(14)} ${type.padEnd(8)} ${size} ${used} ${size - used} ${Math.ceil(fraction * 100)}% ${mount}`;
};

/** Load for each processor: what the sessions of its member cause, and a little of its own. */
const busyOf = (stage: Stage, {ip, salt, machine}: NodePlan): number => {
	const idle = 0.03 + 0.05 * drift(salt, stage.now, 15_000);
	const cluster = stage.index.memberByIp.get(ip)?.cluster;
	const scene = cluster && sceneOf(stage, cluster);
	const member = scene?.state.members.find(({plan}) => plan.ip === ip);
	return scene && member?.postgres === 'running'
		? idle + Math.min(0.9, loadOf(scene, member).active / machine.cpus / 4)
		: idle;
};

const failedUnits = (stage: Stage, {name, units}: NodePlan): readonly string[] => {
	const {faults, now, fleet} = stage;
	const etcd = fleet.etcd.find(({node}) => node === name);
	const failed = faults.find('unit-failed', name, now)?.fault.unit;
	return [
		...(failed === undefined ? [] : [failed]),
		...(faults.has('patroni-down', name, now) ? ['patroni'] : []),
		...(etcd && faults.has('etcd-down', etcd.name, now) ? ['etcd'] : []),
	].filter(unit => units.includes(unit));
};
