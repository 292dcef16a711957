import type {ClusterPlan, FleetPlan, MemberPlan, NodePlan} from './plan.ts';

/** The fleet by name and by address. */
export type FleetIndex = {
	readonly nodeByIp: ReadonlyMap<string, NodePlan>;
	readonly nodeByName: ReadonlyMap<string, NodePlan>;
	readonly clusterByName: ReadonlyMap<string, ClusterPlan>;
	/** The member of a cluster on a host. */
	readonly memberByIp: ReadonlyMap<string, {readonly cluster: ClusterPlan; readonly member: MemberPlan}>;
};

export const indexFleet = ({nodes, clusters}: FleetPlan): FleetIndex => ({
	nodeByIp: new Map(nodes.map(node => [node.ip, node])),
	nodeByName: new Map(nodes.map(node => [node.name, node])),
	clusterByName: new Map(clusters.map(cluster => [cluster.name, cluster])),
	memberByIp: new Map(
		clusters.flatMap(cluster => cluster.members.map(member => [member.ip, {cluster, member}] as const)),
	),
});
