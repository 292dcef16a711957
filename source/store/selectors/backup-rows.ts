import type {BackupInfo, BackupSet} from '../../model/backup.ts';
import type {Health} from '../../model/health.ts';
import type {PgCluster} from '../../model/inventory/inventory.ts';
import {type BackupFacts, backupFacts, isLocalRepository} from '../backup-facts.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import {worstOf} from '../health.ts';
import {isLeader} from '../pg-view.ts';
import {dataOf, remember} from '../remember.ts';
import type {State} from '../state.ts';
import {findingsOfCluster} from './findings-of.ts';

/** One repository: of a cluster, or of one member when each has its own on its own disk. Undefined is unknown or none. */
export type BackupRow = {
	readonly key: string;
	readonly search: string;
	readonly cluster: string;
	/** The member on whose disk the repository is; undefined when it is shared. */
	readonly member: string | undefined;
	/** False for the repository of a member that is not the leader now: it leads to an older time line of events. */
	readonly isLeaders: boolean;
	readonly health: Health;
	readonly method: string;
	readonly isEnabled: boolean;
	/** The repository dies with the host of the database. */
	readonly isSameHost: boolean | undefined;
	readonly lastFullAgeMs: number | undefined;
	readonly lastAgeMs: number | undefined;
	readonly lastLabel: string | undefined;
	readonly sets: number | undefined;
	readonly repositoryBytes: number | undefined;
	readonly walMin: string | undefined;
	readonly walMax: string | undefined;
	readonly windowStartAt: number | undefined;
	readonly windowEndAt: number | undefined;
	readonly archiveOk: boolean | undefined;
	readonly lastArchivedAt: number | undefined;
	readonly running: boolean | undefined;
	readonly schedule: readonly string[];
	/** What pgBackRest itself says: `ok`, `no valid backups`… */
	readonly status: string | undefined;
	readonly ageMs: number | undefined;
	readonly freshness: Seen<unknown>['state'];
	readonly problem: string | undefined;
};

/** All repositories, in the order of the inventory. */
export const backupRows: (state: State) => readonly BackupRow[] = remember(dataOf, state =>
	[...fleetOf(state).clusters.values()].flatMap(cluster =>
		cluster.module === 'pgsql' ? rowsOfCluster(state, cluster) : [],
	),
);

/** Backup sets of a cluster, the newest first. */
export type BackupSetRow = BackupSet & {
	readonly key: string;
	readonly search: string;
	readonly member: string | undefined;
	readonly ageMs: number;
	readonly tookMs: number;
};

export const backupSetRows = (state: State, name: string): readonly BackupSetRow[] => {
	const cluster = fleetOf(state).clusters.get(name);
	if (cluster?.module !== 'pgsql') {
		return [];
	}

	return repositories(state, cluster).flatMap(({member, info}) =>
		(info.value?.backups ?? [])
			.toSorted((a, b) => b.stoppedAt - a.stoppedAt)
			.map(set => ({
				...set,
				key: [name, member, set.label].filter(part => part !== undefined).join('/'),
				search: [set.label, set.type, member ?? ''].join(' '),
				member,
				ageMs: Math.max(0, state.now - set.stoppedAt),
				tookMs: set.stoppedAt - set.startedAt,
			})),
	);
};

type Repository = {readonly member: string | undefined; readonly info: Seen<BackupInfo>; readonly facts: BackupFacts};

const repositories = (state: State, cluster: PgCluster): readonly Repository[] => {
	const leader = leaderOf(state, cluster);
	if (!isLocalRepository(cluster)) {
		const facts = backupFacts(state, cluster, leader);
		return [{member: undefined, info: facts.info, facts}];
	}

	return cluster.instances.map(({name}) => {
		const info = seen(state, 'backup', name);
		return {member: name, info, facts: backupFacts(state, cluster, name)};
	});
};

const leaderOf = (state: State, {name}: PgCluster) =>
	seen(state, 'patroniCluster', name).value?.members.find(isLeader)?.name;

const rowsOfCluster = (state: State, cluster: PgCluster): readonly BackupRow[] => {
	const leader = leaderOf(state, cluster);
	return repositories(state, cluster).map(repository =>
		rowOf(state, cluster, repository, repository.member === undefined || repository.member === leader),
	);
};

const rowOf = (state: State, cluster: PgCluster, {member, info, facts}: Repository, isLeaders: boolean): BackupRow => {
	const health = backupHealth(state, cluster, info);
	const {schedule, method, enabled, sameHost} = cluster.backup;
	const sets = info.value?.backups;
	return {
		key: member === undefined ? cluster.name : `${cluster.name}/${member}`,
		search: [cluster.name, member ?? '', method, health, info.value?.status.message ?? ''].join(' '),
		cluster: cluster.name,
		member,
		isLeaders,
		health,
		method,
		isEnabled: enabled,
		isSameHost: sameHost,
		lastFullAgeMs: ageOf(state, facts.lastFull?.stoppedAt),
		lastAgeMs: ageOf(state, facts.last?.stoppedAt),
		lastLabel: facts.last?.label,
		sets: sets?.length,
		repositoryBytes: sets?.reduce((sum, {repositoryBytes}) => sum + repositoryBytes, 0),
		walMin: info.value?.wal?.min,
		walMax: info.value?.wal?.max,
		windowStartAt: facts.windowStartAt,
		windowEndAt: facts.windowEndAt,
		archiveOk: isLeaders ? facts.archiveOk : undefined,
		lastArchivedAt: facts.archiver.value?.lastArchivedAt,
		running: info.value?.backupRunning,
		schedule,
		status: info.value?.status.message,
		ageMs: info.ageMs,
		freshness: info.state,
		problem: info.problem,
	};
};

const ageOf = ({now}: State, at: number | undefined) => (at === undefined ? undefined : Math.max(0, now - at));

/** The worst of what is found about backups and archiving; without a current answer nobody knows. */
const backupHealth = (state: State, {name}: PgCluster, info: Seen<BackupInfo>): Health =>
	info.current === undefined
		? 'unknown'
		: worstOf(findingsOfCluster(state, name).filter(({rule}) => /^(backup|archive)-/.test(rule)));
