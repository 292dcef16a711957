import type {ActionOf, Keep} from '../../model/action.ts';
import type {JsonObject} from '../../model/json-value.ts';
import {canonicalJson} from '../canonical-json.ts';
import type {Facts} from '../facts.ts';
import type {Step} from '../step.ts';
import {memberNamed, membersInOrder} from './members.ts';
import {needed, PlanProblem} from './plan-problem.ts';

type Run = {readonly tags?: readonly string[]; readonly vars?: JsonObject};

/** Ansible reads an empty limit as every host, and `*`, `!`, `&`, `~`, `@`, `[` and `:` in one as an expression. */
const limitName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * The one form in which we start Ansible: a playbook by its path, each host by its name, and values as JSON, which no
 * template and no abbreviation can hide in.
 */
const run = (facts: Facts, playbook: string, hosts: readonly string[], {tags = [], vars}: Run = {}): Step => {
	const home = needed(facts.ansible?.home, 'the Pigsty home');
	if (hosts.length === 0) {
		throw new PlanProblem(`no host is left for ${playbook}`);
	}

	const odd = hosts.find(host => !limitName.test(host));
	if (odd !== undefined) {
		throw new PlanProblem(`${odd} cannot stand in a limit`);
	}

	return {
		via: 'ansible',
		argv: [
			'ansible-playbook',
			`${home}/${playbook}`,
			`--limit=${hosts.join(',')}`,
			...(tags.length === 0 ? [] : [`--tags=${tags.join(',')}`]),
			...(vars === undefined ? [] : [`--extra-vars=${canonicalJson(vars)}`]),
		],
		hosts,
	};
};

/** Hosts of the cluster that the inventory has: those are the ones that Ansible can reach. */
const hostsOf = (facts: Facts): readonly string[] =>
	membersInOrder(facts, ({isInInventory}) => isInInventory === true).map(({ip}) => ip);

export const userPlan = ({role}: ActionOf<'playbook.user'>, facts: Facts): readonly Step[] => [
	run(facts, 'pgsql-user.yml', hostsOf(facts), {vars: {username: role.name}}),
];

export const databasePlan = ({database}: ActionOf<'playbook.database'>, facts: Facts): readonly Step[] => [
	run(facts, 'pgsql-db.yml', hostsOf(facts), {vars: {dbname: database.name}}),
];

export const hbaPlan = (_: ActionOf<'playbook.hba'>, facts: Facts): readonly Step[] => [
	run(facts, 'pgsql.yml', hostsOf(facts), {tags: ['pg_hba', 'pg_reload', 'pgbouncer_hba', 'pgbouncer_reload']}),
];

export const servicePlan = (_: ActionOf<'playbook.service'>, facts: Facts): readonly Step[] => [
	run(facts, 'pgsql.yml', hostsOf(facts), {tags: ['pg_service']}),
];

export const monitorPlan = (_: ActionOf<'playbook.monitor'>, facts: Facts): readonly Step[] => [
	run(facts, 'pgsql.yml', hostsOf(facts), {tags: ['pg_monitor']}),
];

/** The new one alone; then the others, so that their HAProxy learns of it. */
export const addReplicaPlan = ({member}: ActionOf<'playbook.add-replica'>, facts: Facts): readonly Step[] => {
	const {ip} = memberNamed(facts, member.name);
	const others = hostsOf(facts).filter(host => host !== ip);
	return [run(facts, 'pgsql.yml', [ip]), run(facts, 'pgsql.yml', others, {tags: ['pg_service']})];
};

const removes = (keep: Keep): boolean => keep === 'remove';

export const removeReplicaPlan = (
	{member, data}: ActionOf<'playbook.remove-replica'>,
	facts: Facts,
): readonly Step[] => [
	run(facts, 'pgsql-rm.yml', [memberNamed(facts, member.name).ip], {
		vars: {pg_rm_backup: false, pg_rm_data: removes(data), pg_rm_pkg: false},
	}),
];

/** The leader's host in a run of its own, after the others: only then are the cluster's keys deleted. */
export const removeClusterPlan = (
	{data, backups}: ActionOf<'playbook.remove-cluster'>,
	facts: Facts,
): readonly Step[] => {
	const hosts = hostsOf(facts);
	const vars = {pg_rm_backup: removes(backups), pg_rm_data: removes(data), pg_rm_pkg: false};
	const [before, last] = [hosts.slice(0, -1), hosts.slice(-1)];
	return [before, last]
		.filter((part, index) => index === 1 || part.length > 0)
		.map(part => run(facts, 'pgsql-rm.yml', part, {vars}));
};

export const removeNodePlan = ({host}: ActionOf<'playbook.remove-node'>, facts: Facts): readonly Step[] => [
	run(facts, 'node-rm.yml', [host.ip]),
];

export const removeRedisPlan = ({redis, data}: ActionOf<'playbook.remove-redis'>, facts: Facts): readonly Step[] => {
	const vars = {redis_rm_data: removes(data), redis_rm_pkg: false};
	if (redis.kind === 'redis-instance') {
		return [run(facts, 'redis-rm.yml', [redis.ip], {vars: {...vars, redis_port: redis.port}})];
	}

	const instances = needed(facts.redis?.instances, 'the instances');
	const withMaster = instances.filter(({role}) => role === 'master').map(({ip}) => ip);
	const hosts = [...new Set(instances.map(({ip}) => needed(ip, 'the address of an instance')))];
	const inOrder = hosts.toSorted((one, other) => Number(withMaster.includes(one)) - Number(withMaster.includes(other)));
	return [run(facts, 'redis-rm.yml', inOrder, {vars})];
};

export const removeEtcdPlan = ({etcd, data}: ActionOf<'playbook.remove-etcd'>, facts: Facts): readonly Step[] => {
	const members = needed(facts.etcd?.members, 'the members of etcd');
	const hosts =
		etcd.kind === 'etcd-member' ? [etcd.ip] : members.map(({ip}) => needed(ip, 'the address of an etcd member'));
	return [run(facts, 'etcd-rm.yml', hosts, {vars: {etcd_rm_data: removes(data), etcd_rm_pkg: false}})];
};

export const removeMinioPlan = ({data}: ActionOf<'playbook.remove-minio'>, facts: Facts): readonly Step[] => [
	run(facts, 'minio-rm.yml', needed(facts.minio?.hosts, 'the hosts of MinIO'), {
		vars: {minio_rm_data: removes(data), minio_rm_pkg: false},
	}),
];
