import type {Problem} from '../../model/problem.ts';
import {remember} from '../remember.ts';
import type {State} from '../state.ts';

export type ProblemRow = Problem & {readonly key: string; readonly search: string};

/** Problems of the inventory files, the worst first, then in the order of the file. */
export const problemRows: (state: State) => readonly ProblemRow[] = remember(
	({inventory}) => [inventory.problems],
	({inventory}) =>
		inventory.problems
			.map((problem, index) => ({
				...problem,
				key: `${problem.file}:${problem.line ?? 0}:${problem.rule}:${index}`,
				search: [problem.severity, problem.file, problem.rule, problem.text].join(' '),
			}))
			.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
);

const severities: readonly Problem['severity'][] = ['crit', 'warn', 'info'];
