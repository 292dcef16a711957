import {checkPorts} from './check-ports.ts';
import type {GroupTree, Vars} from '../ansible/group.ts';
import type {Cluster} from '../inventory.ts';
import type {Host} from '../ansible/merge.ts';
import {isIpv4} from '../network.ts';
import {field, isTemplate, textOf} from '../params.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import type {YamlMap} from '../yaml/yaml-node.ts';

export type Fleet = {
	readonly root: YamlMap;
	readonly tree: GroupTree;
	readonly hosts: readonly Host[];
	/** Variables of `all`. */
	readonly all: Vars;
	readonly clusters: readonly Cluster[];
};

/** What Pigsty's own `bin/validate` says about the file as a whole, and what it does not see. */
export const checkFleet = (fleet: Fleet, problems: ProblemLog): void => {
	checkShape(fleet, problems);
	checkSettings(fleet, problems);
	checkGroups(fleet, problems);
	checkHosts(fleet, problems);
	checkNeeds(fleet, problems);
	checkPorts(fleet, problems);
};

const checkShape = ({root, tree}: Fleet, problems: ProblemLog): void => {
	const whole = {file: root.file, line: undefined};
	const all = root.entries.get('all');
	if (all === undefined) {
		problems.add(
			'missing-all',
			whole,
			'There is no group "all" at the top of the file; Pigsty needs all.children and all.vars.',
		);
		return;
	}

	if ((tree.groups.get('all')?.children.size ?? 0) <= 1) {
		problems.add('missing-children', all, 'There are no groups below all.children.');
	}

	if (all.value.kind !== 'map' || all.value.entries.get('vars')?.value.kind !== 'map') {
		problems.add('missing-vars', all, 'There are no variables in all.vars; Pigsty needs at least admin_ip.');
	}
};

const placeholder = '10.10.10.10';
const regions = ['default', 'china', 'europe'];

const checkSettings = ({root, all}: Fleet, problems: ProblemLog): void => {
	const adminIp = all.get('admin_ip');
	const text = textOf(adminIp?.value);
	if (adminIp === undefined || text === undefined) {
		problems.add('admin-ip', adminIp ?? {file: root.file, line: undefined}, 'admin_ip is not set in all.vars.');
	} else if (text === placeholder) {
		problems.add(
			'admin-ip-placeholder',
			adminIp,
			`admin_ip is ${placeholder}, the demo address: if the admin node has another one, ./configure was never run.`,
		);
	} else if (!isIpv4(text) && !isTemplate(adminIp.value)) {
		problems.add('admin-ip', adminIp, `admin_ip is ${quoted(text)}, which is not an IPv4 address.`);
	}

	const region = all.get('region');
	const name = textOf(region?.value);
	if (region !== undefined && name !== undefined && !regions.includes(name) && !isTemplate(region.value)) {
		problems.add('region', region, `region is ${quoted(name)}; Pigsty knows ${regions.join(', ')}.`);
	}
};

const checkGroups = ({tree}: Fleet, problems: ProblemLog): void => {
	for (const group of tree.groups.values()) {
		if (tree.hosts.has(group.name)) {
			problems.add('name-clash', group, `${quoted(group.name)} is a group and a host; Ansible mixes them up.`);
		}

		if (group.hosts.size === 0 && group.children.size === 0 && group.name !== 'ungrouped' && group.name !== 'all') {
			problems.add('group-empty', group, `The group ${quoted(group.name)} has no hosts.`);
		}
	}
};

/** The parameter that makes a host a member of a cluster, by module. */
const identities = [
	'pg_cluster',
	'etcd_cluster',
	'minio_cluster',
	'redis_cluster',
	'kafka_cluster',
	'mysql_cluster',
	'mongo_cluster',
];

const checkHosts = ({hosts}: Fleet, problems: ProblemLog): void => {
	for (const host of hosts) {
		if (!isIpv4(host.name)) {
			problems.add(
				'host-address',
				host,
				`The host ${quoted(host.name)} is not an IPv4 address; Pigsty uses the name as the address of its services.`,
			);
		}

		for (const identity of identities) {
			checkIdentity(host, identity, problems);
		}
	}
};

/** Two groups side by side that each make the host a member: the later name wins and the other cluster loses it. */
const checkIdentity = (host: Host, identity: string, problems: ProblemLog): void => {
	const naming = host.groups.filter(({vars, hosts}) => vars.has(identity) && hosts.has(host.name));
	const names = new Set(naming.map(({vars}) => textOf(vars.get(identity)?.value)));
	const effective = host.get(identity);
	const fromGroup = naming.some(({vars}) => vars.get(identity) === effective);
	if (names.size > 1 && fromGroup) {
		const groups = naming.map(({name}) => quoted(name)).join(' and ');
		problems.add(
			'host-in-two-clusters',
			host,
			`${host.name} is in the groups ${groups}, which set ${identity} differently; only ${quoted(textOf(effective?.value) ?? '')} takes effect.`,
		);
	}
};

const checkNeeds = ({root, tree, hosts, clusters}: Fleet, problems: ProblemLog): void => {
	const whole = {file: root.file, line: undefined};
	const has = (module: Cluster['module']) => clusters.some(cluster => cluster.module === module);
	if (has('pgsql') && !tree.groups.has('etcd')) {
		problems.add(
			'missing-group',
			whole,
			'There is no group "etcd", where Patroni keeps the state of the PostgreSQL clusters.',
		);
	}

	if (hosts.length > 0 && !tree.groups.has('infra')) {
		problems.add('missing-group', whole, 'There is no group "infra", which Pigsty\'s playbooks refer to.');
	}

	const orphan = clusters.find(cluster => storesInMinio(cluster, hosts));
	if (orphan !== undefined && !has('minio')) {
		problems.add('missing-group', whole, `Backups of ${quoted(orphan.name)} go to MinIO, and no host has a minio_seq.`);
	}
};

/** Whether backups go to the object store that Pigsty itself sets up; another endpoint is somebody else's. */
const storesInMinio = (cluster: Cluster, hosts: readonly Host[]): boolean => {
	if (cluster.module !== 'pgsql' || !cluster.backup.enabled || cluster.backup.method !== 'minio') {
		return false;
	}

	const lead = hosts.find(({name}) => name === cluster.instances[0]?.ip);
	const repositories = lead?.get('pgbackrest_repo')?.value;
	const repository = repositories && field(repositories, 'minio');
	const endpoint = repository && textOf(field(repository, 's3_endpoint'));
	return (endpoint ?? 'sss.pigsty') === 'sss.pigsty';
};
