import {secret} from '../secret.ts';
import type {Cluster, InventoryNode, Module, SshRoute} from './inventory.ts';
import {isTemplate, textOf, type Params} from './params.ts';
import type {ProblemLog} from './problem-log.ts';
import {carriesSecret} from './secrets/secret-names.ts';

/** Every host of the inventory, whatever runs on it. */
export const inventoryNodes = (
	hosts: readonly Params[],
	clusters: readonly Cluster[],
	problems: ProblemLog,
): readonly InventoryNode[] => {
	const roles = rolesByIp(clusters);
	return hosts.map(params => {
		const {host} = params;
		return {
			ip: host.name,
			...identityOf(params),
			groups: host.groups.map(({name}) => name).toSorted(),
			ssh: sshRoute(params, problems),
			roles: roles.get(host.name) ?? [],
			haproxy: {
				enabled: params.flag('haproxy_enabled'),
				port: params.whole('haproxy_exporter_port'),
				user: params.text('haproxy_admin_username'),
				password: secret(params.text('haproxy_admin_password')),
			},
		};
	});
};

/** As the `node_id` role computes it: the PostgreSQL identity wins over an explicit `nodename`. */
const identityOf = (params: Params): {readonly name: string | undefined; readonly cluster: string} => {
	const fromPg = params.flag('node_id_from_pg');
	const pgCluster = fromPg ? params.optionalText('pg_cluster') || undefined : undefined;
	const seq = params.optionalText('pg_seq') || undefined;
	const own = params.text('node_cluster');
	return {
		name:
			pgCluster !== undefined && seq !== undefined
				? `${pgCluster}-${seq}`
				: params.optionalText('nodename') || undefined,
		cluster: own === '' || own === 'nodes' ? (pgCluster ?? 'nodes') : own,
	};
};

/** Of two spellings Ansible takes the second one when both are set. */
const sshRoute = (params: Params, problems: ProblemLog): SshRoute => {
	const lastOf = (...names: readonly string[]): string | undefined => names.map(plain).findLast(Boolean);
	const plain = (name: string): string | undefined => {
		const node = params.entry(name)?.value;
		return node === undefined || isTemplate(node) ? undefined : textOf(node)?.trim();
	};

	const port = lastOf('ansible_port', 'ansible_ssh_port') ?? '';
	return {
		host: lastOf('ansible_host', 'ansible_ssh_host') ?? params.host.name,
		port: /^[0-9]{1,5}$/.test(port) ? Number(port) : undefined,
		user: lastOf('ansible_user', 'ansible_ssh_user'),
		keyFile: lastOf('ansible_private_key_file', 'ansible_ssh_private_key_file'),
		local: plain('ansible_connection') === 'local',
		extraArgs: extraArgsOf(params, problems),
	};
};

const extraArgsOf = (params: Params, problems: ProblemLog): string | undefined => {
	const args = ['ansible_ssh_common_args', 'ansible_ssh_extra_args'].flatMap(name => {
		const entry = params.entry(name);
		const text = textOf(entry?.value)?.trim() ?? '';
		if (entry === undefined || text === '') {
			return [];
		}

		if (carriesSecret(text)) {
			problems.add(
				'password-on-command-line',
				entry,
				`${name} carries a password, which would be seen in the process list; it is ignored here. Use a key or an agent.`,
			);
			return [];
		}

		return [text];
	});
	return args.length === 0 ? undefined : args.join(' ');
};

const rolesByIp = (clusters: readonly Cluster[]): ReadonlyMap<string, InventoryNode['roles']> => {
	const roles = new Map<string, {module: Module; cluster: string; instance: string}[]>();
	for (const cluster of clusters) {
		// An external PostgreSQL is not on a node of ours, even when the address looks the same.
		const members = 'instances' in cluster ? cluster.instances : cluster.module === 'pgrds' ? [] : cluster.members;
		for (const {name, ip} of members) {
			const list = roles.get(ip) ?? [];
			list.push({module: cluster.module, cluster: cluster.name, instance: name});
			roles.set(ip, list);
		}
	}

	return roles;
};
