import type {Cluster, InventoryNode} from '../../model/inventory/inventory.ts';
import {pgView, type PgView} from '../pg-view.ts';
import type {State} from '../state.ts';
import type {Unit} from '../units.ts';

export type {PgView} from '../pg-view.ts';
/** A cluster that is not PostgreSQL. */
export type PlainView = {readonly state: State; readonly cluster: Exclude<Cluster, {readonly module: 'pgsql'}>};
export type NodeView = {readonly state: State; readonly node: InventoryNode};
export type FleetView = {readonly state: State};

/** What the rules of a unit look at. */
export type View =
	| {readonly of: 'pgsql'; readonly view: PgView}
	| {readonly of: 'plain'; readonly view: PlainView}
	| {readonly of: 'node'; readonly view: NodeView}
	| {readonly of: 'fleet'; readonly view: FleetView};

export const viewOf = (state: State, unit: Unit): View => {
	if (unit.kind === 'fleet') {
		return {of: 'fleet', view: {state}};
	}

	if (unit.kind === 'node') {
		return {of: 'node', view: {state, node: unit.node}};
	}

	const {cluster} = unit;
	return cluster.module === 'pgsql'
		? {of: 'pgsql', view: pgView(state, cluster)}
		: {of: 'plain', view: {state, cluster}};
};
