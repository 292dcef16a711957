import type {Finding} from '../model/finding.ts';
import type {Health} from '../model/health.ts';
import type {Cluster, PgCluster} from '../model/inventory/inventory.ts';
import {fleetOf} from './fleet-index.ts';
import {isCurrent} from './freshness.ts';
import {findingsOfCluster} from './selectors/findings-of.ts';
import type {State} from './state.ts';

/**
 * The worst of what is found of a cluster. One that answers nothing is `unknown`, whatever is found; and one of which
 * only a part is known is not called ok by that part.
 */
export const clusterHealth = (state: State, cluster: Cluster): Health => {
	const {some, all} = known(state, cluster);
	const worst = worstOf(findingsOfCluster(state, cluster.name));
	return !some || (worst === 'ok' && !all) ? 'unknown' : worst;
};

/** The health that findings leave; an `info` does no harm. */
export const worstOf = (findings: readonly Finding[]): Exclude<Health, 'unknown'> =>
	findings.some(({severity}) => severity === 'crit')
		? 'crit'
		: findings.some(({severity}) => severity === 'warn')
			? 'warn'
			: 'ok';

/** Whether anything is known now of the cluster, and whether everything is that its health is judged by. */
const known = (state: State, cluster: Cluster): {readonly some: boolean; readonly all: boolean} => {
	if (cluster.module === 'pgsql') {
		const all = isCurrent(state, 'patroniCluster', cluster.name);
		return {all, some: all || cluster.instances.some(({name}) => isCurrent(state, 'instance', name))};
	}

	const members = membersKnown(state, cluster);
	return {some: members.includes(true), all: !members.includes(false)};
};

const membersKnown = (state: State, cluster: Exclude<Cluster, PgCluster>): readonly boolean[] => {
	if (cluster.module === 'redis') {
		return cluster.instances.map(({name}) => isCurrent(state, 'redis', name));
	}

	return cluster.module === 'etcd'
		? cluster.members.map(({name}) => isCurrent(state, 'etcd', name))
		: // Nothing is asked of the others but their hosts.
			(fleetOf(state).nodesOf.get(cluster.name) ?? []).map(({ip}) => isCurrent(state, 'node', ip));
};
