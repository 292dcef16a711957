import type {Facts, MemberFacts} from './facts.ts';

/** What is known of the member; undefined when nothing is, and when two of that name are listed: either could be meant. */
export const onlyMember = ({cluster}: Facts, name: string): MemberFacts | undefined => {
	const found = cluster?.members?.filter(member => member.name === name) ?? [];
	return found.length === 1 ? found[0] : undefined;
};
