import type {Cluster, Module} from '../inventory.ts';
import type {Host} from '../ansible/merge.ts';
import {field, textOf} from '../params.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import {defaultSecrets, repositorySecrets, templatePassword, writtenSecrets} from '../secrets/secrets.ts';
import type {Place, YamlEntry, YamlNode} from '../yaml/yaml-node.ts';

/** Passwords that everybody can look up, and services without one. The sentences name parameters, never values. */
export const checkSecrets = (
	file: string,
	hosts: readonly Host[],
	clusters: readonly Cluster[],
	problems: ProblemLog,
): void => {
	const context = {hosts, on: hostsByModule(hosts, clusters), whole: {file, line: undefined}, problems};
	for (const {name, value, where, apply} of defaultSecrets) {
		const users = where.flatMap(module => context.on.get(module) ?? []);
		reportDefault(name, value, apply, users, context);
	}

	for (const {name, value, apply} of writtenSecrets) {
		reportDefault(
			name,
			value,
			apply,
			hosts.filter(host => host.get(name) !== undefined),
			context,
		);
	}

	checkRepositories(clusters, context);
	checkUsers('pg_users', 'password', 'pgsql', context);
	checkUsers('minio_users', 'secret_key', 'minio', context);
	checkEmpty(context);
};

type Context = {
	readonly hosts: readonly Host[];
	readonly on: ReadonlyMap<Module | 'node', readonly Host[]>;
	/** For role defaults, which are written nowhere. */
	readonly whole: Place;
	readonly problems: ProblemLog;
};

const hostsByModule = (
	hosts: readonly Host[],
	clusters: readonly Cluster[],
): ReadonlyMap<Module | 'node', readonly Host[]> => {
	const byIp = new Map(hosts.map(host => [host.name, host]));
	const found = new Map<Module | 'node', Set<Host>>([['node', new Set(hosts)]]);
	for (const cluster of clusters) {
		const set = found.get(cluster.module) ?? new Set<Host>();
		found.set(cluster.module, set);
		for (const {ip} of 'instances' in cluster ? cluster.instances : cluster.members) {
			const host = byIp.get(ip);
			if (host !== undefined) {
				set.add(host);
			}
		}
	}

	return new Map([...found].map(([module, set]) => [module, [...set]]));
};

/** One problem per parameter, where it is written first, or without a line when it is written nowhere. */
const reportDefault = (
	name: string,
	value: string,
	apply: string,
	users: readonly Host[],
	{whole, problems}: Context,
): void => {
	const weak = users.filter(host => (host.get(name) ? textOf(host.get(name)?.value) : value) === value);
	const [first] = weak;
	if (first === undefined) {
		return;
	}

	const written = weak.map(host => host.get(name)).find(entry => entry !== undefined);
	const what =
		written === undefined ? 'is not set, so the default that Pigsty ships applies' : 'is the default that Pigsty ships';
	problems.add(
		'default-password',
		written ?? whole,
		`${name} ${what}: everybody can look it up (${countOf(weak)}). ${apply}`,
	);
};

const countOf = (hosts: readonly Host[]): string =>
	hosts.length === 1 ? `host ${hosts[0]?.name ?? ''}` : `${hosts.length} hosts`;

/** Only the repositories that a cluster uses. */
const checkRepositories = (clusters: readonly Cluster[], {on, whole, problems}: Context): void => {
	const methods = new Set(
		clusters.flatMap(cluster => (cluster.module === 'pgsql' && cluster.backup.enabled ? [cluster.backup.method] : [])),
	);
	for (const host of on.get('pgsql') ?? []) {
		const repositories = host.get('pgbackrest_repo')?.value;
		for (const method of methods) {
			const repository = repositories && field(repositories, method);
			for (const [key, value] of Object.entries(repositorySecrets)) {
				const node = repository && field(repository, key);
				const isDefault = repositories === undefined ? method === 'minio' : textOf(node) === value;
				if (isDefault) {
					const advice =
						key === 'cipher_pass'
							? 'It encrypts the backups: existing ones stay readable only with it, so change it together with a new repository path.'
							: 'Change it in the object store first, then here.';
					problems.add(
						'default-password',
						node ?? whole,
						`pgbackrest_repo.${method}.${key} is the default that Pigsty ships: everybody can look it up. ${advice}`,
					);
				}
			}
		}
	}
};

/** One problem for each list of users, with their names. */
const checkUsers = (list: string, key: string, module: Module, {on, problems}: Context): void => {
	const seen = new Set<YamlEntry>();
	for (const host of on.get(module) ?? []) {
		const entry = host.get(list);
		if (entry === undefined || seen.has(entry)) {
			continue;
		}

		seen.add(entry);
		const weak = entry.value.kind === 'list' ? entry.value.items.filter(user => isTemplatePassword(user, key)) : [];
		const [first] = weak;
		if (first !== undefined) {
			const names = weak.map(user => textOf(field(user, 'name')) ?? textOf(field(user, 'access_key')) ?? '?');
			problems.add(
				'default-password',
				first,
				`${list}[].${key} is one that Pigsty's templates ship: everybody can look it up (${namesOf(names)}). Choose others.`,
			);
		}
	}
};

const namesOf = (names: readonly string[]): string =>
	names.slice(0, 5).map(quoted).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

const isTemplatePassword = (user: YamlNode, key: string): boolean =>
	templatePassword.test(textOf(field(user, key)) ?? '');

const checkEmpty = ({on, whole, problems}: Context): void => {
	const open = (on.get('redis') ?? []).filter(host => (textOf(host.get('redis_password')?.value) ?? '') === '');
	if (open.length > 0) {
		problems.add(
			'no-password',
			open.map(host => host.get('redis_password')).find(Boolean) ?? whole,
			`redis_password is not set: who reaches the port reads and changes everything (${countOf(open)}). Set one and run ./redis.yml for these hosts.`,
		);
	}

	const named = (on.get('pgsql') ?? []).filter(host => (textOf(host.get('pg_etcd_password')?.value) ?? '') === '');
	if (named.length > 0) {
		problems.add(
			'weak-etcd-password',
			named.map(host => host.get('pg_etcd_password')).find(Boolean) ?? whole,
			`pg_etcd_password is not set, so the password of each cluster in etcd is its name (${countOf(named)}). Set one per cluster, in etcd and here.`,
		);
	}
};
