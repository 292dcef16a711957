import {size} from '../../format/size.ts';
import type {Subject} from '../../model/finding.ts';
import type {PatroniMember} from '../../model/patroni.ts';
import type {Seen} from '../freshness.ts';
import {isLeader, type MemberView, type PgView} from '../pg-view.ts';
import {evidence} from './evidence.ts';

export const ofCluster = ({cluster: {name}}: PgView): Subject => ({kind: 'cluster', name, cluster: name});

export const ofInstance = ({cluster}: PgView, {name}: Pick<MemberView, 'name'>): Subject => ({
	kind: 'instance',
	name,
	cluster: cluster.name,
});

/** The members as Patroni lists them, in one line. */
export const sawMembers = ({cluster, ha}: PgView) =>
	evidence(
		'patroniCluster',
		cluster.name,
		ha,
		(ha.value?.members ?? []).map(member => textOf(member)).join('; ') || 'no members',
	);

/** A value that may be relied on now: answered in time, and the newest attempt did not fail. */
export const fresh = <Value>({state, value}: Seen<Value>): Value | undefined => (state === 'fresh' ? value : undefined);

/** The leader by a `/cluster` that is young enough to decide by. */
export const currentLeader = ({ha, leader}: PgView) => (ha.current === undefined ? undefined : leader);

/** `a, b and 3 more`: names for a title. */
export const listed = (names: readonly string[], most = 3): string =>
	names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`;

const textOf = (member: PatroniMember) => {
	const {name, role, state, timeline, lagBytes} = member;
	const lag = isLeader(member) ? '' : `, lag ${lagBytes === undefined ? 'unknown' : size(lagBytes)}`;
	return `${name} ${role} ${state} on timeline ${timeline ?? 'unknown'}${lag}`;
};

/** What a Patroni says of itself, if it has ever said anything. */
export const sawStatus = ({name, patroni}: MemberView) =>
	patroni.value === undefined
		? []
		: [
				evidence(
					'patroniStatus',
					name,
					patroni,
					`${patroni.value.role}, ${patroni.value.state}, ${patroni.value.clusterUnlocked ? 'cluster is unlocked' : 'cluster is locked'}`,
				),
			];
