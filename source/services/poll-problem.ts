import {sanitize} from '../format/sanitize.ts';
import {ShapeError} from '../model/decode.ts';
import type {Target} from '../model/target.ts';
import type {Outcome} from './attempt.ts';
import type {Source} from './source.ts';
import {ProblemError} from './world.ts';

/** What an attempt that gave no value says to the operator, and to the scheduler. */
export const problemOf = (
	outcome: Outcome,
	{id, timeoutMs}: Source,
	target: Target,
): {readonly kind: ProblemError['kind']; readonly problem: string} => {
	if (outcome === 'late' || !('error' in outcome)) {
		return {
			kind: 'timeout',
			problem: `${target.id}: no answer for ${id} in ${timeoutMs / 1000} s\nThe host or the way to it hangs: try ssh to it`,
		};
	}

	const {error} = outcome;
	if (error instanceof ProblemError) {
		return {kind: error.kind, problem: error.message};
	}

	const [said, advice] = linesOf(error);
	return {
		kind: 'answer',
		problem:
			error instanceof ShapeError
				? `${target.id}: ${id}: ${said}\n${advice ?? 'The program there may be newer than pigsty-top, or something else answers in its place'}`
				: `${target.id}: reading ${id} went wrong: ${said}\nThis is a defect of pigsty-top; the other sources go on`,
	};
};

const linesOf = (error: unknown): readonly [said: string, advice?: string] => {
	const [said = '', advice] = error instanceof Error ? error.message.split('\n', 2) : [];
	const shown = cut(said) || 'no error was given';
	return advice === undefined ? [shown] : [shown, cut(advice)];
};

const cut = (text: string) => sanitize(text, 'cell').slice(0, 300);
