import {all, any, isEmpty} from '../certain.ts';
import {escaped} from '../escaped.ts';
import type {EtcdFacts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';

/** Taking away hosts, Redis, etcd and MinIO. */
export const serviceGuards: readonly Guard[] = [
	defineGuard({
		id: 'node-modules',
		for: ['playbook.remove-node'],
		raise: 'never',
		safe: 'nothing but the node itself lives on the host',
		unless: ({host}, {host: wanted}) => host?.ip === wanted.ip && all(host.modules, ({isLive}) => isLive === false),
		why: ({host}) => {
			const live = host?.modules?.filter(({isLive}) => isLive !== false) ?? [];
			return live.length === 0
				? 'it is not known what lives on the host'
				: `remove first what lives on it: ${live.map(({module, name}) => `${escaped(module)} ${escaped(name)}`).join(', ')}`;
		},
	}),
	defineGuard({
		id: 'node-admin',
		for: ['playbook.remove-node'],
		raise: 'never',
		safe: 'it is not the admin node',
		unless: ({host}) => host?.isAdmin === false,
		why: ({host}) =>
			host?.isAdmin === true
				? 'this is the admin node, from which we run'
				: 'it is not known whether this is the admin node',
	}),
	defineGuard({
		id: 'node-proxy',
		for: ['playbook.remove-node'],
		raise: 'destroy',
		safe: 'its HAProxy serves no client',
		unless: ({host}) => host?.proxyConnections === 0,
		why: ({host}) =>
			host?.proxyConnections === undefined || Number.isNaN(host.proxyConnections)
				? 'it is not known whether its HAProxy serves clients'
				: `its HAProxy serves ${host.proxyConnections} clients; their connections break`,
		phrase: () => 'disconnect its clients',
	}),
	defineGuard({
		id: 'redis-known',
		for: ['playbook.remove-redis'],
		raise: 'never',
		safe: 'the instances are known',
		unless: ({redis}, {redis: target}) =>
			any(redis?.instances, ({name, ip}) => name !== undefined && ip !== undefined) &&
			(target.kind === 'redis-cluster' || any(redis?.instances, ({name}) => name === target.name)),
		why: () => 'the instances are not known',
	}),
	defineGuard({
		id: 'redis-master',
		for: ['playbook.remove-redis'],
		raise: 'never',
		safe: 'a single instance that is removed has no replicas',
		unless: ({redis}, {redis: target}) =>
			target.kind === 'redis-cluster' ||
			any(
				redis?.instances,
				({name, role, connectedReplicas}) =>
					name === target.name &&
					(role === 'replica' || role === 'sentinel' || (role === 'master' && connectedReplicas === 0)),
			),
		why: () => 'it is a master with replicas, or its role is not known; move the master first',
	}),
	defineGuard({
		id: 'etcd-member',
		for: ['playbook.remove-etcd'],
		raise: 'never',
		safe: 'the member is one of etcd’s, or all of them are meant',
		unless: ({etcd}, {etcd: target}) =>
			target.kind === 'etcd-cluster'
				? any(etcd?.members, ({name}) => name !== undefined)
				: any(etcd?.members, ({name, ip}) => name === target.name && ip === target.ip),
		why: () => 'the member is not known',
	}),
	defineGuard({
		id: 'etcd-quorum',
		for: ['playbook.remove-etcd'],
		raise: 'never',
		safe: 'without the member the others still have a quorum, or all are meant',
		unless: ({etcd}, {etcd: target}) => target.kind === 'etcd-cluster' || hasQuorumWithout(etcd, target.name),
		why: ({etcd}) =>
			etcd?.members === undefined
				? 'the members of etcd are not known'
				: `${etcd.members.length} members, healthy are ${
						etcd.members
							.filter(({isHealthy}) => isHealthy === true)
							.map(({name}) => escaped(name ?? '?'))
							.join(', ') || 'none'
					}: without it there is no quorum`,
	}),
	defineGuard({
		id: 'etcd-failsafe',
		for: ['playbook.remove-etcd'],
		raise: 'never',
		safe: 'every live cluster that depends on it has failsafe_mode',
		unless: ({etcd}) => all(etcd?.dependents, ({isLive, hasFailsafe}) => isLive === false || hasFailsafe === true),
		why: ({etcd}) => {
			const bare = etcd?.dependents?.filter(({isLive, hasFailsafe}) => isLive !== false && hasFailsafe !== true) ?? [];
			return bare.length === 0
				? 'it is not known which clusters depend on it'
				: `without failsafe_mode, and so without a leader if etcd stumbles: ${bare.map(({cluster}) => escaped(cluster)).join(', ')}`;
		},
	}),
	defineGuard({
		id: 'etcd-dependents',
		for: ['playbook.remove-etcd'],
		raise: 'never',
		safe: 'some members stay, or no live cluster depends on them',
		unless: ({etcd}, {etcd: target}) =>
			target.kind === 'etcd-member' || all(etcd?.dependents, ({isLive}) => isLive === false),
		why: ({etcd}) => {
			const live = etcd?.dependents?.filter(({isLive}) => isLive !== false) ?? [];
			return live.length === 0
				? 'it is not known which clusters depend on it'
				: `remove first the clusters that depend on it: ${live.map(({cluster}) => escaped(cluster)).join(', ')}`;
		},
	}),
	defineGuard({
		id: 'minio-stanzas',
		for: ['playbook.remove-minio'],
		raise: 'never',
		safe: 'it is known which backups are stored in it',
		unless: ({minio}) => minio?.stanzas !== undefined,
		why: () => 'it is not known which backups are stored in it',
	}),
	defineGuard({
		id: 'minio-only-backup',
		for: ['playbook.remove-minio'],
		raise: 'destroy',
		safe: 'every cluster that backs up into it has a good backup elsewhere',
		unless: ({minio}) => all(minio?.stanzas, ({hasOther}) => hasOther === true),
		why: ({minio}) => `no backup will remain of ${bare(minio).join(', ') || 'any cluster'}`,
		phrase: ({minio}) => `delete backups of ${bare(minio).join(', ') || 'all clusters'}`,
	}),
	defineGuard({
		id: 'minio-running',
		for: ['playbook.remove-minio'],
		raise: 'destroy',
		safe: 'no live cluster archives into it',
		unless: ({minio}) => all(minio?.stanzas, ({isLive}) => isLive === false) || isEmpty(minio?.stanzas),
		why: () => 'live clusters archive into it: their WAL will pile up until their disks are full',
		phrase: () => 'archiving will fail',
	}),
];

/** Of the members there are now, a majority must be healthy without the one that goes. */
const hasQuorumWithout = (etcd: EtcdFacts | undefined, name: string): boolean => {
	const members = etcd?.members ?? [];
	const left = members.filter(member => member.name !== undefined && member.name !== name && member.isHealthy === true);
	return left.length >= Math.floor(members.length / 2) + 1;
};

const bare = (
	minio:
		| {readonly stanzas: readonly {readonly cluster: string; readonly hasOther: boolean | undefined}[] | undefined}
		| undefined,
): readonly string[] => minio?.stanzas?.filter(({hasOther}) => hasOther !== true).map(({cluster}) => cluster) ?? [];
