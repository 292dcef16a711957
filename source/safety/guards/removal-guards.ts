import {all, any, differs, isEmpty} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {Facts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {pgRemovals} from '../kinds.ts';
import {onlyMember} from '../only-member.ts';
import {isLeading} from '../role-drift.ts';

/** Taking PostgreSQL clusters and members away. */
export const removalGuards: readonly Guard[] = [
	defineGuard({
		id: 'safeguard',
		for: [...pgRemovals, 'playbook.remove-redis', 'playbook.remove-etcd', 'playbook.remove-minio'],
		raise: 'never',
		safe: 'the safeguard of the module is off',
		unless: (facts, {kind}) => safeguardOf(facts, kind) === false,
		why: (facts, {kind}) =>
			safeguardOf(facts, kind) === true
				? 'its safeguard is on in pigsty.yml; switching it off is a decision of its own'
				: 'it is not known whether its safeguard is on',
	}),
	defineGuard({
		id: 'remove-leader',
		for: ['playbook.remove-replica'],
		raise: 'never',
		safe: 'it does not lead',
		unless: (facts, {member}) => {
			const found = onlyMember(facts, member.name);
			return found !== undefined && isLeading(found, facts.cluster?.leaders) === false;
		},
		why: (facts, {member}) =>
			onlyMember(facts, member.name)?.role === undefined
				? `it is not known whether ${escaped(member.name)} leads`
				: `${escaped(member.name)} leads; switch over first`,
	}),
	defineGuard({
		id: 'remove-primary',
		for: ['playbook.remove-replica'],
		raise: 'never',
		safe: 'pigsty.yml does not call it the primary',
		unless: (facts, {member}) => {
			const role = onlyMember(facts, member.name)?.inventoryRole;
			return role !== undefined && role !== 'primary';
		},
		why: (_, {member}) =>
			`pigsty.yml calls ${escaped(member.name)} the primary, or does not say: the playbook would delete the cluster’s keys and backups`,
	}),
	defineGuard({
		id: 'remove-last',
		for: ['playbook.remove-replica'],
		raise: 'never',
		safe: 'other members live on',
		unless: ({cluster}, {member}) =>
			any(cluster?.members, ({name, isLive}) => isLive === true && differs(name, member.name)),
		why: () => 'no other member is known to live; removing the last one is removing the cluster',
	}),
	defineGuard({
		id: 'remove-standby',
		for: ['playbook.remove-replica'],
		raise: 'destroy',
		safe: 'a healthy standby stays',
		unless: ({cluster}, {member}) =>
			any(
				cluster?.members,
				other =>
					other.isLive === true &&
					differs(other.name, member.name) &&
					isLeading(other, cluster?.leaders) === false &&
					(other.state === 'streaming' || other.state === 'running'),
			),
		why: () => 'no healthy standby stays: when the leader fails there is nobody left',
	}),
	defineGuard({
		id: 'neighbours',
		for: pgRemovals,
		raise: 'never',
		safe: 'no instance of another cluster is on these hosts',
		unless: (facts, action) =>
			all(
				facts.cluster?.members?.filter(
					({name}) => name === undefined || action.kind === 'playbook.remove-cluster' || name === action.member.name,
				),
				({neighbours}) => isEmpty(neighbours),
			),
		why: ({cluster}) => {
			const found = cluster?.members?.flatMap(({neighbours = []}) => neighbours) ?? [];
			return found.length === 0
				? 'it is not known what else runs on these hosts'
				: `the playbook kills every PostgreSQL on the host, also ${found.map(name => escaped(name)).join(', ')}`;
		},
	}),
	defineGuard({
		id: 'etcd-prefix',
		for: ['playbook.remove-cluster'],
		raise: 'never',
		safe: 'no other cluster’s name begins with this one’s, or Pigsty is 4.5 or newer',
		unless: ({inventory}, {cluster}) =>
			isBoundedPrefix(inventory?.pigstyVersion) ||
			all(
				inventory?.names?.filter(({kind}) => kind === 'cluster'),
				({name}) => name === cluster.name || (name !== undefined && !name.startsWith(cluster.name)),
			),
		why: ({inventory}, {cluster}) => {
			const found =
				inventory?.names?.filter(
					({kind, name}) => kind === 'cluster' && name !== cluster.name && name?.startsWith(cluster.name) === true,
				) ?? [];
			return found.length === 0
				? 'it is not known whether another cluster’s name begins with this one’s'
				: `this Pigsty would also delete the keys of ${found.map(({name}) => escaped(name ?? '?')).join(', ')} in etcd`;
		},
	}),
];

const safeguardOf = (facts: Facts, kind: string): boolean | undefined => {
	switch (kind) {
		case 'playbook.remove-redis': {
			return facts.redis?.safeguard;
		}
		case 'playbook.remove-etcd': {
			return facts.etcd?.safeguard;
		}
		case 'playbook.remove-minio': {
			return facts.minio?.safeguard;
		}
		default: {
			return facts.cluster?.safeguard;
		}
	}
};

/** Before v4.5 `etcdctl del /pg/NAME --prefix` has no slash at its end. */
const isBoundedPrefix = (version: string | undefined): boolean => {
	const [, major = '0', minor = '0'] = /^v?(\d+)\.(\d+)/.exec(version ?? '') ?? [];
	return Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 5);
};
