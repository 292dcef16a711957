import type {PgInstance} from '../inventory.ts';
import type {Host} from '../ansible/merge.ts';
import {wholeOf, type Params} from '../params.ts';
import {pgInstance} from './pg-instance.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';

/** A host that is a member of a PostgreSQL cluster, with all that its checks need. */
export type PgMember = {readonly host: Host; readonly params: Params; readonly instance: PgInstance};

/**
 * Members by cluster, each sorted by number. Whoever sets `pg_cluster` is a member, whatever group it is in. A host
 * without a usable number has no name and is left out, as Pigsty's own roles leave it out.
 */
export const pgMembers = (hosts: readonly Params[], problems: ProblemLog): ReadonlyMap<string, readonly PgMember[]> => {
	const clusters = new Map<string, PgMember[]>();
	for (const params of hosts) {
		const cluster = params.optionalText('pg_cluster');
		if (cluster !== undefined && cluster !== '') {
			const members = clusters.get(cluster) ?? [];
			clusters.set(cluster, members);
			const member = memberOf(params, cluster, problems);
			if (member !== undefined && isNew(member, members, problems)) {
				members.push(member);
			}
		}
	}

	for (const members of clusters.values()) {
		members.sort((a, b) => a.instance.seq - b.instance.seq);
	}

	return clusters;
};

const memberOf = (params: Params, cluster: string, problems: ProblemLog): PgMember | undefined => {
	const {host} = params;
	const entry = params.entry('pg_seq');
	const seq = wholeOf(entry?.value);
	if (seq !== undefined) {
		return {host, params, instance: pgInstance(cluster, seq, host.name, params)};
	}

	const text =
		entry === undefined
			? `${host.name} of ${quoted(cluster)} has no pg_seq; it is left out until it has one.`
			: `pg_seq of ${host.name} in ${quoted(cluster)} is not a whole number; the host is left out until it is.`;
	problems.add(entry === undefined ? 'missing-seq' : 'invalid-seq', entry ?? host, text);
	return undefined;
};

const isNew = (member: PgMember, members: readonly PgMember[], problems: ProblemLog): boolean => {
	const twin = members.find(({instance}) => instance.seq === member.instance.seq);
	if (twin === undefined) {
		return true;
	}

	problems.add(
		'duplicate-instance',
		member.params.entry('pg_seq') ?? member.host,
		`${member.host.name} and ${twin.host.name} are both ${quoted(member.instance.name)}; ${member.host.name} is left out.`,
	);
	return false;
};
