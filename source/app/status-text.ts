import {age} from '../format/age.ts';
import {cell} from '../format/cell.ts';
import {sanitize} from '../format/sanitize.ts';
import {size} from '../format/size.ts';
import {isoSeconds} from '../format/time.ts';
import {clusterRows} from '../store/selectors/cluster-rows.ts';
import {memberRows} from '../store/selectors/member-rows.ts';
import type {State} from '../store/state.ts';

/** `status` for people: what is wrong first, then each cluster with its members. Plain text, for mail and pipes. */
export const statusText = (state: State, names: readonly string[]): string => {
	const rows = clusterRows(state).filter(({name}) => names.length === 0 || names.includes(name));
	const findings = state.findings.filter(
		({subject, severity}) =>
			severity !== 'info' && (names.length === 0 || names.includes(subject.cluster ?? subject.name)),
	);
	return [
		`${state.inventory.path}  ${state.environment ?? 'PROD?'}  ${isoSeconds(state.now)}`,
		...(state.inventory.model === undefined
			? state.inventory.problems.map(({file, line, text}) => `${file}${line === undefined ? '' : `:${line}`}: ${text}`)
			: []),
		...(findings.length === 0
			? []
			: ['', ...findings.map(({severity, subject, title}) => `${cell(severity, 5)}${subject.name}: ${title}`)]),
		'',
		...rows.flatMap(row => [
			`${cell(row.health, 8)}${cell(row.name, 16)}${cell(row.module, 8)}${row.membersUp ?? '?'}/${row.membersTotal}` +
				(row.module === 'pgsql'
					? `  leader ${row.leader ?? 'none known'}  timeline ${row.timeline ?? '?'}  backup ${row.backupAgeMs === undefined ? '?' : `${age(row.backupAgeMs)} ago`}`
					: ''),
			...memberRows(state, row.name).map(({name, role, state: live, lagBytes, depth}) =>
				`        ${cell(`${'  '.repeat(depth)}${name}`, 16)}${cell(role ?? 'unknown', 14)}${cell(live ?? '?', 12)}${lagBytes === undefined ? '' : size(lagBytes)}`.trimEnd(),
			),
		]),
		'',
	]
		.map(line => sanitize(line, 'log'))
		.join('\n');
};
