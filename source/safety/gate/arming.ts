import type {GateState} from './gate-state.ts';
import {afterEditMs, gateTimes, planLifeMs} from './gate-times.ts';

/** Whether passing would work now; if not, why, and in how long it will. */
export type Arming =
	| {readonly isArmed: true}
	| {readonly isArmed: false; readonly why: string; readonly inMs: number | undefined};

/** Built so that a time that is no number arms nothing. */
export const arming = (state: GateState, now: number): Arming => {
	const from = armedFrom(state);
	if (from === undefined) {
		return {
			isArmed: false,
			why: state.shownAt === undefined ? 'it is not on screen yet' : 'scroll to its end first',
			inMs: undefined,
		};
	}

	const edited = state.editedAt === undefined ? from : Math.max(from, state.editedAt + afterEditMs);
	return now >= edited
		? {isArmed: true}
		: {isArmed: false, why: `read it: ${((edited - now) / 1000).toFixed(1)} s to go`, inMs: edited - now};
};

/** From when on it is over: the plan is too old, or nobody came. */
export const expiresAt = (state: GateState): number => {
	const from = armedFrom(state);
	const planEnds = state.spec.plannedAt + planLifeMs;
	return from === undefined ? planEnds : Math.min(planEnds, from + gateTimes[state.spec.level].expireMs);
};

const armedFrom = ({spec, shownAt, readAt}: GateState): number | undefined =>
	shownAt === undefined || readAt === undefined ? undefined : Math.max(shownAt, readAt) + gateTimes[spec.level].armMs;
