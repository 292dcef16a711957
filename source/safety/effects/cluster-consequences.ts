import {size} from '../../format/size.ts';
import type {ActionKind} from '../../model/action.ts';
import {escaped} from '../escaped.ts';
import type {Facts} from '../facts.ts';
import type {Consequences, ConsequencesOf} from './consequence.ts';

type Kinds = Exclude<ActionKind, `playbook.${string}`>;

const nothing = ['nothing'];

export const clusterConsequences: {readonly [Kind in Kinds]: ConsequencesOf<Kind>} = {
	'session.cancel': () => ({
		lost: ['the running statement of each session; its transaction must be rolled back by the client'],
		gentler: [],
		wayBack: ['the client runs the statement again'],
		afterwards: ['whether the sessions that waited go on'],
	}),
	'session.terminate': ({instance, sessions}) => ({
		lost: ['each session and its open transaction; prepared statements and temporary tables with it'],
		gentler: [{text: 'cancel the statement; the session stays', action: {kind: 'session.cancel', instance, sessions}}],
		wayBack: ['the client connects again'],
		afterwards: ['whether the client comes back with the same statement'],
	}),
	'patroni.switchover': ({leader, candidate}) => ({
		lost: ['all connections to the leader, and transactions that have not committed; writes stop for some seconds'],
		gentler: [],
		wayBack: [`switch over to ${escaped(leader.name)} again`],
		afterwards: [
			`replicas stream from ${escaped(candidate.name)}`,
			'pg_role in pigsty.yml, if it is to stay so: playbooks act by it',
		],
	}),
	'patroni.failover': ({cluster, candidate}, facts) => ({
		lost: [
			`what ${escaped(candidate.name)} has not received: ${lagOf(facts, candidate.name)}`,
			'all connections to the leader',
		],
		gentler: failoverGentler(cluster.name, candidate.name, facts),
		wayBack: [
			'none for what is lost but the data directory of the old leader: keep it before it joins again',
			'the old leader joins by pg_rewind, or is reinitialised',
		],
		afterwards: ['the old leader must not accept writes', `${escaped(candidate.name)} is on a new timeline`],
	}),
	'patroni.restart-member': ({member, pendingOnly}, facts) => ({
		lost: [`all connections to ${escaped(member.name)}, and transactions that have not committed`],
		gentler: [
			...(facts.cluster?.leaders?.includes(member.name) === true
				? [{text: 'switch over first: then a replica restarts, and writes go on', action: undefined}]
				: []),
			...(pendingOnly
				? []
				: [
						{
							text: 'restart only if it waits for it',
							action: {kind: 'patroni.restart-member' as const, member, pendingOnly: true},
						},
					]),
		],
		wayBack: ['none needed: it comes back as it was'],
		afterwards: [`${escaped(member.name)} streams, or leads, again`],
	}),
	'patroni.restart-cluster': ({cluster, pendingOnly}) => ({
		lost: ['all connections, one member after the other; writes stop while the leader restarts'],
		gentler: pendingOnly
			? []
			: [
					{
						text: 'restart only those that wait for it',
						action: {kind: 'patroni.restart-cluster', cluster, pendingOnly: true},
					},
				],
		wayBack: ['none needed: members come back as they were'],
		afterwards: ['every member streams, or leads, again'],
	}),
	'patroni.reload': () => ({
		lost: nothing,
		gentler: [],
		wayBack: ['change the setting back and reload'],
		afterwards: ['settings that wait for a restart'],
	}),
	'patroni.reinit': ({member}) => ({
		lost: [`the data directory of ${escaped(member.name)}, with what only it may have`],
		gentler: [
			{
				text: 'restart the member: Patroni rewinds it if that is enough',
				action: {kind: 'patroni.restart-member', member, pendingOnly: false},
			},
		],
		wayBack: ['none: the copy takes its place'],
		afterwards: [`${escaped(member.name)} streams`, 'the load of the copy on the leader and the network'],
	}),
	'patroni.pause': ({cluster}) => ({
		lost: ['automatic failover: nobody takes over when the leader fails'],
		gentler: [],
		wayBack: [`resume ${escaped(cluster.name)}`],
		afterwards: ['resume it: a forgotten pause is an outage that waits'],
	}),
	'patroni.resume': ({cluster}) => ({
		lost: nothing,
		gentler: [],
		wayBack: [`pause ${escaped(cluster.name)}`],
		afterwards: ['Patroni may act at once if something is wrong now'],
	}),
	'patroni.edit-config': () => ({
		lost: ['the former values; the audit log keeps the whole document'],
		gentler: [],
		wayBack: ['apply the document from the audit log again'],
		afterwards: ['members that wait for a restart'],
	}),
	'instance.checkpoint': () => ({
		lost: nothing,
		gentler: [],
		wayBack: ['none needed'],
		afterwards: ['the load on the disk while it writes'],
	}),
	'slot.drop': (_, {slot}) => ({
		lost: [
			`the place up to which ${escaped(slot?.consumer ?? 'its consumer')} has read, and ${slot?.retainedBytes === undefined ? 'the WAL' : `${size(slot.retainedBytes)} of WAL`} kept for it`,
		],
		gentler: [{text: 'let its consumer read again: the slot empties by itself', action: undefined}],
		wayBack: ['none: the consumer must be made anew'],
		afterwards: ['the disk: WAL is removed with the next checkpoint'],
	}),
	'backup.run': () => ({
		lost: nothing,
		gentler: [],
		wayBack: ['let it expire, by the retention of the repository'],
		afterwards: ['load on the leader and room in the repository'],
	}),
	'backup.check': () => ({
		lost: nothing,
		gentler: [],
		wayBack: ['none needed'],
		afterwards: ['whether the WAL segment reached the archive'],
	}),
	'pitr.plan': ({directory, port, host}) => ({
		lost: nothing,
		gentler: [],
		wayBack: [`stop the restored PostgreSQL on port ${port} and delete ${escaped(directory)} on ${escaped(host.ip)}`],
		afterwards: [
			'whether it stopped at the target: look at pg_last_xact_replay_timestamp() before anything is copied back',
			'a restore in place is another step, and is left to the operator: pgsql-pitr.yml with an explicit limit',
		],
	}),
	'operator.psql': () => ({
		lost: ['whatever is done in it'],
		gentler: [],
		wayBack: ['none by pigsty-top'],
		afterwards: ['the audit log says that it was opened, and when it was left'],
	}),
	'operator.ssh': () => ({
		lost: ['whatever is done in it'],
		gentler: [],
		wayBack: ['none by pigsty-top'],
		afterwards: ['the audit log says that it was opened, and when it was left'],
	}),
};

const lagOf = ({cluster}: Facts, candidate: string): string => {
	const lag = cluster?.members?.find(({name}) => name === candidate)?.lagBytes;
	return lag === undefined || Number.isNaN(lag) ? 'how much is not known' : `${size(lag)} of WAL when last seen`;
};

const failoverGentler = (cluster: string, candidate: string, {cluster: facts}: Facts): Consequences['gentler'] => {
	const [leader] = facts?.leaders ?? [];
	return leader === undefined
		? [{text: 'wait for the old leader: if it comes back nothing is lost', action: undefined}]
		: [
				{
					text: 'switch over: the leader is there to hand over',
					action: {
						kind: 'patroni.switchover',
						cluster: {kind: 'cluster', name: cluster},
						leader: {kind: 'instance', name: leader, cluster},
						candidate: {kind: 'instance', name: candidate, cluster},
					},
				},
			];
};
