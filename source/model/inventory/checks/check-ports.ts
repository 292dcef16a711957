import type {Cluster, PgCluster} from '../inventory.ts';
import type {Host} from '../ansible/merge.ts';
import {field, textOf, wholeOf} from '../params.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';

/** Two services that would listen on one port of one host. */
export const checkPorts = (
	{hosts, clusters}: {readonly hosts: readonly Host[]; readonly clusters: readonly Cluster[]},
	problems: ProblemLog,
): void => {
	const taken = new Map(hosts.map(host => [host.name, {host, byPort: new Map<number, Use>()}]));
	const claim = (ip: string, use: Use): void => {
		const ports = taken.get(ip);
		const other = ports?.byPort.get(use.port);
		if (ports !== undefined && other !== undefined && nameOf(other) !== nameOf(use)) {
			const text = `Port ${use.port} of ${ip} is used by ${nameOf(other)} and by ${nameOf(use)}.`;
			problems.add('port-conflict', ports.host, text);
		}

		ports?.byPort.set(use.port, other ?? use);
	};

	for (const cluster of clusters) {
		claimCluster(cluster, taken, claim);
	}

	hosts.forEach(host => claimProxies(host, claim));
};

/** What listens there: `what`, and which one when there can be several. */
type Use = {readonly port: number; readonly what: string; readonly name: string | undefined};
type Claim = (ip: string, use: Use) => void;

const nameOf = ({what, name}: Use): string => (name === undefined ? what : `${what} ${quoted(name)}`);

const claimCluster = (cluster: Cluster, hosts: ReadonlyMap<string, {readonly host: Host}>, claim: Claim): void => {
	if (cluster.module === 'pgsql') {
		claimPg(cluster, hosts, claim);
	} else if (cluster.module === 'redis') {
		cluster.instances.forEach(({ip, port, name}) => claim(ip, {port, what: 'Redis', name}));
	} else if (cluster.module !== 'pgrds') {
		for (const {ip, port, name} of cluster.members) {
			if (port !== undefined) {
				claim(ip, {port, what: cluster.module, name});
			}
		}
	}
};

const claimPg = (cluster: PgCluster, hosts: ReadonlyMap<string, {readonly host: Host}>, claim: Claim): void => {
	for (const {ip, port, pgbouncerPort, patroniPort} of cluster.instances) {
		claim(ip, {port, what: 'PostgreSQL', name: undefined});
		claim(ip, {port: pgbouncerPort, what: 'pgbouncer', name: undefined});
		claim(ip, {port: patroniPort, what: 'Patroni', name: undefined});
		// With a service provider the services are on its nodes and not on the members.
		const provider = textOf(hosts.get(ip)?.host.get('pg_service_provider')?.value) ?? '';
		for (const service of provider === '' ? cluster.services : []) {
			claim(ip, {port: service.port, what: 'the service', name: service.name});
		}
	}
};

/** Services that HAProxy offers beside those of the clusters. What is wrong with the list is reported elsewhere. */
const claimProxies = (host: Host, claim: Claim): void => {
	const services = host.get('haproxy_services')?.value;
	for (const service of services?.kind === 'list' ? services.items : []) {
		const port = wholeOf(field(service, 'port'));
		if (port !== undefined) {
			claim(host.name, {port, what: 'the proxy service', name: textOf(field(service, 'name')) ?? ''});
		}
	}
};
