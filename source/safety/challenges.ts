import type {Action} from '../model/action.ts';
import {nameOf, type ActionTarget} from '../model/action-target.ts';
import {pgClusterOf, targetOf} from './action-subject.ts';
import type {Facts} from './facts.ts';
import type {Verdict} from './judge.ts';

/** One field of the gate: what it asks for, and exactly what must be typed. */
export type Challenge = {
	readonly id: 'target' | 'phrase' | 'leader' | 'extra';
	readonly label: string;
	readonly expected: string;
};

/** Pigsty's operating guide asks for these words before anything that destroys. */
export const destroyPhrase = 'yes, I confirm';

/** What the verdict asks to be typed, in order. Empty for a choice, and where nothing can be done anyway. */
export const challenges = (action: Action, facts: Facts, {level, phrases}: Verdict): readonly Challenge[] => {
	if (level !== 'type-name' && level !== 'destroy') {
		return [];
	}

	const target: Challenge = {
		id: 'target',
		label: `the exact name of the ${targetOf(action).kind.replaceAll('-', ' ')}`,
		expected: typedName(targetOf(action), facts),
	};
	const extras = phrases.map((expected): Challenge => ({id: 'extra', label: 'the words', expected}));
	if (level === 'type-name') {
		return [target, ...extras];
	}

	const leaders = (pgClusterOf(action) === undefined ? [] : (facts.cluster?.leaders ?? [])).map(
		(expected): Challenge => ({
			id: 'leader',
			label: 'the name of the member that leads now',
			expected,
		}),
	);
	return [target, {id: 'phrase', label: 'the words', expected: destroyPhrase}, ...leaders, ...extras];
};

/** `kind/name` where something of another kind has the same name, or where nobody knows. */
const typedName = (target: ActionTarget, {inventory}: Facts): string => {
	const name = nameOf(target);
	const isShared =
		inventory?.names === undefined ||
		inventory.names.some(
			other =>
				other.name === undefined ||
				(other.name === name && other.kind !== target.kind && !isSameThing(other.kind, target.kind)),
		);
	return isShared ? `${target.kind}/${name}` : name;
};

/** Stanzas are called as their cluster, and hosts as their instance: of these only the host has to be told apart. */
const isSameThing = (other: ActionTarget['kind'], own: ActionTarget['kind']): boolean =>
	(own === 'stanza' && other === 'cluster') ||
	(own === 'cluster' && other === 'stanza') ||
	(own === 'instance' && other === 'host');
