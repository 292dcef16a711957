import {percent} from '../../format/percent.ts';
import type {Subject} from '../../model/finding.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen} from '../freshness.ts';
import {isDead} from '../reach.ts';
import {listed} from './about-pg.ts';
import {change, destroy, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence, failure} from './evidence.ts';
import type {Found, Rule} from './rule.ts';
import type {PlainView} from './view.ts';

/** From here on Redis evicts, or refuses writes, soon. */
const redisFullFraction = 0.9;

/** etcd and Redis. */
export const plainRules: readonly Rule[] = [
	{
		id: 'etcd-no-quorum',
		about: 'fewer than half of the etcd members are healthy: Patroni can hold no election',
		docs: docs.etcd,
		of: 'plain',
		holdMs: 3000,
		evaluate: view => etcdNoQuorum(view),
	},
	{
		id: 'etcd-unhealthy',
		about: 'an etcd member that is not healthy, while the others have a quorum',
		docs: docs.etcd,
		of: 'plain',
		holdMs: 4000,
		evaluate: view => etcdUnhealthy(view),
	},
	{
		id: 'redis-down',
		about: 'a Redis that does not answer, or a replica that has lost its master',
		docs: docs.pigstyRedis,
		of: 'plain',
		holdMs: 4000,
		evaluate: view => redisDown(view),
	},
	{
		id: 'redis-full',
		about: 'a Redis near its memory limit',
		docs: docs.pigstyRedis,
		of: 'plain',
		evaluate: view => redisFull(view),
	},
];

const ofCluster = ({cluster: {name}}: PlainView): Subject => ({kind: 'cluster', name, cluster: name});

/** Members of an etcd cluster, and whether each is healthy; undefined while it has not been heard at all. */
const etcdMembers = ({state, cluster}: PlainView) =>
	cluster.module === 'etcd'
		? cluster.members.map(({name, ip}) => {
				const sample = seen(state, 'etcd', name);
				const isHealthy =
					sample.state === 'never' ? undefined : sample.state === 'fresh' && sample.value?.healthy === true;
				return {name, ip, sample, isHealthy};
			})
		: [];

const sawEtcd = ({name, sample}: ReturnType<typeof etcdMembers>[number]) =>
	sample.state === 'failing'
		? failure('etcd', name, sample)
		: evidence(
				'etcd',
				name,
				sample,
				sample.value?.healthy === true ? 'healthy' : `unhealthy: ${sample.value?.reason || 'no reason given'}`,
			);

const etcdNoQuorum = (view: PlainView): readonly Found[] => {
	const members = etcdMembers(view);
	const bad = members.filter(({isHealthy}) => isHealthy === false);
	const quorum = Math.floor(members.length / 2) + 1;
	return bad.length === 0 || members.length - bad.length >= quorum
		? []
		: [
				{
					severity: 'crit',
					subject: ofCluster(view),
					title: `${view.cluster.name} has no quorum: ${members.length - bad.length} of ${members.length} members are healthy, ${quorum} are needed`,
					evidence: members.filter(({sample}) => sample.state !== 'never').map(sawEtcd),
					advice: [
						look(
							'Look at the etcd logs, disks and alarms of each member: NOSPACE is mended otherwise than a dead host',
							'logs.open',
						),
						look('Look at each PostgreSQL cluster: failsafe keeps leaders for as long as all members answer'),
						change('Start the failed members, one is enough if it makes the quorum'),
						destroy('Restore from a snapshot only when members are gone for good; restart no Patroni meanwhile'),
					],
				},
			];
};

const etcdUnhealthy = (view: PlainView): readonly Found[] => {
	const members = etcdMembers(view);
	const {nodes} = fleetOf(view.state);
	const bad = members.filter(({isHealthy}) => isHealthy === false);
	const ill = bad.filter(({ip}) => !isDead(view.state, nodes.get(ip)));
	return ill.length === 0 || members.length - bad.length < Math.floor(members.length / 2) + 1
		? []
		: [
				{
					severity: 'warn',
					subject: ofCluster(view),
					title: `${listed(ill.map(({name}) => name))} of ${view.cluster.name} ${ill.length === 1 ? 'is' : 'are'} not healthy`,
					evidence: ill.map(sawEtcd),
					advice: [
						look('Look at the unit and the log of etcd there', 'logs.open'),
						look('Look at alarms, database size and disk latency'),
						change('Start it'),
					],
				},
			];
};

const redisMembers = ({state, cluster}: PlainView) => {
	const {nodes} = fleetOf(state);
	return cluster.module === 'redis'
		? cluster.instances.map(({name, ip}) => ({
				name,
				sample: seen(state, 'redis', name),
				isHostSilent: isDead(state, nodes.get(ip)) || seen(state, 'node', ip).state === 'failing',
			}))
		: [];
};

const redisDown = (view: PlainView): readonly Found[] => {
	const members = redisMembers(view);
	const silent = members.filter(({sample, isHostSilent}) => sample.state === 'failing' && !isHostSilent);
	const cut = members.filter(({sample}) => sample.current?.masterLink === 'down' && sample.state === 'fresh');
	const names = [...silent, ...cut].map(({name}) => name);
	return names.length === 0
		? []
		: [
				{
					severity: silent.length > 0 ? 'crit' : 'warn',
					subject: ofCluster(view),
					title:
						silent.length > 0
							? `Redis ${listed(silent.map(({name}) => name))} does not answer`
							: `Redis ${listed(names)} has lost its master`,
					evidence: [
						...silent.map(({name, sample}) => failure('redis', name, sample)),
						...cut.map(({name, sample}) => evidence('redis', name, sample, 'master_link_status is down')),
					],
					advice: [
						look('Look at the unit and the log of Redis there', 'logs.open'),
						look('Look at memory and disk of its host'),
						change('Start it'),
					],
				},
			];
};

const redisFull = (view: PlainView): readonly Found[] => {
	const full = redisMembers(view).flatMap(({name, sample}) => {
		const {usedBytes = 0, maxBytes = 0} = sample.current ?? {};
		return maxBytes > 0 && usedBytes / maxBytes >= redisFullFraction
			? [{name, sample, fraction: usedBytes / maxBytes}]
			: [];
	});
	return full.length === 0
		? []
		: [
				{
					severity: 'warn',
					subject: ofCluster(view),
					title: `Redis ${listed(full.map(({name}) => name))} has used ${percent(Math.max(...full.map(({fraction}) => fraction)))} of its memory`,
					evidence: full.map(({name, sample, fraction}) =>
						evidence('redis', name, sample, `${percent(fraction)} of maxmemory`),
					),
					advice: [
						look('Look at maxmemory-policy and at the largest keys'),
						change('Raise redis_max_memory, if the host has room'),
					],
				},
			];
};
