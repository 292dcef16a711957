import {size} from '../../format/size.ts';
import type {RecoveryTarget} from '../../model/action.ts';
import {parseLsn} from '../../format/lsn.ts';
import {atMost, any} from '../certain.ts';
import {hasGoodBackup, hasGoodSurvivor, proofTexts} from '../backup-proof.ts';
import type {Facts} from '../facts.ts';
import {defineGuard, type Guard} from '../guard.ts';
import {pgRemovals, topologyChanges} from '../kinds.ts';
import {isCreating} from './definition-guards.ts';
import {pgClusterOf} from '../action-subject.ts';

/** What stands behind a change that goes wrong, and what backups themselves need. */
export const backupGuards: readonly Guard[] = [
	defineGuard({
		id: 'backup-proof',
		for: [...pgRemovals, 'playbook.user', 'playbook.database'],
		raise: 'never',
		safe: 'there is a recent backup without errors and with all its WAL, or nothing is dropped',
		unless: (facts, action) =>
			((action.kind === 'playbook.user' || action.kind === 'playbook.database') && isCreating(facts)) ||
			hasGoodBackup(facts),
		why: facts => `${proof(facts)}; back up first${limit(facts)}`,
	}),
	defineGuard({
		id: 'backup-elsewhere',
		for: pgRemovals,
		raise: 'destroy',
		safe: 'a good backup stays on other hosts than those that are removed',
		unless: (facts, action) =>
			(action.kind === 'playbook.remove-cluster' && action.backups === 'remove') || hasGoodSurvivor(action, facts),
		why: facts => `the backups that stay are on the hosts that go: ${proof(facts)}`,
		phrase: (_, action) => `${pgClusterOf(action) ?? ''} has no other backup`,
	}),
	defineGuard({
		id: 'backup-deleted',
		for: ['playbook.remove-cluster'],
		raise: 'destroy',
		safe: 'the backups stay',
		unless: (_, {backups}) => backups === 'keep',
		why: facts => `no backup will remain: ${proof(facts)}`,
		phrase: (_, {cluster}) => `delete backups of ${cluster.name}`,
	}),
	defineGuard({
		id: 'backup-aside',
		for: [...topologyChanges, 'patroni.edit-config'],
		raise: 'confirm',
		safe: 'there is a recent backup without errors and with all its WAL',
		unless: facts => hasGoodBackup(facts),
		why: facts => `nothing to go back to if this goes wrong: ${proof(facts)}`,
	}),
	defineGuard({
		id: 'backup-archiving',
		for: ['backup.run', 'backup.check'],
		raise: 'type-name',
		safe: 'WAL is being archived',
		unless: ({cluster}) => cluster?.isArchiving === true,
		why: ({cluster}) =>
			cluster?.isArchiving === false
				? 'archiving fails: the backup would wait for its WAL, and fail'
				: 'it is not known whether WAL is being archived',
	}),
	defineGuard({
		id: 'restore-set',
		for: ['pitr.plan'],
		raise: 'never',
		safe: 'the named backup exists and has no errors',
		unless: ({backups}, {set: wanted}) =>
			any(backups, ({set, statusCode}) => statusCode === 0 && set?.label === wanted && set.hasErrors === false),
		why: ({backups}, {set: wanted}) =>
			backups?.some(({set}) => set?.label === wanted) === true
				? 'the backup has pages with wrong checksums, or its repository is not in order'
				: 'the named backup is not known to exist',
	}),
	defineGuard({
		id: 'restore-range',
		for: ['pitr.plan'],
		raise: 'never',
		safe: 'a target time lies between the end of the backup and the end of the archived WAL',
		unless: ({backups}, {set: wanted, until}) =>
			until.type !== 'time' ||
			any(
				backups,
				({set, walUntil}) => set?.label === wanted && atMost(set.stoppedAt, until.at) && atMost(until.at, walUntil),
			),
		why: () => 'the target time is before the end of that backup, or after the end of the archived WAL',
	}),
	defineGuard({
		id: 'restore-target',
		for: ['pitr.plan'],
		raise: 'never',
		safe: 'the target is a time, a position, a transaction or a plain name, and the port one that users may take',
		unless: (_, {until, port}) => isPlainUntil(until) && Number.isInteger(port) && port >= 1024 && port <= 65_535,
		why: () => 'the target is no time, position, transaction number or plain name, or the port is none',
	}),
	defineGuard({
		id: 'restore-place',
		for: ['pitr.plan'],
		raise: 'never',
		safe: 'the directory is empty and the port is free',
		unless: ({host}, {host: wanted}) =>
			host?.ip === wanted.ip && host.isDirectoryEmpty === true && host.isPortFree === true,
		why: ({host}) =>
			host?.isDirectoryEmpty === false
				? 'the directory is not empty; a restore would delete what is in it'
				: host?.isPortFree === false
					? 'something listens on the port'
					: 'it is not known whether the directory is empty and the port is free',
	}),
	defineGuard({
		id: 'restore-away',
		for: ['pitr.plan'],
		raise: 'never',
		safe: 'the directory is none of Pigsty’s own',
		unless: (_, {directory}) => isFreePath(directory),
		why: () =>
			'choose an absolute path outside /pg/data, /data/postgres and /data/backups, such as /data/restore/pg-test',
	}),
	defineGuard({
		id: 'restore-room',
		for: ['pitr.plan'],
		raise: 'never',
		safe: 'the disk has room for the cluster’s data and a tenth more',
		unless: ({host, cluster}) => atMost(largest(cluster) * 1.1, host?.diskAvailableBytes),
		why: ({host, cluster}) =>
			Number.isNaN(largest(cluster)) || host?.diskAvailableBytes === undefined
				? 'it is not known whether the disk has room'
				: `the restore needs ${size(largest(cluster) * 1.1)}, and ${size(host.diskAvailableBytes)} are free`,
	}),
];

const proof = (facts: Facts): string => proofTexts(facts).join('; ');

const limit = ({backupMaxAgeMs}: Facts): string =>
	backupMaxAgeMs === undefined || Number.isNaN(backupMaxAgeMs)
		? ''
		: ` (at most ${Math.floor(backupMaxAgeMs / 3_600_000)} h old)`;

/** Characters that no program reads as more than a path, and at least two levels down. */
const isFreePath = (directory: string): boolean =>
	/^(\/[A-Za-z0-9_][A-Za-z0-9_.-]*){2,}$/.test(directory) &&
	!/^\/(pg|etc|usr|var|boot|dev|proc|root|run|sys|bin|lib|sbin)(\/|$)/.test(directory) &&
	!/^\/data\/(postgres|backups|pgsql|etcd|minio|redis)(\/|$)/.test(directory);

const isPlainUntil = (until: RecoveryTarget): boolean => {
	switch (until.type) {
		case 'time': {
			return Number.isSafeInteger(until.at) && until.at > 0;
		}
		case 'immediate': {
			return true;
		}
		case 'lsn': {
			return parseLsn(until.value) !== undefined;
		}
		case 'xid': {
			return /^\d{1,20}$/.test(until.value);
		}
		case 'name': {
			return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}$/.test(until.value);
		}
	}
};

/** NaN when unknown. */
const largest = (cluster: Facts['cluster']): number => {
	const sizes = cluster?.members?.flatMap(({dataBytes}) => dataBytes ?? []) ?? [];
	return sizes.length === 0 ? Number.NaN : Math.max(...sizes);
};
