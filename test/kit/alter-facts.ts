import type {Facts, MemberFacts, RepositoryFacts, SessionFacts} from '../../source/safety/facts.ts';

type Section = 'inventory' | 'ansible' | 'cluster' | 'slot' | 'definition' | 'host' | 'redis' | 'etcd' | 'minio';

/** The facts with some fields of one section replaced. */
export const inSection = <Name extends Section>(
	name: Name,
	more: Partial<NonNullable<Facts[Name]>>,
): ((facts: Facts) => Facts) => {
	return facts => ({...facts, [name]: {...facts[name], ...more}});
};

export const inMember =
	(seq: number, more: Partial<MemberFacts>) =>
	(facts: Facts): Facts => {
		const members = facts.cluster?.members?.map(member =>
			member.name === `pg-test-${seq}` ? {...member, ...more} : member,
		);
		return inSection('cluster', {members})(facts);
	};

export const inBackups =
	(more: Partial<RepositoryFacts>) =>
	(facts: Facts): Facts => ({...facts, backups: facts.backups?.map(repository => ({...repository, ...more}))});

export const inSessions =
	(more: Partial<SessionFacts>) =>
	(facts: Facts): Facts => ({...facts, sessions: facts.sessions?.map(session => ({...session, ...more}))});

export const both =
	(...changes: readonly ((facts: Facts) => Facts)[]) =>
	(facts: Facts): Facts =>
		changes.reduce((changed, change) => change(changed), facts);
