import type {Finding, Subject} from '../../model/finding.ts';
import type {Severity} from '../../model/health.ts';
import {rules} from '../findings/rules.ts';
import {dataOf, remember} from '../remember.ts';
import type {State} from '../state.ts';
import {findingsOfCluster, findingsOfInstance, findingsOfNode} from './findings-of.ts';

export type FindingRow = {
	readonly key: string;
	readonly search: string;
	readonly severity: Severity;
	readonly rule: string;
	readonly subject: Subject;
	/** Name of the subject, for sorting. */
	readonly name: string;
	readonly title: string;
	/** When it was first seen: it may have been there before, when that was soon after the start. */
	readonly since: number;
	readonly isFromStart: boolean;
	readonly ageMs: number;
};

/** What is found in the fleet, the worst first. */
export const findingRows: (state: State) => readonly FindingRow[] = remember(dataOf, state =>
	state.findings.map(finding => findingRow(state, finding)),
);

/** What is found of a cluster, instance or node. */
export const findingRowsOf = (state: State, subject: string): readonly FindingRow[] => {
	const lists = [findingsOfCluster, findingsOfInstance, findingsOfNode].map(of => of(state, subject));
	return [...new Set(lists.flat())].map(finding => findingRow(state, finding));
};

/** All that is to be said of one finding, with the age of its evidence. Undefined when the condition has passed. */
export const findingDetail = (
	state: State,
	id: string,
):
	| {
			readonly finding: Finding;
			readonly docs: string | undefined;
			readonly about: string | undefined;
			readonly isFromStart: boolean;
			readonly ageMs: number;
			readonly evidence: readonly (Finding['evidence'][number] & {readonly ageMs: number})[];
	  }
	| undefined => {
	const finding = state.findings.find(each => each.id === id);
	if (finding === undefined) {
		return undefined;
	}

	const rule = rules.find(each => each.id === finding.rule);
	return {
		finding,
		docs: rule?.docs,
		about: rule?.about,
		isFromStart: isFromStart(state, finding),
		ageMs: Math.max(0, state.now - finding.since),
		evidence: finding.evidence.map(each => ({...each, ageMs: Math.max(0, state.now - each.at)})),
	};
};

/** By then every source has been asked once: what is first seen later has begun later. */
const firstLookMs = 15_000;

/** True for what was there when we first looked: since when, nobody has told us. */
const isFromStart = ({startedAt}: State, {since}: Finding): boolean => since - startedAt < firstLookMs;

const findingRow = (state: State, finding: Finding): FindingRow => ({
	...rowOf(finding),
	isFromStart: isFromStart(state, finding),
	ageMs: Math.max(0, state.now - finding.since),
});

const rowOf = ({id, severity, rule, subject, title, since}: Finding): Omit<FindingRow, 'isFromStart' | 'ageMs'> => ({
	key: id,
	search: [severity, rule, subject.name, subject.cluster ?? '', title].join(' '),
	severity,
	rule,
	subject,
	name: subject.name,
	title,
	since,
});
