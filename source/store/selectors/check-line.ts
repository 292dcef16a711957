import {sanitize} from '../../format/sanitize.ts';
import type {State} from '../state.ts';
import {clusterHealth} from '../health.ts';
import {chosenClusters, chosenFindings} from './status-report.ts';

/** What `check` prints and exits with, as Nagios plugins do. */
export type Check = {readonly code: 0 | 1 | 2 | 3; readonly line: string};

/**
 * The worst that there is: critical findings, then clusters that answer nothing, then warnings. A cluster that nobody
 * can see must not hide behind a warning that has been there for weeks.
 */
export const checkLine = (state: State, wanted: {readonly clusters?: readonly string[] | undefined} = {}): Check => {
	const {path, model} = state.inventory;
	if (model === undefined) {
		return line(3, `${path} cannot be used, so nothing is watched`);
	}

	const clusters = chosenClusters(state, wanted);
	const missing = wanted.clusters?.filter(name => !clusters.some(cluster => cluster.name === name)) ?? [];
	if (missing.length > 0) {
		return line(3, `${path} has no cluster ${missing.join(', ')}`);
	}

	const findings = chosenFindings(state, wanted);
	const of = (severity: 'crit' | 'warn') => findings.filter(finding => finding.severity === severity);
	const [crit, warn] = [of('crit'), of('warn')];
	const unknown = clusters.filter(cluster => clusterHealth(state, cluster) === 'unknown').map(({name}) => name);
	const counts = `clusters=${clusters.length} unknown=${unknown.length} crit=${crit.length} warn=${warn.length}`;
	if (crit.length > 0) {
		return line(2, told(crit), counts);
	}

	if (unknown.length > 0) {
		return line(3, `no answer from ${unknown.join(', ')}`, counts);
	}

	return warn.length > 0 ? line(1, told(warn), counts) : line(0, `${clusters.length} clusters are well`, counts);
};

const words = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'] as const;

/** One line, whatever others have put into the texts; `|` begins the performance data. */
const line = (code: Check['code'], text: string, counts?: string): Check => ({
	code,
	line: `PIGSTY ${words[code]} - ${sanitize(text, 'cell').replaceAll('|', ' ')}${counts === undefined ? '' : ` | ${counts}`}`,
});

const told = (findings: readonly {readonly subject: {readonly name: string}; readonly title: string}[]) => {
	const [first] = findings;
	const more = findings.length > 1 ? ` and ${findings.length - 1} more` : '';
	return first === undefined ? '' : `${first.subject.name}: ${first.title}${more}`;
};
