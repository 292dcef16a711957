import type {Health} from '../../model/health.ts';
import type {State} from '../state.ts';
import {clusterRows} from './cluster-rows.ts';

/** The line on top of every screen, as words and numbers. */
export type Header = {
	/** `PROD`; `PROD?` when nobody has said what this is, so that it is treated as the worst it can be. */
	readonly environment: string;
	/** The scenario's name, while the fleet is simulated. */
	readonly demo: string | undefined;
	readonly path: string;
	readonly isInventoryStale: boolean;
	readonly mode: 'READ-ONLY';
	readonly clusters: Readonly<Record<Health, number>> & {readonly total: number};
	/** Clusters in which Patroni is paused or has lost its DCS: each is a banner. */
	readonly paused: readonly string[];
	readonly failsafe: readonly string[];
	/** Set while the screen stands still. */
	readonly pausedAt: number | undefined;
};

export const header = (state: State): Header => {
	const rows = clusterRows(state);
	const count = (health: Health) => rows.filter(row => row.health === health).length;
	return {
		environment: state.environment ?? 'PROD?',
		demo: state.demo,
		path: state.inventory.path,
		isInventoryStale: state.inventory.stale,
		mode: 'READ-ONLY',
		clusters: {
			total: rows.length,
			ok: count('ok'),
			warn: count('warn'),
			crit: count('crit'),
			unknown: count('unknown'),
		},
		paused: rows.filter(({paused}) => paused === true).map(({name}) => name),
		failsafe: rows.filter(({failsafe}) => failsafe === true).map(({name}) => name),
		pausedAt: state.ui.paused?.at,
	};
};
