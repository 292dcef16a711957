import {grants, isActionKind} from './grants.ts';
import type {Raises} from './judge.ts';
import {isLevel, isStricter, levels} from './levels.ts';

/**
 * The operator's own policy: the `policy:` map of `config.yml`, kind of action to level. It may raise a level and never
 * lower one; what would lower one, or is not understood, is told and changes nothing.
 */
export const ownPolicy = (raw: unknown): {readonly raises: Raises; readonly problems: readonly string[]} => {
	if (raw === undefined || raw === null) {
		return {raises: {}, problems: []};
	}

	if (typeof raw !== 'object' || Array.isArray(raw)) {
		return {raises: {}, problems: ['policy must be a map of actions to levels']};
	}

	const read = Object.entries(raw).map(([kind, level]) => ({kind, level, problem: problemOf(kind, level)}));
	return {
		raises: Object.fromEntries(
			read.flatMap(({kind, level, problem}) => (problem === undefined ? [[kind, level]] : [])),
		),
		problems: read.flatMap(({problem}) => problem ?? []),
	};
};

const problemOf = (kind: string, level: unknown): string | undefined => {
	if (!isActionKind(kind)) {
		return `policy: ${kind} is not an action; docs/POLICY.md has them all`;
	}

	if (!isLevel(level)) {
		return `policy: ${kind} must be one of ${levels.join(', ')}`;
	}

	const least = grants[kind].level;
	return isStricter(least, level)
		? `policy: ${kind} needs at least ${least}; a policy file cannot lower it`
		: undefined;
};
