import type {InventoryNode} from '../model/inventory/inventory.ts';
import type {SourceId} from '../model/sample.ts';
import {isCurrent, seen, type Seen} from './freshness.ts';
import type {State} from './state.ts';

/** One source of a host or of something on it, and what became of it. */
export type Line = {readonly id: SourceId; readonly target: string; readonly seen: Seen<unknown>};

/** What is asked of the host itself. */
const ofNode: readonly SourceId[] = ['node', 'haproxy', 'alerts', 'adminFiles'];

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
export const silentLinesOf = (state: State, node: InventoryNode): readonly Line[] =>
	asked(node)
		.filter(({id, target}) => state.samples[id].has(target) && !isCurrent(state, id, target))
		.map(({id, target}) => ({id, target, seen: seen(state, id, target)}));

/**
 * True when everything on the host fails to answer: then the host is what is wrong, and not each thing on it.
 * False as long as one thing answers, or nothing has been asked yet.
 */
export const isDead = (state: State, node: InventoryNode | undefined): boolean =>
	node !== undefined &&
	// Most hosts answer this, so that most of the time nothing else is looked at.
	state.samples.node.get(node.ip)?.ok === false &&
	asked(node).every(({id, target}) => state.samples[id].get(target)?.ok !== true);

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
