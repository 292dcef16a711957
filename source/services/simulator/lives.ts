import {isSteady, step} from './cluster-life.ts';
import {type ClusterState, firstState, stepMs} from './cluster-state.ts';
import {conditionsAt, lifeKinds} from './conditions.ts';
import type {FaultLog} from './fault-log.ts';
import type {ClusterPlan, FleetPlan} from './plan.ts';

/**
 * The clusters' lives, each brought up to date when somebody asks: in steps on a fixed grid, so that nothing depends on who
 * asks when. Nobody asks, nothing is worked out.
 */
export type Lives = (cluster: ClusterPlan, now: number) => ClusterState;

export const createLives = (fleet: FleetPlan, faults: FaultLog, bornAt: number): Lives => {
	const lives = new Map<string, ClusterState>();
	const etcd = fleet.etcd.flatMap(({name, node}) => [name, node]);
	const subjects = new Map(
		fleet.clusters.map(cluster => [cluster.name, [cluster.name, ...cluster.members.map(({name}) => name), ...etcd]]),
	);
	return (cluster, now) => {
		const due = bornAt + Math.floor((now - bornAt) / stepMs) * stepMs;
		let state = lives.get(cluster.name) ?? firstState(cluster, bornAt);
		while (state.at < due) {
			const untouched = !faults.touches(subjects.get(cluster.name) ?? [], state.at, due, lifeKinds);
			const at = untouched && isSteady(state) ? due : state.at + stepMs;
			state = step(cluster, state, at, conditionsAt(fleet, cluster, faults, at));
		}

		lives.set(cluster.name, state);
		return state;
	};
};
