import type {Action, ActionKind, ActionOf} from '../model/action.ts';
import type {Facts} from './facts.ts';
import type {Level} from './levels.ts';

/**
 * A guard states what is safe. When that is not plainly true (false, undefined, NaN, a throw), the level rises to
 * `raise`: so guards only tighten, in any order, and one more can never loosen anything. `unless` is built of `and`, `or`
 * and the comparisons of `certain.ts`, never of `not`, so that a lost fact cannot make it true.
 *
 * A guard that raises no higher than the grant does not hold the operator up: its reason is a warning.
 */
export type Guard = Rule<ActionKind, Action>;

type Rule<Kind extends ActionKind, For extends Action> = {
	/** Stable: the gate, the audit log and docs/POLICY.md name it. */
	readonly id: string;
	readonly for: 'every kind' | readonly Kind[];
	readonly raise: Level;
	/** What must be so, for docs/POLICY.md and as a passed check in the gate. */
	readonly safe: string;
	unless(facts: Facts, action: For): unknown;
	/** What is the matter, and what would satisfy the guard. Must bear unknown facts. */
	why(facts: Facts, action: For): string;
	/** Something more to be typed, literally, when the guard trips. */
	phrase?(facts: Facts, action: For): string;
};

/** Lets the functions see only the kinds of actions that `for` lists; `judge` calls them with no other. */
export const defineGuard = <const Kind extends ActionKind>(guard: Rule<Kind, ActionOf<Kind>>): Guard => guard;
