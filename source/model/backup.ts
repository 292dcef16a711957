/** `pgbackrest info` of one stanza as one host sees it. Times are epoch ms. */
export type BackupInfo = {
	readonly stanza: string;
	/** pgBackRest's own status: 0 ok, 1 missing stanza path, 2 no valid backups, 3 missing stanza data, … */
	readonly status: {readonly code: number; readonly message: string};
	readonly backupRunning: boolean;
	readonly cipher: string;
	/** Exceeds 2^53: text. */
	readonly systemIdentifier: string | undefined;
	/** WAL kept for the newest database, oldest and newest segment. */
	readonly wal: {readonly min: string; readonly max: string} | undefined;
	readonly backups: readonly BackupSet[];
};

export type BackupSet = {
	readonly label: string;
	readonly type: 'full' | 'diff' | 'incr';
	readonly startedAt: number;
	readonly stoppedAt: number;
	/** Size of the database, in bytes. */
	readonly databaseBytes: number;
	/** Bytes that this backup wrote into the repository. */
	readonly repositoryBytes: number;
	readonly walStart: string | undefined;
	readonly walStop: string | undefined;
	readonly prior: string | undefined;
	/** True when pages with a bad checksum were found. */
	readonly hasErrors: boolean;
	/** Belongs to the newest database of the stanza (not one from before an upgrade or a re-init). */
	readonly current: boolean;
};
