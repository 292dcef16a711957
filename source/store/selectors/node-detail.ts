import type {InventoryNode} from '../../model/inventory/inventory.ts';
import type {FileSystem, NodeStatus} from '../../model/node.ts';
import type {ProxyServer} from '../../model/services.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import {usedFraction} from '../node-facts.ts';
import type {State} from '../state.ts';
import {type FindingRow, findingRowsOf} from './finding-rows.ts';
import {type NodeRow, nodeRow} from './node-rows.ts';

/** All that is known of one host. */
export type NodeDetail = {
	readonly row: NodeRow;
	readonly node: InventoryNode;
	readonly status: Seen<NodeStatus>;
	/** The fullest first. */
	readonly fileSystems: readonly (FileSystem & {readonly usedFraction: number})[];
	readonly haproxy: Seen<readonly ProxyServer[]>;
	readonly findings: readonly FindingRow[];
};

/** By name or address; undefined when the inventory has no such host. */
export const nodeDetail = (state: State, subject: string): NodeDetail | undefined => {
	const {nodes, nodeNames} = fleetOf(state);
	const node = nodes.get(subject) ?? nodeNames.get(subject);
	if (node === undefined) {
		return undefined;
	}

	const status = seen(state, 'node', node.ip);
	return {
		row: nodeRow(state, node),
		node,
		status,
		fileSystems: (status.value?.fileSystems ?? [])
			.map(fileSystem => ({...fileSystem, usedFraction: usedFraction(fileSystem)}))
			.toSorted((a, b) => b.usedFraction - a.usedFraction),
		haproxy: seen(state, 'haproxy', node.ip),
		findings: findingRowsOf(state, node.ip),
	};
};
