import {sanitize} from '../format/sanitize.ts';
import {ShapeError} from '../model/decode.ts';
import type {Target} from '../model/target.ts';
import type {Outcome} from './attempt.ts';
import type {Source} from './source.ts';
import {ProblemError} from './world.ts';

/** What an attempt that gave no value says to the operator, and to the scheduler. */
export const problemOf = (
	outcome: 'late' | Extract<Outcome, {readonly error: unknown}> | Extract<Outcome, {readonly value: unknown}>,
	source: Source,
	target: Target,
): {readonly kind: ProblemError['kind']; readonly problem: string} => {
	if (outcome === 'late' || !('error' in outcome)) {
		return {
			kind: 'timeout',
			problem: `${target.id}: no answer for ${source.id} in ${source.timeoutMs / 1000} s\nThe host or the way to it hangs: try ssh to it`,
		};
	}

	const {error} = outcome;
	if (error instanceof ProblemError) {
		return {kind: error.kind, problem: error.message};
	}

	const said = error instanceof Error ? sanitize(error.message, 'cell').slice(0, 200) : 'no error was given';
	return {
		kind: 'answer',
		problem:
			error instanceof ShapeError
				? `${target.id}: the answer for ${source.id} is not one we know: ${said}\nThe program there may be newer than pigsty-top, or something else answers in its place`
				: `${target.id}: reading ${source.id} went wrong: ${said}\nThis is a defect of pigsty-top; the other sources go on`,
	};
};
