import {backupRows, backupSetRows, type BackupRow, type BackupSetRow} from '../selectors/backup-rows.ts';
import {clusterRows, type ClusterRow} from '../selectors/cluster-rows.ts';
import {findingRows, type FindingRow} from '../selectors/finding-rows.ts';
import {haView, type HistoryRow} from '../selectors/ha-view.ts';
import {memberRows, type MemberRow} from '../selectors/member-rows.ts';
import {nodeRows, type NodeRow} from '../selectors/node-rows.ts';
import {plainMemberRows, type PlainMemberRow} from '../selectors/plain-member-rows.ts';
import {problemRows, type ProblemRow} from '../selectors/inventory-rows.ts';
import {sourceRows, type SourceRow} from '../selectors/source-rows.ts';
import {fromLeast, fromMost, type ListDefinition} from './list-definition.ts';
import {placeOfSubject} from './place-of-subject.ts';
import {worstFirst} from './worst-first.ts';

/** Members of a cluster of any module: a tree of PostgreSQL, or a plain list. */
const members: ListDefinition<MemberRow | PlainMemberRow> = {
	rows: (state, subject) =>
		subject === undefined ? [] : [...memberRows(state, subject), ...plainMemberRows(state, subject)],
	orders: [],
	open: row =>
		row.module === 'pgsql'
			? row.isInInventory
				? {screen: 'instance', subject: row.name}
				: undefined
			: {screen: 'node', subject: row.ip},
	at: ({module, cluster, name, ip}) => ({cluster, instance: module === 'pgsql' ? name : undefined, node: ip}),
	copy: ({name}) => name,
};

export type Rows = {
	readonly clusters: ClusterRow;
	readonly ha: MemberRow | PlainMemberRow;
	readonly members: MemberRow | PlainMemberRow;
	readonly nodes: NodeRow;
	readonly backups: BackupRow;
	readonly sets: BackupSetRow;
	readonly history: HistoryRow;
	readonly findings: FindingRow;
	readonly sources: SourceRow;
	readonly problems: ProblemRow;
};
export type ListId = keyof Rows;
export type RowOf<Id extends ListId> = Rows[Id];

/** Every list of rows: panes and screens. Logs are not here: a window on a stream moves in its own way. */
export const lists: {readonly [Id in ListId]: ListDefinition<Rows[Id]>} = {
	clusters: {
		rows: worstFirst(clusterRows),
		orders: [
			fromLeast('name'),
			fromMost('health'),
			fromLeast('leader'),
			fromMost('lagBytes'),
			fromMost('backupAgeMs'),
			fromMost('ageMs'),
		],
		open: ({name}) => ({screen: 'cluster', subject: name}),
		at: ({name}) => ({cluster: name}),
		copy: ({name}) => name,
	},
	ha: members,
	members,
	nodes: {
		rows: worstFirst(nodeRows),
		orders: [
			fromLeast('name'),
			fromMost('health'),
			fromMost('diskUsedFraction'),
			fromMost('memoryUsedFraction'),
			fromMost('load1'),
			fromLeast('uptimeMs'),
			fromMost('ageMs'),
		],
		open: ({ip}) => ({screen: 'node', subject: ip}),
		at: ({ip}) => ({node: ip}),
		copy: ({ip}) => ip,
	},
	backups: {
		rows: worstFirst(backupRows),
		orders: [
			fromLeast('cluster'),
			fromMost('health'),
			fromMost('lastFullAgeMs'),
			fromMost('lastAgeMs'),
			fromMost('windowStartAt'),
			fromMost('repositoryBytes'),
		],
		open: ({cluster}) => ({screen: 'backups', subject: cluster}),
		at: ({cluster, member}) => ({cluster, instance: member}),
		copy: ({lastLabel, cluster}) => lastLabel ?? cluster,
	},
	sets: {
		rows: (state, subject) => (subject === undefined ? [] : backupSetRows(state, subject)),
		orders: [
			fromMost('ageMs'),
			fromLeast('type'),
			fromMost('databaseBytes'),
			fromMost('repositoryBytes'),
			fromMost('tookMs'),
		],
		copy: ({label}) => label,
	},
	history: {
		rows: (state, subject) => (subject === undefined ? [] : (haView(state, subject)?.history ?? [])),
		orders: [],
		copy: ({timeline, lsn, reason}) => `${timeline} ${lsn} ${reason}`,
	},
	findings: {
		rows: findingRows,
		orders: [fromMost('severity'), fromLeast('name'), fromLeast('rule'), fromMost('ageMs')],
		open: ({key}) => ({screen: 'finding', subject: key}),
		at: ({subject}) => placeOfSubject(subject),
		copy: ({name, title}) => `${name}: ${title}`,
	},
	sources: {
		rows: sourceRows,
		orders: [fromLeast('id'), fromLeast('target'), fromMost('freshness'), fromMost('ageMs'), fromMost('tookMs')],
		copy: ({problem, id, target}) => `${id} ${target}${problem === undefined ? '' : `: ${problem}`}`,
	},
	problems: {
		rows: problemRows,
		orders: [fromMost('severity'), fromLeast('line'), fromLeast('rule')],
		copy: ({file, line, text}) => `${file}${line === undefined ? '' : `:${line}`}: ${text}`,
	},
};
