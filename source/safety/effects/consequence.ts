import type {Action, ActionKind, ActionsByKind} from '../../model/action.ts';
import type {Facts} from '../facts.ts';

/** What an action costs and how one comes back from it, in sentences for the gate. */
export type Consequences = {
	/** What is gone afterwards; never empty: `nothing` has to be said too. */
	readonly lost: readonly string[];
	/** A milder form of the same, offered above it: the reversible first. */
	readonly gentler: readonly {readonly text: string; readonly action: Action | undefined}[];
	/** How to undo it, the easiest first; says so when there is no way. */
	readonly wayBack: readonly string[];
	/** What to look at, or to do, afterwards. */
	readonly afterwards: readonly string[];
};

export type ConsequencesOf<Kind extends ActionKind> = (action: ActionsByKind[Kind], facts: Facts) => Consequences;
