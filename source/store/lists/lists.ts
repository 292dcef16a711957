import {backupRows, backupSetRows, type BackupRow, type BackupSetRow} from '../selectors/backup-rows.ts';
import {clusterRows, type ClusterRow} from '../selectors/cluster-rows.ts';
import {findingRows, type FindingRow} from '../selectors/finding-rows.ts';
import {haView, type HistoryRow} from '../selectors/ha-view.ts';
import {memberRows, type MemberRow} from '../selectors/member-rows.ts';
import {problemRows, type ProblemRow} from '../selectors/inventory-rows.ts';
import {sourceRows, type SourceRow} from '../selectors/source-rows.ts';
import type {ListDefinition} from './list-definition.ts';

const members: ListDefinition<MemberRow> = {
	rows: (state, subject) => (subject === undefined ? [] : memberRows(state, subject)),
	columns: [],
	open: ({name, isInInventory}) => (isInInventory ? {screen: 'instance', subject: name} : undefined),
	cluster: ({cluster}) => cluster,
	copy: ({name}) => name,
};

export type Rows = {
	readonly clusters: ClusterRow;
	readonly ha: MemberRow;
	readonly members: MemberRow;
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
		rows: worstFirst,
		columns: ['name', 'health', 'leader', 'lagBytes', 'backupAgeMs', 'ageMs'],
		open: ({name}) => ({screen: 'cluster', subject: name}),
		cluster: ({name}) => name,
		copy: ({name}) => name,
	},
	ha: members,
	members,
	backups: {
		rows: backupRows,
		columns: ['cluster', 'health', 'lastFullAgeMs', 'lastAgeMs', 'windowStartAt', 'repositoryBytes'],
		open: ({cluster}) => ({screen: 'backups', subject: cluster}),
		cluster: ({cluster}) => cluster,
		copy: ({lastLabel, cluster}) => lastLabel ?? cluster,
	},
	sets: {
		rows: (state, subject) => (subject === undefined ? [] : backupSetRows(state, subject)),
		columns: ['ageMs', 'type', 'databaseBytes', 'repositoryBytes', 'tookMs'],
		copy: ({label}) => label,
	},
	history: {
		rows: (state, subject) => (subject === undefined ? [] : (haView(state, subject)?.history ?? [])),
		columns: [],
		copy: ({timeline, lsn, reason}) => `${timeline} ${lsn} ${reason}`,
	},
	findings: {
		rows: findingRows,
		columns: ['severity', 'name', 'rule', 'ageMs'],
		open: ({key}) => ({screen: 'finding', subject: key}),
		cluster: ({subject}) => subject.cluster ?? (subject.kind === 'cluster' ? subject.name : undefined),
		copy: ({name, title}) => `${name}: ${title}`,
	},
	sources: {
		rows: sourceRows,
		columns: ['id', 'target', 'freshness', 'ageMs', 'tookMs'],
		copy: ({problem, id, target}) => `${id} ${target}${problem === undefined ? '' : `: ${problem}`}`,
	},
	problems: {
		rows: problemRows,
		columns: ['severity', 'line', 'rule'],
		copy: ({file, line, text}) => `${file}${line === undefined ? '' : `:${line}`}: ${text}`,
	},
};

const badness: Readonly<Record<ClusterRow['health'], number>> = {crit: 0, warn: 1, unknown: 2, ok: 3};

/** The cluster that needs looking at is on top, where the cursor begins. */
function worstFirst(state: Parameters<typeof clusterRows>[0]): readonly ClusterRow[] {
	return clusterRows(state).toSorted((one, other) => badness[one.health] - badness[other.health]);
}
