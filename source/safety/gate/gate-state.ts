import type {Action} from '../../model/action.ts';
import type {Challenge} from '../challenges.ts';
import type {StateFields} from '../digest.ts';
import type {Step} from '../step.ts';
import type {GateLevel} from './gate-times.ts';

/** What a gate was opened for. All that is accepted is bound to it. */
export type GateSpec = {
	readonly action: Action;
	readonly level: GateLevel;
	/** To be typed, in order; empty for `confirm`. */
	readonly challenges: readonly Challenge[];
	/** What is shown, and nothing else, may run. */
	readonly steps: readonly Step[];
	/** What is known of the world now; when it is read again, none of it may differ. */
	readonly state: StateFields;
	/** When the plan was made, on the clock of the events. */
	readonly plannedAt: number;
	/** Keys in one read from which on they count as pasted; 4 to 16. */
	readonly pasteKeys: number;
};

/** What happens to a gate. `at` is a steady clock in ms, the same for all events. */
export type GateEvent =
	/** Its first frame has left for the terminal. */
	| {readonly type: 'shown'; readonly at: number}
	/** The operator has scrolled, or all of it fits. */
	| {readonly type: 'scrolled'; readonly at: number; readonly isAtEnd: boolean}
	/** `keys` is how many keys came with the same read, this one included. */
	| {
			readonly type: 'key';
			readonly at: number;
			readonly name: string;
			readonly text: string | undefined;
			readonly keys: number;
	  }
	| {readonly type: 'pasted'; readonly at: number}
	/** Bytes that are no key: unknown sequences, C1, a lone part of one. */
	| {readonly type: 'odd-bytes'; readonly at: number}
	| {readonly type: 'ticked'; readonly at: number}
	| {readonly type: 'resized'; readonly at: number; readonly columns: number; readonly rows: number}
	| {readonly type: 'suspended' | 'focus-lost' | 'disconnected'; readonly at: number};

export type Closing = 'cancelled' | 'expired' | 'resized' | 'suspended' | 'focus-lost' | 'disconnected';

export type GateState = {
	readonly spec: GateSpec;
	readonly shownAt: number | undefined;
	/** When its end was on screen for the first time. */
	readonly readAt: number | undefined;
	readonly choice: 'cancel' | 'proceed';
	readonly fields: readonly string[];
	/** Index of the field that takes keys. */
	readonly focus: number;
	readonly editedAt: number | undefined;
	/** A key other than Enter was seen since the gate was there. */
	readonly sawKey: boolean;
	/** The newest Enter, unless another key came after it. */
	readonly enterAt: number | undefined;
	readonly typing: Typing;
	/** Why the last thing did nothing, for the line below the fields. */
	readonly word: string | undefined;
	readonly outcome:
		| {readonly type: 'open'}
		| {readonly type: 'closed'; readonly why: Closing; readonly text: string}
		| {readonly type: 'accepted'; readonly acceptance: Acceptance};
};

/** The newest characters typed, to tell a hand from a held key and from a paste without brackets. */
export type Typing = {
	readonly char: string;
	readonly count: number;
	/** Times of the newest keys, oldest first. */
	readonly times: readonly number[];
};

/** Proof that a gate was passed. Only `gate.ts` makes one. */
export type Acceptance = {readonly spec: GateSpec; readonly at: number};
