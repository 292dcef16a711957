import {defaultRepositories} from '../defaults.ts';
import type {PgCluster} from '../inventory.ts';
import {isIpv4, isIpv4WithMask} from '../network.ts';
import {field, isTemplate, textOf} from '../params.ts';
import {pgRoles} from '../clusters/pg-instance.ts';
import type {PgMember} from '../clusters/pg-members.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';

/** What is wrong with each PostgreSQL cluster by itself. */
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
		checkAgreement(cluster, lead, found, problems);
	}
};

const checkName = ({name}: PgCluster, lead: PgMember, found: readonly PgMember[], problems: ProblemLog): void => {
	const place = lead.params.entry('pg_cluster') ?? lead.host;
	if (/\{\{|\{%/.test(name)) {
		problems.add(
			'cluster-name',
			place,
			'pg_cluster is a Jinja expression, which is not evaluated here: its members may belong to several clusters. Write the name out.',
		);
	} else if (!/^[a-zA-Z0-9-]+$/.test(name) || name === 'root') {
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
			`There is no group ${quoted(name)} with this cluster's members, so a playbook limited to that name does not reach them; limit it by address.`,
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

/** What the next run of a playbook does to an entry in this state. */
const drops: Readonly<Partial<Record<string, string>>> = {
	absent: 'drops it. Remove the entry once it is gone.',
	recreate: 'drops it and makes an empty one. Set the state to create once that is done.',
};

/** A definition that drops: harmless to read, and run with the next playbook that anybody starts for another reason. */
const checkLandmines = ({params}: PgMember, problems: ProblemLog): void => {
	const check = (list: string, what: string, run: string): void => {
		for (const node of params.list(list)) {
			const state = textOf(field(node, 'state')) ?? '';
			const effect = Object.hasOwn(drops, state) ? drops[state] : undefined;
			if (effect !== undefined) {
				const name = quoted(textOf(field(node, 'name')) ?? '?');
				const text = `The ${what} ${name} has state ${state}: the next run of ${run} or pgsql.yml ${effect}`;
				problems.add('landmine', field(node, 'state') ?? node, text);
			}
		}
	};

	check('pg_users', 'user', 'pgsql-user.yml');
	check('pg_databases', 'database', 'pgsql-db.yml');
};

const checkBackup = ({name, backup}: PgCluster, {params, host}: PgMember, problems: ProblemLog): void => {
	if (!backup.enabled) {
		return;
	}

	const place = params.entry('pg_cluster') ?? host;
	if (backup.schedule.length === 0) {
		problems.add(
			'no-backup-schedule',
			place,
			`No pg_crontab or node_crontab line of ${quoted(name)} makes a backup; only the first one is ever made.`,
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

const checkAgreement = ({name}: PgCluster, lead: PgMember, found: readonly PgMember[], problems: ProblemLog): void => {
	for (const parameter of shared) {
		const entries = found.map(({params}) => params.entry(parameter));
		if (new Set(entries.map(entry => textOf(entry?.value))).size > 1) {
			const place = entries.find(entry => entry !== undefined) ?? lead.host;
			problems.add('cluster-mismatch', place, `The members of ${quoted(name)} have different ${parameter}.`);
		}
	}
};
