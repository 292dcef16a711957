import type {Action} from '../../model/action.ts';
import {challenges} from '../challenges.ts';
import {stateFields} from '../digest.ts';
import type {Facts} from '../facts.ts';
import {judge, type Raises, type Verdict} from '../judge.ts';
import {plan} from '../plan.ts';
import type {GateSpec} from './gate-state.ts';
import type {GateLevel} from './gate-times.ts';

/** What a gate is to be opened with, or the verdict that keeps it shut. */
export const gateSpec = (
	action: Action,
	facts: Facts,
	{plannedAt, pasteKeys, raises = {}}: Pick<GateSpec, 'plannedAt' | 'pasteKeys'> & {readonly raises?: Raises},
): {readonly spec: GateSpec; readonly verdict: Verdict} | {readonly refused: Verdict} => {
	const verdict = judge(action, facts, {raises});
	const level = gateLevel(verdict);
	const made = plan(action, facts);
	if (level === undefined || 'problem' in made) {
		return {refused: verdict};
	}

	const spec: GateSpec = {
		action,
		level,
		challenges: challenges(action, facts, verdict),
		steps: made.steps,
		state: stateFields(action, facts),
		plannedAt,
		pasteKeys,
	};
	return {spec, verdict};
};

/** Whatever changes something has a gate, even if a table should ask for less. */
const gateLevel = ({level}: Verdict): GateLevel | undefined =>
	level === 'never' ? undefined : level === 'type-name' || level === 'destroy' ? level : 'confirm';
