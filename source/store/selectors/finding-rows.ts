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
	readonly since: number;
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
		ageMs: Math.max(0, state.now - finding.since),
		evidence: finding.evidence.map(each => ({...each, ageMs: Math.max(0, state.now - each.at)})),
	};
};

const findingRow = ({now}: State, {id, severity, rule, subject, title, since}: Finding): FindingRow => ({
	key: id,
	search: [severity, rule, subject.name, subject.cluster ?? '', title].join(' '),
	severity,
	rule,
	subject,
	name: subject.name,
	title,
	since,
	ageMs: Math.max(0, now - since),
});
