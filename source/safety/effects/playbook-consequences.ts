import type {ActionKind} from '../../model/action.ts';
import {escaped} from '../escaped.ts';
import type {Facts} from '../facts.ts';
import type {Consequences, ConsequencesOf} from './consequence.ts';

type Kinds = Extract<ActionKind, `playbook.${string}`>;

export const playbookConsequences: {readonly [Kind in Kinds]: ConsequencesOf<Kind>} = {
	'playbook.user': ({role}, {definition}) =>
		definition?.state === 'create'
			? {
					lost: ['former attributes and password of the role, where the definition has others'],
					gentler: [],
					wayBack: ['change pigsty.yml back and run it again; for a new role: state: absent'],
					afterwards: ['pgbouncer’s user list was written anew'],
				}
			: {
					lost: [
						`the role ${escaped(role.name)}: its objects go to postgres, its sessions end, its privileges are gone`,
					],
					gentler: [{text: 'take LOGIN from it (login: false) and wait a day', action: undefined}],
					wayBack: ['make the role again; who owned what is not restored'],
					afterwards: ['delete the definition from pigsty.yml'],
				},
	'playbook.database': ({database}, {definition}) =>
		definition?.state === 'create'
			? {
					lost: dropped(definition.drops),
					gentler: [],
					wayBack: ['change pigsty.yml back and run it again; for a new database: state: absent'],
					afterwards: ['pgbouncer’s database list was written anew'],
				}
			: {
					lost: [
						`the database ${escaped(database.name)} with all its data, and all its connections`,
						...(definition?.state === 'recreate'
							? ['an empty one takes its place, on every run while pigsty.yml says so']
							: []),
						...dropped(definition?.drops).filter(text => text !== 'nothing'),
					],
					gentler: [{text: 'quarantine it first: allowconn: false for a day', action: undefined}],
					wayBack: ['only a restore beside the cluster, up to the moment before, and a copy out of it'],
					afterwards: ['delete the definition from pigsty.yml'],
				},
	'playbook.hba': () => ({
		lost: ['rules that somebody wrote into pg_hba.conf by hand'],
		gentler: [],
		wayBack: ['change pigsty.yml back and run it again; postgres may always connect on the host itself'],
		afterwards: ['whether monitoring, replicas and clients still connect'],
	}),
	'playbook.service': () => ({
		lost: ['what somebody changed in the HAProxy services by hand'],
		gentler: [],
		wayBack: ['change pigsty.yml back and run it again'],
		afterwards: ['HAProxy’s backends: which are up'],
	}),
	'playbook.monitor': () => ({
		lost: ['some seconds of metrics'],
		gentler: [],
		wayBack: ['none needed'],
		afterwards: ['metrics of every member'],
	}),
	'playbook.add-replica': ({member}) => ({
		lost: ['nothing'],
		gentler: [],
		wayBack: [`remove the replica ${escaped(member.name)}`],
		afterwards: [`${escaped(member.name)} streams`, 'the load of the copy on the leader and the network'],
	}),
	'playbook.remove-replica': ({member, data}) => ({
		lost: [
			`the member ${escaped(member.name)}, its services and its monitoring`,
			data === 'remove' ? 'its data directory' : 'nothing on its disk: the data stay',
		],
		gentler: keepInstead(data === 'remove', {
			text: 'keep the data on disk (pg_rm_data=false)',
			action: {kind: 'playbook.remove-replica', member, data: 'keep'},
		}),
		wayBack: [`add the replica ${escaped(member.name)} again`],
		afterwards: ['delete the member from pigsty.yml, then renew the services', 'its slot on the leader'],
	}),
	'playbook.remove-cluster': ({cluster, data, backups}) => ({
		lost: [
			`the cluster ${escaped(cluster.name)}: its service, its monitoring, its keys in etcd`,
			data === 'remove' ? 'all its data' : 'nothing on disk: the data stay',
			backups === 'remove' ? 'all its backups' : 'no backup: they stay',
		],
		gentler: keepInstead(data === 'remove' || backups === 'remove', {
			text: 'keep data and backups on disk (pg_rm_data=false, pg_rm_backup=false)',
			action: {kind: 'playbook.remove-cluster', cluster, data: 'keep', backups: 'keep'},
		}),
		wayBack: [
			...(data === 'keep' ? ['start the kept data directory on its leader'] : []),
			...(backups === 'keep' ? ['restore from the backups that stay'] : []),
			...(data === 'remove' && backups === 'remove' ? ['none'] : []),
		],
		afterwards: ['delete the cluster from pigsty.yml'],
	}),
	'playbook.remove-node': ({host}) => ({
		lost: [`HAProxy, VIP, monitoring and log collection on ${escaped(host.name ?? host.ip)}`],
		gentler: [],
		wayBack: [`node.yml --limit=${escaped(host.ip)}`],
		afterwards: ['delete the host from pigsty.yml'],
	}),
	'playbook.remove-redis': ({redis, data}) => ({
		lost: [
			`${escaped(redis.name)} for all its clients`,
			data === 'remove' ? 'all that it holds, on disk too' : 'what it holds in memory and was not saved; files stay',
		],
		gentler: keepInstead(data === 'remove', {
			text: 'keep the files on disk (redis_rm_data=false)',
			action: {kind: 'playbook.remove-redis', redis, data: 'keep'},
		}),
		wayBack: [data === 'keep' ? 'redis.yml, which starts from the kept files' : 'none: nothing else has these data'],
		afterwards: ['clients that still look for it', 'delete it from pigsty.yml'],
	}),
	'playbook.remove-etcd': ({etcd, data}, facts) => ({
		lost: [
			etcd.kind === 'etcd-cluster'
				? 'the state of every cluster that Patroni keeps in it'
				: `the member ${escaped(etcd.name)}; one failure fewer is survived`,
			data === 'remove' ? 'its data directory' : 'nothing on its disk: the data stay',
			dependentText(facts),
		],
		gentler: keepInstead(data === 'remove', {
			text: 'keep its data on disk (etcd_rm_data=false)',
			action: {kind: 'playbook.remove-etcd', etcd, data: 'keep'},
		}),
		wayBack: [
			etcd.kind === 'etcd-cluster'
				? 'restore an etcd snapshot, or let Patroni make its keys anew'
				: 'etcd.yml with etcd_init=existing adds the member again',
		],
		afterwards: ['etcd’s quorum', 'pigsty.yml, then Patroni’s list of etcd endpoints on every member'],
	}),
	'playbook.remove-minio': ({minio, data}, facts) => ({
		lost: [
			`${escaped(minio.name)} for all who store in it`,
			data === 'remove' ? storedText(facts) : 'nothing on disk: the data stay',
		],
		gentler: keepInstead(data === 'remove', {
			text: 'keep the files on disk (minio_rm_data=false)',
			action: {kind: 'playbook.remove-minio', minio, data: 'keep'},
		}),
		wayBack: [data === 'keep' ? 'minio.yml, which starts from the kept files' : 'none: nothing else has these data'],
		afterwards: ['archiving of every cluster that stored in it'],
	}),
};

/** What keeps the files is gentler than what removes them, and not than itself. */
const keepInstead = (isRemoving: boolean, gentler: Consequences['gentler'][number]): Consequences['gentler'] =>
	isRemoving ? [gentler] : [];

const dropped = (drops: readonly string[] | undefined): readonly string[] =>
	drops === undefined
		? ['what else its definition drops is not known']
		: drops.length === 0
			? ['nothing']
			: drops.map(text => escaped(text));

const dependentText = ({etcd}: Facts): string =>
	etcd?.dependents === undefined
		? 'which clusters depend on it is not known'
		: etcd.dependents.length === 0
			? 'no cluster depends on it'
			: `clusters that depend on it: ${etcd.dependents.map(({cluster}) => escaped(cluster)).join(', ')}`;

const storedText = ({minio}: Facts): string =>
	minio?.stanzas === undefined
		? 'which backups are in it is not known'
		: `backups of ${minio.stanzas.map(({cluster}) => escaped(cluster)).join(', ') || 'no cluster'}, and whatever else is stored in it`;
