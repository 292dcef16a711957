import type {Action} from '../../source/model/action.ts';
import type {Facts} from '../../source/safety/facts.ts';
import {gateStep, openGate} from '../../source/safety/gate/gate.ts';
import {gateSpec} from '../../source/safety/gate/gate-spec.ts';
import type {GateEvent, GateState} from '../../source/safety/gate/gate-state.ts';
import {actions} from './action.ts';
import {factsFor} from './facts.ts';

/** The gate's clock stands here when it opens. */
export const opened = 1_000_000;

/** A gate as it opens, for facts under which it does. */
export const gateFor = (action: Action, facts: Facts = factsFor(action)): GateState => {
	const made = gateSpec(action, facts, {plannedAt: opened, pasteKeys: 4});
	if ('refused' in made) throw new Error(made.refused.reasons[0]?.text);
	return openGate(made.spec);
};

export const choiceGate = (): GateState => gateFor(actions['session.terminate']);
export const nameGate = (): GateState => gateFor(actions['patroni.switchover']);
export const destroyGate = (): GateState => gateFor(actions['playbook.remove-cluster']);

/** The gate after these events, the times counted from its opening. */
export const after = (state: GateState, ...events: readonly GateEvent[]): GateState =>
	events.reduce((before, event) => gateStep(before, {...event, at: opened + event.at}), state);

export const shown = (at: number): GateEvent => ({type: 'shown', at});
export const readToEnd = (at: number): GateEvent => ({type: 'scrolled', at, isAtEnd: true});
/** One key on its own. */
export const key = (name: string, at: number, keys = 1): GateEvent => ({
	type: 'key',
	at,
	name: name === ' ' ? 'space' : name,
	text: Array.from(name).length === 1 ? name : undefined,
	keys,
});

/** A text as a quick hand types it, 80 ms from key to key. */
export const hand = (text: string, from: number): readonly GateEvent[] =>
	Array.from(text, (char, index) => key(char, from + index * 80));

/** On screen at once and read to its end. */
export const seen: readonly GateEvent[] = [shown(0), readToEnd(0)];

export const isAccepted = ({outcome}: GateState): boolean => outcome.type === 'accepted';
export const closedBy = ({outcome}: GateState): string | undefined =>
	outcome.type === 'closed' ? outcome.why : undefined;

export type GateOfLevel = {
	readonly open: () => GateState;
	/** All that is asked for, chosen or typed by a quick hand, from 400 ms on. */
	readonly answers: readonly GateEvent[];
	readonly armMs: number;
	readonly expireMs: number;
};

/** A gate of each level, and what passes it. */
export const gatesByLevel: Readonly<Record<string, GateOfLevel>> = {
	confirm: {open: choiceGate, answers: [key('down', 400)], armMs: 700, expireMs: 60_000},
	'type-name': {open: nameGate, answers: hand('pg-test', 400), armMs: 1500, expireMs: 90_000},
	destroy: {
		open: destroyGate,
		answers: [
			...hand('pg-test', 400),
			key('tab', 1000),
			...hand('yes, I confirm', 1080),
			key('tab', 2300),
			...hand('pg-test-1', 2380),
		],
		armMs: 3000,
		expireMs: 120_000,
	},
};
