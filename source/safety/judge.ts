import type {Action, ActionKind} from '../model/action.ts';
import type {Facts} from './facts.ts';
import {grants} from './grants.ts';
import type {Guard} from './guard.ts';
import {guards} from './guards.ts';
import {isStricter, strictestLevel, type Level} from './levels.ts';

/** One line of the preflight: a rule that applies, and whether it is satisfied. */
export type Check = {
	readonly rule: string;
	readonly isSafe: boolean;
	/** What the rule asks for: the grant's own level, or that of a guard that tripped; of a satisfied guard `allow`. */
	readonly level: Level;
	/** Satisfied: what must be so. Tripped: what is the matter. */
	readonly text: string;
	/** To be typed besides, when the rule tripped. */
	readonly phrase: string | undefined;
};

export type Verdict = {
	readonly level: Level;
	/** The rules that do not leave it at `allow`, the strictest first: the grant, and the guards that tripped. */
	readonly reasons: readonly Check[];
	/** Every rule that applies, in the order of the tables. */
	readonly checks: readonly Check[];
	/** What must be typed besides what the level asks for. */
	readonly phrases: readonly string[];
};

/** Levels that the operator's own policy file asks for. It can raise, and a lower one means nothing. */
export type Raises = Readonly<Partial<Record<ActionKind, Level>>>;

/** Total: every action, known or not, gets a verdict, and the strictest finding is it. */
export const judge = (
	action: Action,
	facts: Facts,
	{raises = {}, table = guards}: {readonly raises?: Raises; readonly table?: readonly Guard[]} = {},
): Verdict => {
	const checks = [
		grantCheck(action),
		...ownPolicyCheck(action, raises),
		...table.flatMap(guard => guardCheck(guard, facts, action)),
	];
	const reasons = checks
		.filter(({level}) => level !== 'allow')
		.toSorted((one, other) => (one.level === other.level ? 0 : isStricter(one.level, other.level) ? -1 : 1));
	return {
		level: strictestLevel(checks.map(({level}) => level)),
		reasons,
		checks,
		phrases: [...new Set(reasons.flatMap(({phrase}) => phrase ?? []))],
	};
};

const grantCheck = ({kind}: Action): Check => {
	const grant = Object.hasOwn(grants, kind) ? grants[kind] : undefined;
	return grant === undefined
		? {rule: 'no-grant', isSafe: false, level: 'never', text: 'no rule allows this', phrase: undefined}
		: {rule: kind, isSafe: true, level: grant.level, text: grant.why, phrase: undefined};
};

const ownPolicyCheck = ({kind}: Action, raises: Raises): readonly Check[] => {
	const level = Object.hasOwn(raises, kind) ? raises[kind] : undefined;
	return level === undefined
		? []
		: [{rule: 'own-policy', isSafe: true, level, text: 'the policy file asks for this', phrase: undefined}];
};

const guardCheck = (guard: Guard, facts: Facts, action: Action): readonly Check[] => {
	if (guard.for !== 'every kind' && !guard.for.includes(action.kind)) {
		return [];
	}

	const {id: rule, raise: level, safe} = guard;
	try {
		return guard.unless(facts, action) === true
			? [{rule, isSafe: true, level: 'allow', text: safe, phrase: undefined}]
			: [{rule, isSafe: false, level, text: guard.why(facts, action), phrase: guard.phrase?.(facts, action)}];
	} catch {
		return [{rule, isSafe: false, level: 'never', text: `the rule cannot be applied: ${safe}`, phrase: undefined}];
	}
};
