import {
	boolean,
	type Decoder,
	digits,
	json,
	list,
	mapped,
	nullable,
	number,
	oneOf,
	record,
	ShapeError,
	text,
} from '../../model/decode.ts';
import {sanitize} from '../../format/sanitize.ts';
import type {BackupInfo} from '../../model/backup.ts';
import type {Target} from '../../model/target.ts';
import {defineSource} from '../source.ts';
import {sshAnswer} from './ssh-answer.ts';

/**
 * Asked of every member, since each has a repository of its own with Pigsty's default method `local`. The stanza is named
 * so that a repository shared by many clusters is not read whole.
 */
export const backup = defineSource({
	id: 'backup',
	of: 'instance',
	about: 'backups, their sizes, and the WAL kept for them, as pgBackRest on this member sees them',
	needs: 'SSH: pgbackrest info as postgres',
	everyMs: 60_000,
	timeoutMs: 20_000,
	applies: target => target.kind === 'instance' && target.cluster.backup.enabled,
	ask: target => ({
		via: 'ssh',
		command: {
			as: 'postgres',
			argv: ['/usr/bin/pgbackrest', '--output=json', `--stanza=${stanzaOf(target)}`, 'info'],
		},
	}),
	read: (raw, target): BackupInfo => {
		const {code, stdout, stderr} = sshAnswer(raw);
		if (code !== 0) {
			throw new ShapeError(problemOf(code, `${stderr}\n${stdout}`));
		}

		const found = stanzas(stdout, 'stdout').find(({name}) => name === stanzaOf(target));
		if (found === undefined) {
			throw new ShapeError(`pgBackRest knows no stanza ${stanzaOf(target)}\nCheck: /etc/pgbackrest/pgbackrest.conf`);
		}

		return infoOf(found);
	},
});

const stanzaOf = (target: Target) => (target.kind === 'instance' ? target.cluster.name : target.id);

/** Before 2.32 there was one repository only, and it had no key. */
const repositoryKey = mapped(nullable(number), key => key ?? 1);

/** Of a backup, a database and an archive: `id` counts up with each re-init or upgrade, in each repository. */
const history = record({id: number, 'repo-key': repositoryKey});
const seconds: Decoder<number> = mapped(number, value => value * 1000);

const stanza = record({
	name: text,
	cipher: text,
	status: record({
		code: number,
		message: text,
		lock: nullable(record({backup: nullable(record({held: boolean}))})),
	}),
	db: list(record({id: number, 'repo-key': repositoryKey, 'system-id': digits})),
	archive: list(record({min: nullable(text), max: nullable(text), database: history})),
	backup: list(
		record({
			label: text,
			type: oneOf('full', 'diff', 'incr'),
			timestamp: record({start: seconds, stop: seconds}),
			info: record({size: number, repository: record({delta: number})}),
			archive: nullable(record({start: nullable(text), stop: nullable(text)})),
			prior: nullable(text),
			error: nullable(boolean), // null when page checksums are off
			database: history,
		}),
	),
});
const stanzas = json(list(stanza));

const infoOf = (found: ReturnType<typeof stanza>): BackupInfo => {
	const newest = new Map<number, number>();
	for (const {id, 'repo-key': key} of found.db) {
		newest.set(key, Math.max(id, newest.get(key) ?? id));
	}

	const isCurrent = ({id, 'repo-key': key}: ReturnType<typeof history>) => newest.get(key) === id;
	const kept = found.archive.filter(({database}) => isCurrent(database));
	const min = kept.flatMap(range => range.min ?? []).toSorted()[0];
	const max = kept
		.flatMap(range => range.max ?? [])
		.toSorted()
		.at(-1);
	return {
		stanza: found.name,
		status: {code: found.status.code, message: found.status.message},
		backupRunning: found.status.lock?.backup?.held ?? false,
		cipher: found.cipher,
		systemIdentifier: found.db.find(isCurrent)?.['system-id'],
		wal: min === undefined || max === undefined ? undefined : {min, max},
		backups: found.backup.map(set => ({
			label: set.label,
			type: set.type,
			startedAt: set.timestamp.start,
			stoppedAt: set.timestamp.stop,
			databaseBytes: set.info.size,
			repositoryBytes: set.info.repository.delta,
			walStart: set.archive?.start,
			walStop: set.archive?.stop,
			prior: set.prior,
			hasErrors: set.error ?? false,
			current: isCurrent(set.database),
		})),
	};
};

const problemOf = (code: number, output: string): string => {
	if (code === 127 || /command not found|No such file or directory$/m.test(output)) {
		return 'pgBackRest is not installed: no /usr/bin/pgbackrest\nInstall it there, or set pgbackrest_enabled: false';
	}

	const said = /ERROR: (?:\[\d+\]: )?(.+)/.exec(output)?.[1] ?? output.trim().split('\n', 1)[0];
	return `pgbackrest info ended with ${code}: ${sanitize(said || 'it said nothing', 'cell')}\n${adviceFor(code)}`;
};

/** pgBackRest ends with the number of its error: https://github.com/pgbackrest/pgbackrest/blob/main/src/build/error/error.yaml */
const adviceFor = (code: number): string =>
	code === 41 || code === 55
		? 'Check: /etc/pgbackrest/pgbackrest.conf, and that postgres may read it'
		: 'Run there: sudo -iu postgres pgbackrest info';
