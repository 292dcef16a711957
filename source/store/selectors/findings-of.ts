import type {Finding} from '../../model/finding.ts';
import {fleetOf} from '../fleet-index.ts';
import {remember} from '../remember.ts';
import type {State} from '../state.ts';

/** Findings that concern a cluster, the worst first: its own, and those of the nodes it runs on. */
export const findingsOfCluster = (state: State, cluster: string): readonly Finding[] =>
	grouped(state).clusters.get(cluster) ?? none;

/** Findings that concern a node, the worst first: its own, and those of the instances on it. */
export const findingsOfNode = (state: State, ip: string): readonly Finding[] => grouped(state).nodes.get(ip) ?? none;

/** Findings of an instance itself. */
export const findingsOfInstance = (state: State, instance: string): readonly Finding[] =>
	grouped(state).instances.get(instance) ?? none;

const none: readonly Finding[] = [];

const grouped = remember(
	({findings, inventory}) => [findings, inventory.model],
	state => {
		const concerned = state.findings.map(finding => ({finding, ...concerns(state, finding)}));
		return {
			clusters: groupBy(concerned.flatMap(({finding, clusters}) => clusters.map(name => [name, finding] as const))),
			nodes: groupBy(concerned.flatMap(({finding, node}) => (node === undefined ? [] : [[node, finding] as const]))),
			instances: groupBy(
				state.findings.flatMap(finding =>
					finding.subject.kind === 'instance' ? [[finding.subject.name, finding] as const] : [],
				),
			),
		};
	},
);

const concerns = (state: State, {subject: {kind, name, cluster}}: Finding) => {
	const {nodes, instances, nodeNames} = fleetOf(state);
	const node = kind === 'node' ? (nodes.get(name) ?? nodeNames.get(name)) : undefined;
	const own = [cluster, kind === 'cluster' ? name : undefined].filter(each => each !== undefined);
	return {
		clusters: [...new Set([...own, ...(node?.roles.map(role => role.cluster) ?? [])])],
		node: node?.ip ?? (kind === 'instance' ? instances.get(name)?.instance.ip : undefined),
	};
};

const groupBy = (pairs: readonly (readonly [string, Finding])[]): ReadonlyMap<string, readonly Finding[]> => {
	const groups = new Map<string, Finding[]>();
	for (const [name, finding] of pairs) {
		const group = groups.get(name);
		if (group === undefined) {
			groups.set(name, [finding]);
		} else {
			group.push(finding);
		}
	}

	return groups;
};
