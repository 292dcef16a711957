import {age} from '../../format/age.ts';
import {isoSeconds} from '../../format/time.ts';
import type {BackupSet} from '../../model/backup.ts';
import {backupFacts, type BackupFacts, isArchiving, isLocalRepository} from '../backup-facts.ts';
import type {PgView} from '../pg-view.ts';
import {listed, ofCluster, ofInstance} from './about-pg.ts';
import {change, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import {perView} from './per-view.ts';
import type {Found, Rule} from './rule.ts';

const hourMs = 3_600_000;
/** Pigsty archives at least every five minutes while anything is written; three times that is not a hiccup. */
const archiveCriticalMs = hourMs / 4;

/** Whether there is a way back: backups, and the WAL that leads from them to now. */
export const backupRules: readonly Rule[] = [
	{
		id: 'archive-failing',
		about: 'the leader cannot archive WAL, or does not try: point-in-time recovery ends here and pg_wal grows',
		docs: docs.postgresArchiving,
		of: 'pgsql',
		holdMs: 5000,
		evaluate: view => archiveFailing(view, factsOf(view)),
	},
	{
		id: 'backup-none',
		about: 'a cluster without a full backup',
		docs: docs.pgbackrest,
		of: 'pgsql',
		evaluate: view => backupNone(view, factsOf(view)),
	},
	{
		id: 'backup-failed',
		about: 'pgBackRest reports a broken repository, or a backup with damaged pages',
		docs: docs.pgbackrest,
		of: 'pgsql',
		evaluate: view => backupFailed(view, factsOf(view)),
	},
	{
		id: 'backup-old',
		about: 'the newest backup is older than the threshold backupAgeHours',
		docs: docs.pigstyBackup,
		of: 'pgsql',
		evaluate: view => backupOld(view, factsOf(view)),
	},
	{
		id: 'backup-not-scheduled',
		about: 'no crontab line runs backups of a cluster',
		docs: docs.pigstyBackup,
		of: 'pgsql',
		evaluate: view => {
			const {backup, standbyOf, name} = view.cluster;
			return !backup.enabled || standbyOf !== undefined || backup.schedule.length > 0
				? []
				: [
						{
							severity: 'warn',
							subject: ofCluster(view),
							title: `no backup of ${name} is scheduled`,
							evidence: [sawInventory(view, 'neither pg_crontab nor node_crontab runs pg-backup')],
							advice: [
								look('Look for a schedule that the inventory does not know: crontab -l of postgres on the members'),
								change("Add '00 01 * * * /pg/bin/pg-backup full' to pg_crontab of every member"),
							],
						},
					];
		},
	},
	{
		id: 'backup-same-host',
		about: 'the only backups of a cluster are on the disks that they are to protect from',
		docs: docs.pigstyBackup,
		of: 'pgsql',
		evaluate: view => {
			const {backup, instances, name} = view.cluster;
			return !backup.enabled || backup.sameHost !== true
				? []
				: [
						{
							severity: instances.length === 1 ? 'warn' : 'info',
							subject: ofCluster(view),
							title:
								instances.length === 1
									? `backups of ${name} are lost with its only host`
									: `each member of ${name} keeps its backups on its own disk`,
							evidence: [sawInventory(view, `pgbackrest_method is ${backup.method}`)],
							advice: [
								look(
									'Look which member holds which backups: after a switchover a new leader begins with none',
									'backups.open',
								),
								change('Use a repository elsewhere: pgbackrest_method minio, or an S3 bucket'),
							],
						},
					];
		},
	},
];

const factsOf = perView(({state, cluster, leader}) => backupFacts(state, cluster, leader?.name));

const sawInventory = ({state}: PgView, text: string) => ({source: 'pigsty.yml', text, at: state.inventory.readAt});

const sawInfo = ({member, info}: BackupFacts, text: string) => evidence('backup', member ?? '', info, text);

const archiveFailing = (view: PgView, {archiver}: BackupFacts): readonly Found[] => {
	const {current} = archiver;
	const leader = view.leader;
	if (current === undefined || leader === undefined || !view.cluster.backup.enabled || isArchiving(current)) {
		return [];
	}

	const {mode, lastArchivedAt, lastArchivedWal, lastFailedAt, lastFailedWal, failedCount} = current;
	const sinceSuccessMs = lastArchivedAt === undefined ? Infinity : view.state.now - lastArchivedAt;
	const isOff = mode === 'off';
	return [
		{
			severity: isOff || sinceSuccessMs > archiveCriticalMs ? 'crit' : 'warn',
			subject: ofInstance(view, leader),
			title: isOff
				? `archive_mode is off on ${leader.name}: nothing can be restored to a point in time`
				: `${leader.name} cannot archive WAL${lastArchivedAt === undefined ? ' and never has' : `, not for ${age(sinceSuccessMs)}`}`,
			evidence: [
				evidence(
					'archiver',
					leader.name,
					archiver,
					isOff
						? 'archive_mode is off'
						: `failed ${failedCount} times, last ${lastFailedWal ?? ''} at ${timeOr(lastFailedAt)}; last success ${lastArchivedWal ?? 'none'} at ${timeOr(lastArchivedAt)}`,
				),
			],
			advice: [
				look(`Read the pgBackRest log of ${leader.name}: the error number says what is wrong`, 'logs.open'),
				look('Look at the free space of the data disk and of the repository: pg_wal grows until this is mended'),
				look(`Run pgbackrest --stanza=${view.cluster.name} check`),
				change(
					isOff ? 'Set archive_mode to on; it takes a restart' : 'Mend the repository: space, credentials, network',
				),
				change('Take a full backup afterwards if WAL was lost: beyond 4 GiB pgBackRest drops what it cannot push'),
			],
		},
	];
};

const timeOr = (at: number | undefined) => (at === undefined ? 'an unknown time' : isoSeconds(at));

const backupNone = (view: PgView, facts: BackupFacts): readonly Found[] => {
	const {cluster} = view;
	if (!cluster.backup.enabled) {
		return [
			{
				severity: 'warn',
				subject: ofCluster(view),
				title: `backups of ${cluster.name} are switched off`,
				evidence: [sawInventory(view, 'pgbackrest_enabled is false')],
				advice: [
					look('Ask whether something else backs it up'),
					change('Set pgbackrest_enabled to true and run pgsql.yml -t pgbackrest'),
				],
			},
		];
	}

	if (facts.info.current === undefined || facts.lastFull !== undefined) {
		return [];
	}

	const {code, message} = facts.info.current.status;
	const where =
		isLocalRepository(cluster) && cluster.instances.length > 1 ? `, on the disk of ${facts.member ?? ''}` : '';
	return [
		{
			// The leader of a standby cluster is backed up where the data comes from.
			severity: cluster.standbyOf === undefined ? 'crit' : 'info',
			subject: ofCluster(view),
			title: `${cluster.name} has no full backup${where}`,
			evidence: [
				sawInfo(facts, `status ${code} ${message}, ${facts.info.current.backups.length} sets in the repository`),
			],
			advice: [
				look('Read the pgBackRest log: was there never a backup, or did it expire or fail', 'logs.open'),
				look(
					'Look at the repositories of the other members: after a switchover the backups are on the old leader',
					'backups.open',
				),
				change('Take a full backup now: /pg/bin/pg-backup full on the leader'),
			],
		},
	];
};

/** pgBackRest's code for "no valid backups", which `backup-none` tells. */
const noBackupsCode = 2;

const backupFailed = (view: PgView, facts: BackupFacts): readonly Found[] => {
	const {current} = facts.info;
	if (current === undefined || !view.cluster.backup.enabled) {
		return [];
	}

	const {code, message} = current.status;
	const isBroken = code !== 0 && code !== noBackupsCode;
	const damaged = facts.sets.filter(({hasErrors}) => hasErrors);
	if (!isBroken && damaged.length === 0) {
		return [];
	}

	return [
		{
			severity: isBroken || isNewest(facts, damaged) ? 'crit' : 'warn',
			subject: ofCluster(view),
			title: isBroken
				? `pgBackRest of ${view.cluster.name} reports: ${message}`
				: `${damaged.length === 1 ? 'a backup' : `${damaged.length} backups`} of ${view.cluster.name} found damaged pages: ${listed(damaged.map(({label}) => label))}`,
			evidence: [
				sawInfo(facts, `status ${code} ${message}`),
				...damaged.map(({label, type, stoppedAt}) =>
					sawInfo(facts, `${type} ${label} of ${isoSeconds(stoppedAt)} has page errors`),
				),
			],
			advice: [
				look('Read the pgBackRest log of the backup: it names files and pages', 'logs.open'),
				look('Look at checksum_failures of pg_stat_database: the database itself may be damaged'),
				change('Stop the expiry of backups until one is known to be good'),
				change('Restore the newest good backup aside, on another host, to prove it'),
			],
		},
	];
};

const isNewest = ({sets}: BackupFacts, damaged: readonly BackupSet[]) =>
	damaged.some(({label}) => label === sets.at(-1)?.label);

const backupOld = (view: PgView, facts: BackupFacts): readonly Found[] => {
	const {cluster, state} = view;
	const {last, info} = facts;
	const limitMs = state.thresholds.backupAgeHours * hourMs;
	if (!cluster.backup.enabled || info.current === undefined || last === undefined || facts.lastFull === undefined) {
		return [];
	}

	const oldMs = state.now - last.stoppedAt;
	return oldMs <= limitMs || info.current.backupRunning
		? []
		: [
				{
					severity: oldMs > 7 * limitMs ? 'crit' : 'warn',
					subject: ofCluster(view),
					title: `the newest backup of ${cluster.name} is ${age(oldMs)} old`,
					since: last.stoppedAt + limitMs,
					evidence: [
						sawInfo(facts, `${last.type} ${last.label} ended at ${isoSeconds(last.stoppedAt)}`),
						sawInventory(
							view,
							cluster.backup.schedule.length === 0 ? 'no schedule' : `schedule ${listed(cluster.backup.schedule)}`,
						),
					],
					advice: [
						look(
							'Read the pgBackRest log and the cron log of the leader: pg-backup runs only on the leader',
							'logs.open',
						),
						look('Look at the free space of the repository'),
						change('Take a backup now: /pg/bin/pg-backup on the leader'),
					],
				},
			];
};
