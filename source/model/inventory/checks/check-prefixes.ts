import type {PgMember} from '../clusters/pg-members.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';

/** Names that begin other names: Pigsty deleted keys in etcd by prefix without the closing slash. */
export const checkPrefixes = (members: ReadonlyMap<string, readonly PgMember[]>, problems: ProblemLog): void => {
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
				`${quoted(name)} begins the name of ${longer.slice(0, 5).map(quoted).join(', ')}: before Pigsty v4.5, removing or restoring it wipes their keys in etcd too.`,
			);
		}
	});
};
