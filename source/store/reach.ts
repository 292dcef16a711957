import type {InventoryNode} from '../model/inventory/inventory.ts';
import type {SourceId} from '../model/sample.ts';
import {seen, type Seen} from './freshness.ts';
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
export const linesOf = (state: State, {ip, roles}: InventoryNode): readonly Line[] => {
	const lines: Line[] = [];
	const add = (ids: readonly SourceId[], target: string) => {
		for (const id of ids) {
			if (state.samples[id][target] !== undefined) {
				lines.push({id, target, seen: seen(state, id, target)});
			}
		}
	};
	add(ofNode, ip);
	for (const {module, instance} of roles) {
		add(ofModule[module] ?? [], instance);
	}

	return lines;
};

/**
 * True when everything on the host fails to answer: then the host is what is wrong, and not each thing on it.
 * False as long as one thing answers, or nothing has been asked yet.
 */
export const isDead = (state: State, node: InventoryNode | undefined): boolean =>
	node !== undefined &&
	// Most hosts answer this, so that most of the time nothing else is looked at.
	state.samples.node[node.ip]?.ok === false &&
	linesOf(state, node).every(line => line.seen.state === 'failing');
