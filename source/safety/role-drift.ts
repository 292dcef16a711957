import {escaped} from './escaped.ts';
import type {ClusterFacts, MemberFacts} from './facts.ts';

/** Whether a member leads. A dead one does not if it is known who does, or that nobody does. Undefined: nobody knows. */
export const isLeading = (
	{name, role, isLive}: MemberFacts,
	leaders: readonly string[] | undefined,
): boolean | undefined => {
	if (role !== undefined) {
		return role === 'leader' || role === 'standby_leader';
	}

	return isLive === false && name !== undefined && leaders !== undefined && !leaders.includes(name) ? false : undefined;
};

/**
 * Members whose role in `pigsty.yml` is not known to be the one they have. Only `primary` leads; every other word of the
 * inventory is some kind of replica. Undefined when the members are not known. `except` is one that is not there yet.
 */
export const drifting = (cluster: ClusterFacts | undefined, except?: string): readonly MemberFacts[] | undefined =>
	cluster?.members
		?.filter(({name}) => name === undefined || name !== except)
		.filter(member => {
			const leads = isLeading(member, cluster.leaders);
			return (
				member.inventoryRole === undefined || leads === undefined || (member.inventoryRole === 'primary') !== leads
			);
		});

/** `pg-test-1 is primary in pigsty.yml and replica now` for each that does not agree. */
export const driftText = (cluster: ClusterFacts | undefined, except?: string): string => {
	const odd = drifting(cluster, except) ?? [];
	return odd.length === 0
		? 'the members are not known'
		: odd
				.map(
					({name, inventoryRole, role}) =>
						`${escaped(name ?? '?')} is ${inventoryRole ?? 'nothing'} in pigsty.yml and ${(role ?? 'unknown').replaceAll('_', ' ')} now`,
				)
				.join(', ');
};
