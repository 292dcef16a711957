import {age} from '../format/age.ts';
import {aligned} from '../format/aligned.ts';
import {sanitize} from '../format/sanitize.ts';
import {size} from '../format/size.ts';
import {isoSeconds} from '../format/time.ts';
import {answering} from '../store/selectors/answering.ts';
import {clusterRow, type ClusterRow} from '../store/selectors/cluster-rows.ts';
import {memberRows, type MemberRow} from '../store/selectors/member-rows.ts';
import {plainMemberRows} from '../store/selectors/plain-member-rows.ts';
import {chosenClusters, chosenFindings} from '../store/selectors/status-report.ts';
import type {State} from '../store/state.ts';

/** `status` for people: what is wrong first, then each cluster with its members. Plain text, for mail and pipes. */
export const statusText = (state: State, names: readonly string[]): string => {
	const wanted = names.length === 0 ? {} : {clusters: names};
	const {all, current} = answering(state);
	const findings = chosenFindings(state, wanted).filter(({severity}) => severity !== 'info');
	const clusters = chosenClusters(state, wanted).map(cluster => clusterRow(state, cluster));
	return [
		`${state.inventory.path}  ${state.environment ?? 'PROD?'}  ${isoSeconds(state.now)}  ${current} of ${all} sources answer`,
		...(state.inventory.model === undefined
			? state.inventory.problems.map(({file, line, text}) => `${file}${line === undefined ? '' : `:${line}`}: ${text}`)
			: []),
		...(findings.length === 0 ? [] : ['']),
		...aligned(findings.map(({severity, subject, title}) => [severity, subject.name, title])),
		...(clusters.length === 0 ? [] : ['']),
		...aligned(clusters.flatMap(row => [clusterCells(row), ...memberCells(state, row)])),
		'',
	]
		.map(line => sanitize(line, 'log'))
		.join('\n');
};

const orUnknown = <Value>(value: Value | undefined, show: (value: Value) => string = String): string =>
	value === undefined ? '?' : show(value);

const clusterCells = (row: ClusterRow): readonly string[] => [
	row.health,
	row.name,
	row.module,
	`${orUnknown(row.membersUp)}/${row.membersTotal} up`,
	...(row.module === 'pgsql'
		? [
				`leader ${row.leader ?? 'unknown'}`,
				`timeline ${orUnknown(row.timeline)}`,
				`backup ${orUnknown(row.backupAgeMs, ms => `${age(ms)} ago`)}`,
			]
		: []),
];

const memberCells = (state: State, {name}: ClusterRow): readonly (readonly string[])[] => [
	...memberRows(state, name).map(row => [
		'',
		`${'  '.repeat(row.depth + 1)}${row.name}`,
		orUnknown(row.role),
		orUnknown(row.state),
		row.depth === 0 ? '' : lagText(row),
	]),
	...plainMemberRows(state, name).map(row => ['', `  ${row.name}`, row.role ?? '', orUnknown(row.state), '']),
];

const lagText = ({lagBytes}: MemberRow): string => `lag ${orUnknown(lagBytes, size)}`;
