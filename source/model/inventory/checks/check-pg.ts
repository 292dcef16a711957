import {defaultRepositories} from '../defaults.ts';
import type {PgCluster} from '../inventory.ts';
import {isIpv4, isIpv4WithMask} from '../network.ts';
import {field, isTemplate, textOf} from '../params.ts';
import {pgRoles} from '../clusters/pg-instance.ts';
import type {PgMember} from '../clusters/pg-members.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import type {YamlNode} from '../yaml/yaml-node.ts';

/** What is wrong with each PostgreSQL cluster, and between them. */
export const checkPgClusters = (
	members: ReadonlyMap<string, readonly PgMember[]>,
	clusters: readonly PgCluster[],
	problems: ProblemLog,
): void => {
	const addresses = new Set([...members.values()].flatMap(found => found.map(({host}) => host.name)));
	for (const cluster of clusters) {
		const found = members.get(cluster.name) ?? [];
		const lead = found.find(({instance}) => instance.inventoryRole === 'primary') ?? found[0];
		if (lead === undefined) {
			continue;
		}

		checkName(cluster, lead, found, problems);
		checkRoles(cluster, lead, found, problems);
		checkUpstreams(found, addresses, problems);
		checkLandmines(lead, problems);
		checkBackup(cluster, lead, problems);
		checkVip(cluster, lead, problems);
		checkAgreement(cluster, found, problems);
	}

	checkPrefixes(members, problems);
	checkVips(clusters, members, problems);
};

const checkName = ({name}: PgCluster, lead: PgMember, found: readonly PgMember[], problems: ProblemLog): void => {
	const place = lead.params.entry('pg_cluster') ?? lead.host;
	if (!/^[a-zA-Z0-9-]+$/.test(name) || name === 'root') {
		problems.add(
			'cluster-name',
			place,
			`The cluster name ${quoted(name)} is refused by Pigsty: letters, digits and "-" only, and not "root".`,
		);
	}

	if (!found.some(({host}) => host.groups.some(group => group.name === name))) {
		problems.add(
			'cluster-group',
			place,
			`The cluster ${quoted(name)} is no group of that name, so "-l ${name}" reaches no host; limit by address instead.`,
		);
	}
};

const checkRoles = (cluster: PgCluster, lead: PgMember, found: readonly PgMember[], problems: ProblemLog): void => {
	for (const {host, params, instance} of found) {
		const entry = params.entry('pg_role');
		if (instance.inventoryRole === undefined && !(entry && isTemplate(entry.value))) {
			const what = entry === undefined ? 'has no pg_role' : 'has a pg_role that Pigsty does not know';
			problems.add('pg-role', entry ?? host, `${instance.name} (${host.name}) ${what}: use ${pgRoles.join(', ')}.`);
		}
	}

	const primaries = cluster.instances.filter(({inventoryRole}) => inventoryRole === 'primary');
	const place = lead.params.entry('pg_cluster') ?? lead.host;
	if (primaries.length === 0) {
		problems.add(
			'no-primary',
			place,
			`No member of ${quoted(cluster.name)} has pg_role primary; Pigsty needs exactly one.`,
		);
	}

	if (primaries.length > 1) {
		const names = primaries.map(({name}) => name).join(', ');
		const second = found.find(({instance}) => instance === primaries[1]);
		problems.add(
			'several-primaries',
			second?.params.entry('pg_role') ?? place,
			`${quoted(cluster.name)} has more than one pg_role primary: ${names}. Pigsty needs exactly one.`,
		);
	}
};

const checkUpstreams = (found: readonly PgMember[], known: ReadonlySet<string>, problems: ProblemLog): void => {
	const own = new Set(found.map(({host}) => host.name));
	for (const {host, params, instance} of found) {
		const entry = params.entry('pg_upstream');
		const {upstream} = instance;
		if (entry === undefined || upstream === undefined || isTemplate(entry.value)) {
			continue;
		}

		const isStandbyLeader = instance.inventoryRole === 'primary';
		if (!isIpv4(upstream)) {
			problems.add(
				'pg-upstream',
				entry,
				`pg_upstream of ${instance.name} is ${quoted(upstream)}, which is not an IPv4 address.`,
			);
		} else if (isStandbyLeader && own.has(upstream)) {
			problems.add(
				'pg-upstream-unknown',
				entry,
				`${instance.name} is the primary and follows ${upstream} of its own cluster.`,
			);
		} else if (!isStandbyLeader && (!own.has(upstream) || upstream === host.name)) {
			const what = known.has(upstream) ? 'not another member of its cluster' : 'no PostgreSQL host of the inventory';
			problems.add('pg-upstream-unknown', entry, `${instance.name} follows ${upstream}, which is ${what}.`);
		}
	}
};

/** A definition that drops: harmless to read, and run with the next playbook that anybody starts for another reason. */
const checkLandmines = ({params}: PgMember, problems: ProblemLog): void => {
	const check = (list: string, what: string, states: readonly string[], run: string): void => {
		for (const node of params.list(list)) {
			const state = textOf(field(node, 'state'));
			if (state !== undefined && states.includes(state)) {
				const name = quoted(textOf(field(node, 'name')) ?? '?');
				problems.add(
					'landmine',
					stateNode(node),
					`The ${what} ${name} has state ${state}: the next run of ${run} drops it. Remove the entry once it is gone.`,
				);
			}
		}
	};

	check('pg_users', 'user', ['absent', 'recreate'], 'pgsql-user.yml or pgsql.yml');
	check('pg_databases', 'database', ['absent', 'recreate'], 'pgsql-db.yml or pgsql.yml');
};

const stateNode = (node: YamlNode): YamlNode => field(node, 'state') ?? node;

const checkBackup = ({name, backup}: PgCluster, {params, host}: PgMember, problems: ProblemLog): void => {
	if (!backup.enabled) {
		return;
	}

	const place = params.entry('pg_cluster') ?? host;
	if (backup.schedule.length === 0) {
		problems.add(
			'no-backup-schedule',
			place,
			`No pg_crontab or node_crontab line of ${quoted(name)} makes a backup; nothing follows the first one.`,
		);
	}

	const repositories = params.map('pgbackrest_repo')?.entries;
	const isKnown = repositories ? repositories.has(backup.method) : Object.hasOwn(defaultRepositories, backup.method);
	if (!isKnown && params.entry('pgbackrest_repo')?.value.kind !== 'scalar') {
		problems.add(
			'backup-repository',
			params.entry('pgbackrest_method') ?? place,
			`pgbackrest_method of ${quoted(name)} is ${quoted(backup.method)}, which pgbackrest_repo does not define.`,
		);
	}
};

const checkVip = ({name, vip}: PgCluster, {params, host}: PgMember, problems: ProblemLog): void => {
	const entry = params.entry('pg_vip_address');
	if (vip === undefined || (entry && isTemplate(entry.value))) {
		return;
	}

	if (entry === undefined || !isIpv4WithMask(vip)) {
		const what = entry === undefined ? 'not set' : `${quoted(vip)}, which is not an address with its mask`;
		problems.add(
			'vip',
			entry ?? params.entry('pg_vip_enabled') ?? host,
			`The VIP of ${quoted(name)} is enabled and pg_vip_address is ${what}; write 10.0.0.9/24.`,
		);
	}
};

/** Parameters that make sense only when all members of a cluster have the same. */
const shared = ['pg_version', 'pg_mode', 'pg_shard', 'pg_group', 'patroni_password', 'pgbackrest_method'];

const checkAgreement = ({name}: PgCluster, found: readonly PgMember[], problems: ProblemLog): void => {
	for (const parameter of shared) {
		const values = new Set(found.map(({params}) => textOf(params.entry(parameter)?.value)));
		if (values.size > 1) {
			const odd = found.map(({params}) => params.entry(parameter)).find(entry => entry !== undefined);
			problems.add(
				'cluster-mismatch',
				odd ?? found[0]!.host,
				`The members of ${quoted(name)} have different ${parameter}.`,
			);
		}
	}
};

const checkPrefixes = (members: ReadonlyMap<string, readonly PgMember[]>, problems: ProblemLog): void => {
	const names = [...members.keys()].toSorted();
	names.forEach((name, index) => {
		const longer: string[] = [];
		for (let next = index + 1; names[next]?.startsWith(name) === true; next += 1) {
			longer.push(names[next] ?? '');
		}

		const [lead] = members.get(name) ?? [];
		if (longer.length > 0 && lead !== undefined) {
			problems.add(
				'cluster-prefix',
				lead.params.entry('pg_cluster') ?? lead.host,
				`${quoted(name)} begins the name of ${longer.slice(0, 5).map(quoted).join(', ')}: until Pigsty v4.5, removing it or restoring it wipes their keys in etcd too.`,
			);
		}
	});
};

const checkVips = (
	clusters: readonly PgCluster[],
	members: ReadonlyMap<string, readonly PgMember[]>,
	problems: ProblemLog,
): void => {
	const owners = new Map<string, string>();
	for (const [name, found] of members) {
		for (const {host} of found) {
			owners.set(host.name, `a member of ${quoted(name)}`);
		}
	}

	for (const {name, vip} of clusters) {
		const address = vip?.split('/')[0] ?? '';
		const [lead] = members.get(name) ?? [];
		if (address === '' || address === '127.0.0.1' || lead === undefined) {
			continue;
		}

		const owner = owners.get(address);
		if (owner !== undefined) {
			const place = lead.params.entry('pg_vip_address') ?? lead.host;
			problems.add('duplicate-vip', place, `The VIP ${address} of ${quoted(name)} is also ${owner}.`);
		}

		owners.set(address, `the VIP of ${quoted(name)}`);
	}
};
