import type {Facts, MemberFacts} from '../facts.ts';
import {needed, PlanProblem} from './plan-problem.ts';

/** A member with all that is needed to reach it. */
export type Reach = {
	readonly name: string;
	readonly ip: string;
	readonly port: number;
	readonly patroniPort: number;
	readonly facts: MemberFacts;
};

export const memberNamed = ({cluster}: Facts, name: string): Reach => {
	const found = cluster?.members?.filter(member => member.name === name) ?? [];
	if (found.length > 1) {
		throw new PlanProblem(`${name} is listed ${found.length} times`);
	}

	return reach(needed(found[0], `member ${name}`));
};

export const leaderOf = (facts: Facts): Reach => {
	const leaders = needed(facts.cluster?.leaders, 'the leader');
	if (leaders.length > 1) {
		throw new PlanProblem(`there are ${leaders.length} leaders: ${leaders.join(', ')}`);
	}

	return memberNamed(facts, needed(leaders[0], 'the leader'));
};

/** Replicas before the leader, each by its name. */
export const membersInOrder = (facts: Facts, isWanted: (member: MemberFacts) => boolean): readonly Reach[] => {
	const leaders = facts.cluster?.leaders ?? [];
	const rank = ({name}: Reach): number => (leaders.includes(name) ? 1 : 0);
	return needed(facts.cluster?.members, 'the members')
		.filter(member => isWanted(member))
		.map(reach)
		.toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'en', {numeric: true}));
};

const reach = (facts: MemberFacts): Reach => {
	const name = needed(facts.name, 'the name of a member');
	return {
		name,
		ip: needed(facts.ip, `the address of ${name}`),
		port: needed(facts.port, `the port of ${name}`),
		patroniPort: needed(facts.patroniPort, `the Patroni port of ${name}`),
		facts,
	};
};
