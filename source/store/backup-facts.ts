import type {BackupInfo, BackupSet} from '../model/backup.ts';
import type {PgCluster} from '../model/inventory/inventory.ts';
import type {Archiver} from '../model/postgres.ts';
import {neverSeen, seen, type Seen} from './freshness.ts';
import {primaryOf} from './pg-view.ts';
import type {State} from './state.ts';

/** What stands between a cluster and the loss of its data. Times are epoch ms; undefined is unknown or none, see `info`. */
export type BackupFacts = {
	/** The member whose view of the repository this is: the leader if it answers. */
	readonly member: string | undefined;
	readonly info: Seen<BackupInfo>;
	/** Sets that belong to the database as it is now, oldest first. */
	readonly sets: readonly BackupSet[];
	readonly lastFull: BackupSet | undefined;
	readonly last: BackupSet | undefined;
	/** A restore can reach any time from here, the end of the oldest full backup… */
	readonly windowStartAt: number | undefined;
	/** …to here, the newest archived WAL. */
	readonly windowEndAt: number | undefined;
	readonly archiver: Seen<Archiver>;
	/** Undefined when the leader's archiver is not known. */
	readonly archiveOk: boolean | undefined;
};

/** `leader` is the live one; without it the inventory's primary is asked, for want of better. */
export const backupFacts = (state: State, cluster: PgCluster, leader: string | undefined): BackupFacts => {
	const first = leader ?? primaryOf(cluster);
	const {member, info} = newestView(state, cluster, first);
	const archiver = first === undefined ? neverSeen : seen(state, 'archiver', first);
	const {sets, lastFull, last, windowStartAt} = info.value === undefined ? noSets : setsOf(info.value);
	return {
		member,
		info,
		sets,
		lastFull,
		last,
		windowStartAt,
		windowEndAt: windowStartAt === undefined ? undefined : archiver.value?.lastArchivedAt,
		archiver,
		archiveOk: archiver.value === undefined ? undefined : isArchiving(archiver.value),
	};
};

type Sets = Pick<BackupFacts, 'sets' | 'lastFull' | 'last' | 'windowStartAt'>;
const noSets: Sets = {sets: [], lastFull: undefined, last: undefined, windowStartAt: undefined};

/** What follows from an answer alone. It is asked for once a minute and looked at every second, so it is worked out once. */
const setsOf = (info: BackupInfo): Sets => {
	const known = sorted.get(info);
	if (known !== undefined) {
		return known;
	}

	const sets = info.backups.filter(({current}) => current).toSorted((a, b) => a.stoppedAt - b.stoppedAt);
	const fulls = sets.filter(({type, hasErrors}) => type === 'full' && !hasErrors);
	const made = {
		sets,
		lastFull: fulls.at(-1),
		last: sets.findLast(({hasErrors}) => !hasErrors),
		windowStartAt: fulls[0]?.stoppedAt,
	};
	sorted.set(info, made);
	return made;
};

const sorted = new WeakMap<BackupInfo, Sets>();

/** False when archiving is off or its newest attempt failed. */
export const isArchiving = ({mode, lastArchivedAt = 0, lastFailedAt = 0}: Archiver) =>
	mode !== 'off' && lastFailedAt <= lastArchivedAt;

/** Repositories on the members' own disks hold different backups; the leader's are the ones that lead to now. */
export const isLocalRepository = ({backup}: PgCluster) => backup.sameHost === true;

const newestView = (
	state: State,
	cluster: PgCluster,
	leader: string | undefined,
): Pick<BackupFacts, 'member' | 'info'> => {
	const ofLeader = leader === undefined ? undefined : {member: leader, info: seen(state, 'backup', leader)};
	if (ofLeader !== undefined && (isLocalRepository(cluster) || ofLeader.info.current !== undefined)) {
		return ofLeader;
	}

	const views = cluster.instances.map(({name}) => ({member: name, info: seen(state, 'backup', name)}));
	const answered = views.filter(({info}) => info.value !== undefined);
	const newest = answered.toSorted((a, b) => (b.info.at ?? 0) - (a.info.at ?? 0))[0];
	return newest ?? ofLeader ?? views[0] ?? {member: undefined, info: neverSeen};
};
