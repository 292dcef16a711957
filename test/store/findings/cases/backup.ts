import {pgTest} from '../../../kit/inventory.ts';
import {type Case, both, archiver, backups, withPgTest, hour} from '../../../kit/change.ts';
import {now} from '../../../kit/state.ts';

export const backupCases: Readonly<Record<string, Case>> = {
	'archive-failing': {
		fires: () => both(archiver({failedCount: 7, lastFailedWal: '000000010000000000000007', lastFailedAt: now - 3000})),
		spares: () =>
			both(archiver({failedCount: 7, lastFailedWal: '000000010000000000000007', lastFailedAt: now - 90_000})),
	},
	'backup-none': {
		fires: () => both(backups(() => [], {status: {code: 2, message: 'no valid backups'}})),
		spares: () => both(backups(sets => sets.slice(0, 1))),
	},
	'backup-failed': {
		fires: () => both(backups(sets => sets, {status: {code: 3, message: 'missing stanza data'}})),
		spares: () => both(backups(() => [], {status: {code: 2, message: 'no valid backups'}})),
	},
	'backup-old': {
		fires: () => both(backups(sets => sets.map(set => ({...set, stoppedAt: set.stoppedAt - 25 * hour})))),
		spares: () =>
			both(backups(sets => sets.map(set => ({...set, stoppedAt: set.stoppedAt - 25 * hour})), {backupRunning: true})),
	},
	'backup-not-scheduled': {
		fires: () => withPgTest({backup: {enabled: true, method: 'minio', sameHost: false, schedule: []}}),
		spares: () => withPgTest({backup: {enabled: false, method: 'minio', sameHost: false, schedule: []}}),
	},
	'backup-same-host': {
		fires: () => withPgTest({backup: {...pgTest.backup, method: 'local', sameHost: true}}),
		spares: () => withPgTest({backup: {...pgTest.backup, method: 'odd', sameHost: undefined}}),
	},
};
