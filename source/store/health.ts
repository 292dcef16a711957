import type {Finding} from '../model/finding.ts';
import type {Health} from '../model/health.ts';
import type {Cluster} from '../model/inventory/inventory.ts';
import {fleetOf} from './fleet-index.ts';
import {seen} from './freshness.ts';
import {findingsOfCluster} from './selectors/findings-of.ts';
import type {State} from './state.ts';

/** The worst of what is found of a cluster. One that answers nothing is `unknown`, whatever is found: it is never ok. */
export const clusterHealth = (state: State, cluster: Cluster): Health =>
	isAnswering(state, cluster) ? worstOf(findingsOfCluster(state, cluster.name)) : 'unknown';

/** The health that findings leave; an `info` does no harm. */
export const worstOf = (findings: readonly Finding[]): Exclude<Health, 'unknown'> =>
	findings.some(({severity}) => severity === 'crit')
		? 'crit'
		: findings.some(({severity}) => severity === 'warn')
			? 'warn'
			: 'ok';

const isAnswering = (state: State, cluster: Cluster): boolean => {
	const isKnown = (id: 'instance' | 'redis' | 'etcd' | 'node' | 'patroniCluster', target: string) =>
		seen(state, id, target).current !== undefined;
	if (cluster.module === 'pgsql') {
		return isKnown('patroniCluster', cluster.name) || cluster.instances.some(({name}) => isKnown('instance', name));
	}

	if (cluster.module === 'redis') {
		return cluster.instances.some(({name}) => isKnown('redis', name));
	}

	return cluster.module === 'etcd'
		? cluster.members.some(({name}) => isKnown('etcd', name))
		: // Nothing is asked of the others but their hosts.
			(fleetOf(state).nodesOf.get(cluster.name) ?? []).some(({ip}) => isKnown('node', ip));
};
