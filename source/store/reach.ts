import type {InventoryNode} from '../model/inventory/inventory.ts';
import type {SourceId} from '../model/sample.ts';
import {isCurrent, isYoungSample, seen, type Seen} from './freshness.ts';
import type {State} from './state.ts';

/** One source of a host or of something on it, and what became of it. */
export type Line = {readonly id: SourceId; readonly target: string; readonly seen: Seen<unknown>};

/** What is asked of the host itself; `adminFiles` are those of the host that we run on, whoever they are stored under. */
const ofNode: readonly SourceId[] = ['node', 'haproxy', 'alerts'];

/** What is asked of what runs there, by module. */
const ofModule: Readonly<Record<string, readonly SourceId[]>> = {
	pgsql: [
		'patroniStatus',
		'instance',
		'replication',
		'slots',
		'archiver',
		'activity',
		'databases',
		'pgbouncer',
		'backup',
	],
	etcd: ['etcd'],
	redis: ['redis'],
};

/** Every source that was ever asked of a host or of something on it. */
export const linesOf = (state: State, node: InventoryNode): readonly Line[] =>
	asked(node)
		.filter(({id, target}) => state.samples[id].has(target))
		.map(({id, target}) => ({id, target, seen: seen(state, id, target)}));

/** Those of which nothing is known that is young enough to decide by. Mostly there are none, and finding that is cheap. */
export const silentLinesOf = (state: State, node: InventoryNode): readonly Line[] => {
	const silent: Line[] = [];
	const look = (id: SourceId, target: string) => {
		const sample = state.samples[id].get(target);
		if (sample !== undefined && !isYoungSample(state, id, sample)) {
			silent.push({id, target, seen: seen(state, id, target)});
		}
	};
	for (const {id, target} of asked(node)) {
		look(id, target);
	}

	look('adminFiles', node.ip);
	return silent;
};

/**
 * True when nothing on the host answers any more: then the host is what is wrong, and not each thing on it. What is
 * asked rarely need not have failed itself, if its last answer is from before the others fell silent.
 */
export const isDead = (state: State, node: InventoryNode | undefined): boolean => {
	// Most hosts answer this, so that most of the time nothing else is looked at.
	if (node === undefined || state.samples.node.get(node.ip)?.ok !== false) {
		return false;
	}

	const silentSince = silentSinceOf(state, node);
	return asked(node).every(({id, target}) => {
		const sample = state.samples[id].get(target);
		return sample?.ok !== true || (state.intervalsMs[id] >= rarelyMs && sample.at <= silentSince);
	});
};

/** True when something on the host has answered since the first of what is silent there fell silent. */
export const answersStill = (state: State, node: InventoryNode): boolean => {
	const silentSince = silentSinceOf(state, node);
	return asked(node).some(({id, target}) => {
		const sample = state.samples[id].get(target);
		return sample?.ok === true && (silentSince === Infinity ? isCurrent(state, id, target) : sample.at > silentSince);
	});
};

/** Asked so rarely that one should not wait for it. */
const rarelyMs = 30_000;

const silentSinceOf = (state: State, node: InventoryNode): number =>
	Math.min(
		...asked(node).map(({id, target}) => {
			const sample = state.samples[id].get(target);
			return sample?.ok === false ? sample.since : Infinity;
		}),
	);

/** What may be asked of a host. Made once for each host of an inventory. */
const asked = (node: InventoryNode): readonly Pick<Line, 'id' | 'target'>[] => {
	const known = made.get(node);
	if (known !== undefined) {
		return known;
	}

	const list = [
		...ofNode.map(id => ({id, target: node.ip})),
		...node.roles.flatMap(({module, instance}) => (ofModule[module] ?? []).map(id => ({id, target: instance}))),
	];
	made.set(node, list);
	return list;
};

const made = new WeakMap<InventoryNode, readonly Pick<Line, 'id' | 'target'>[]>();
