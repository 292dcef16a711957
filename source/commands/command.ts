import type {Event} from '../store/event.ts';
import type {DrillId, State} from '../store/state.ts';

/**
 * What a command comes to: a change on screen, something only `app` can do (leave, copy, repaint),
 * or the reason why it cannot be done now.
 */
export type Intent =
	| {readonly event: Event}
	| {readonly events: readonly Event[]}
	| {
			readonly effect:
				| {readonly type: 'quit'}
				| {readonly type: 'copy'; readonly text: string}
				| {readonly type: 'suspend'}
				| {readonly type: 'repaint'};
	  }
	| {readonly blocked: string};

export type CommandScreen = 'cockpit' | DrillId;

export type Command = {
	/** `object.verb` */
	readonly id: string;
	readonly title: string;
	/** Key names as the tokenizer gives them: `j`, `down`, `ctrl+d`, `f1`, `enter`, `escape`, `tab`, `shift+tab`. */
	readonly keys: readonly string[];
	readonly on: 'everywhere' | readonly CommandScreen[];
	/** Heading in the help screen. */
	readonly group: 'move' | 'view' | 'open' | 'list' | 'logs' | 'program';
	/** Shown in the footer when there is room, the lowest rank first, by a word short enough for that. */
	readonly hint?: {readonly rank: number; readonly word: string};
	readonly prepare: (state: State) => Intent;
};
