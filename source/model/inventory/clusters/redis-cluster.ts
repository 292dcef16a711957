import {secret} from '../../secret.ts';
import type {RedisCluster, RedisInstance} from '../inventory.ts';
import {isPort} from '../network.ts';
import {field, textOf, wholeOf, type Params} from '../params.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import type {YamlEntry} from '../yaml/yaml-node.ts';

/** Redis clusters from hosts that set `redis_cluster`; instances in the order of their node and port. */
export const redisClusters = (hosts: readonly Params[], problems: ProblemLog): readonly RedisCluster[] => {
	const clusters = new Map<string, Member[]>();
	for (const params of hosts) {
		const name = params.optionalText('redis_cluster');
		if (name !== undefined && name !== '') {
			const instances = instancesOf(params, name, problems);
			clusters.set(name, [...(clusters.get(name) ?? []), {params, instances}]);
		}
	}

	return [...clusters].flatMap(([name, members]) => clusterOf(name, members, problems));
};

type Placed = {readonly instance: RedisInstance; readonly node: number; readonly entry: YamlEntry};
type Member = {readonly params: Params; readonly instances: readonly Placed[]};

const clusterOf = (name: string, members: readonly Member[], problems: ProblemLog): readonly RedisCluster[] => {
	const [lead] = members;
	if (lead === undefined) {
		return [];
	}

	const placed = members.flatMap(({instances}) => instances);
	const byName = new Map<string, Placed>();
	for (const each of placed.toSorted((a, b) => a.node - b.node || a.instance.port - b.instance.port)) {
		const {instance, entry} = each;
		if (byName.has(instance.name)) {
			const other = byName.get(instance.name)?.instance.ip ?? '';
			const text = `${instance.ip} and ${other} both have ${quoted(instance.name)}; give them different redis_node numbers.`;
			problems.add('duplicate-instance', entry, text);
		} else {
			byName.set(instance.name, each);
		}
	}

	const password = lead.params.text('redis_password');
	return [
		{
			module: 'redis',
			name,
			mode: lead.params.text('redis_mode'),
			instances: [...byName.values()].map(({instance}) => instance),
			password: password === '' ? undefined : secret(password),
			safeguard: members.some(({params}) => params.flag('redis_safeguard')),
		},
	];
};

const instancesOf = (params: Params, cluster: string, problems: ProblemLog): readonly Placed[] => {
	const {host} = params;
	const number = params.entry('redis_node');
	const node = wholeOf(number?.value);
	if (node === undefined) {
		const text =
			number === undefined
				? `${host.name} of ${quoted(cluster)} has no redis_node; it is left out until it has one.`
				: `redis_node of ${host.name} in ${quoted(cluster)} is not a whole number; the host is left out until it is.`;
		problems.add(number === undefined ? 'missing-seq' : 'invalid-seq', number ?? host, text);
		return [];
	}

	const instances = params.map('redis_instances');
	if (instances === undefined || instances.entries.size === 0) {
		const place = params.entry('redis_instances') ?? host;
		problems.add('redis-instances', place, `${host.name} is in ${quoted(cluster)} and has no redis_instances.`);
	}

	return [...(instances?.entries.values() ?? [])].flatMap(entry => {
		if (!isPort(entry.key)) {
			problems.add(
				'redis-instances',
				entry,
				`The Redis instance ${quoted(entry.key)} of ${host.name} is no port number.`,
			);
			return [];
		}

		const port = Number(entry.key);
		const replicaOf = textOf(field(entry.value, 'replica_of'));
		return [{instance: {name: `${cluster}-${node}-${port}`, ip: host.name, port, replicaOf}, node, entry}];
	});
};
