import type {Cluster, PgCluster} from '../inventory.ts';
import type {Host} from '../ansible/merge.ts';
import {field, paramsOf, textOf, wholeOf} from '../params.ts';
import {quoted, problemLog, type ProblemLog} from '../problem-log.ts';

/** Two services that would listen on one port of one host. */
export const checkPorts = (
	{hosts, clusters}: {readonly hosts: readonly Host[]; readonly clusters: readonly Cluster[]},
	problems: ProblemLog,
): void => {
	const byIp = new Map(hosts.map(host => [host.name, host]));
	const uses = [...clusters.flatMap(cluster => clusterUses(cluster, byIp)), ...hosts.flatMap(proxyUses)];
	const taken = new Map<string, Use>();
	for (const use of uses) {
		const key = `${use.ip}:${use.port}`;
		const other = taken.get(key);
		const host = byIp.get(use.ip);
		if (other !== undefined && other.what !== use.what && host !== undefined) {
			problems.add('port-conflict', host, `Port ${use.port} of ${use.ip} is used by ${other.what} and by ${use.what}.`);
		}

		taken.set(key, other ?? use);
	}
};

type Use = {readonly ip: string; readonly port: number; readonly what: string};

const clusterUses = (cluster: Cluster, hosts: ReadonlyMap<string, Host>): readonly Use[] => {
	if (cluster.module === 'pgsql') {
		return pgUses(cluster, hosts);
	}

	if (cluster.module === 'redis') {
		return cluster.instances.map(({ip, port, name}) => ({ip, port, what: `Redis ${quoted(name)}`}));
	}

	return cluster.members.flatMap(({ip, port, name}) =>
		port === undefined || cluster.module === 'pgrds' ? [] : [{ip, port, what: `${cluster.module} ${quoted(name)}`}],
	);
};

const pgUses = ({name, instances, services}: PgCluster, hosts: ReadonlyMap<string, Host>): readonly Use[] =>
	instances.flatMap(({ip, port, pgbouncerPort, patroniPort}) => {
		const own = [
			{ip, port, what: 'PostgreSQL'},
			{ip, port: pgbouncerPort, what: 'pgbouncer'},
			{ip, port: patroniPort, what: 'Patroni'},
		];
		// With a service provider the services are on its nodes and not on the members.
		const provider = textOf(hosts.get(ip)?.vars.get('pg_service_provider')?.value) ?? '';
		const proxied = services.map(service => ({
			ip,
			port: service.port,
			what: `the service ${quoted(`${name}-${service.name}`)}`,
		}));
		return provider === '' ? [...own, ...proxied] : own;
	});

/** Services that HAProxy offers beside those of the clusters. What is wrong with the list is reported elsewhere. */
const proxyUses = (host: Host): readonly Use[] =>
	paramsOf(host, problemLog())
		.list('haproxy_services')
		.flatMap(service => {
			const port = wholeOf(field(service, 'port'));
			const name = textOf(field(service, 'name')) ?? '';
			return port === undefined ? [] : [{ip: host.name, port, what: `the proxy service ${quoted(name)}`}];
		});
