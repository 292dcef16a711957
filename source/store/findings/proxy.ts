import type {ProxyServer} from '../../model/services.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import type {PgView} from '../pg-view.ts';
import {currentLeader, listed, ofCluster} from './about-pg.ts';
import {change, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import {perView} from './per-view.ts';
import type {Found, Rule} from './rule.ts';

/** Services that lead to the leader, and the one that any member may serve. The offline service is down by design in small clusters. */
const leaderServices = ['primary', 'default'] as const;
const services = [...leaderServices, 'replica'] as const;

/** Whether HAProxy leads clients to the right PostgreSQL. */
export const proxyRules: readonly Rule[] = [
	{
		id: 'proxy-misroutes',
		about: 'HAProxy leads writers to a member that is not the leader',
		docs: docs.haproxy,
		of: 'pgsql',
		// Health checks of HAProxy need three rounds of two seconds to follow a switchover.
		holdMs: 10_000,
		evaluate: view => misroutes(view),
	},
	{
		id: 'proxy-backend-down',
		about: 'a service of HAProxy without a server that is up',
		docs: docs.haproxy,
		of: 'pgsql',
		holdMs: 10_000,
		evaluate: view => backendDown(view),
	},
];

type Service = {
	readonly node: string;
	readonly ip: string;
	readonly sample: Seen<unknown>;
	readonly service: string;
	readonly proxy: string;
	readonly servers: readonly ProxyServer[];
};

/** Each service of the cluster on each of its hosts. */
const servicesOf = perView(({state, cluster}): readonly Service[] =>
	(fleetOf(state).nodesOf.get(cluster.name) ?? []).flatMap(({ip, name = ip}) => {
		const sample = seen(state, 'haproxy', ip);
		const proxies = sample.current && byProxy(sample.current);
		return services.flatMap(service => {
			const proxy = `${cluster.name}-${service}`;
			const servers = proxies?.get(proxy);
			return servers === undefined ? [] : [{node: name, ip, sample, service, proxy, servers}];
		});
	}),
);

/** Statistics by proxy. They are asked for less often than they are looked at, and are grouped once. */
const byProxy = (list: readonly ProxyServer[]): ReadonlyMap<string, readonly ProxyServer[]> => {
	const known = grouped.get(list);
	if (known !== undefined) {
		return known;
	}

	const made = Map.groupBy(list, ({proxy}) => proxy);
	grouped.set(list, made);
	return made;
};

const grouped = new WeakMap<readonly ProxyServer[], ReadonlyMap<string, readonly ProxyServer[]>>();

/** `UP 1/3` is up and about to be down; `no check` is taken as up by HAProxy. */
const isUp = ({status}: ProxyServer) => status.startsWith('UP') || status === 'no check';

const misroutes = (view: PgView): readonly Found[] => {
	const leader = currentLeader(view);
	if (leader === undefined) {
		return [];
	}

	const wrong = servicesOf(view)
		.filter(({service}) => leaderServices.some(each => each === service))
		.map(service => ({
			...service,
			strangers: service.servers.filter(server => isUp(server) && server.server !== leader.name),
		}))
		.filter(({strangers}) => strangers.length > 0);
	const [first] = wrong;
	return first === undefined
		? []
		: [
				{
					severity: 'crit',
					subject: ofCluster(view),
					title: `HAProxy on ${listed([...new Set(wrong.map(({node}) => node))])} leads ${first.proxy} to ${listed(first.strangers.map(({server}) => server))}, the leader is ${leader.name}`,
					evidence: [
						...wrong.map(service => sawServers(service)),
						evidence('patroniCluster', view.cluster.name, view.ha, `${leader.name} is the leader`),
					],
					advice: [
						look('Ask Patroni of that member: GET /primary must answer 503 on everyone but the leader'),
						look('See in the HAProxy log when the check last changed', 'logs.open'),
						change('Disable the wrong server in HAProxy until its check is right'),
					],
				},
			];
};

const backendDown = (view: PgView): readonly Found[] => {
	const hasLeader = currentLeader(view) !== undefined;
	const down = servicesOf(view).filter(
		({service, servers}) => !servers.some(isUp) && (service === 'replica' || hasLeader),
	);
	const isForWriters = down.some(({service}) => service !== 'replica');
	return down.length === 0
		? []
		: [
				{
					severity: isForWriters ? 'crit' : 'warn',
					subject: ofCluster(view),
					title: `HAProxy on ${listed([...new Set(down.map(({node}) => node))])} has no server for ${listed([...new Set(down.map(({proxy}) => proxy))])}`,
					evidence: down.map(service => sawServers(service)),
					advice: [
						look('Look at the health checks: HAProxy asks Patroni of each member on port 8008'),
						look('See whether the path from that node to the members is open'),
						change('Enable the server, if somebody has put it into maintenance'),
					],
				},
			];
};

const sawServers = ({ip, sample, proxy, servers}: Service) =>
	evidence(
		'haproxy',
		ip,
		sample,
		`${proxy}: ${servers.map(({server, status, lastCheck}) => `${server} ${status}${lastCheck === undefined ? '' : ` (${lastCheck})`}`).join(', ')}`,
	);
