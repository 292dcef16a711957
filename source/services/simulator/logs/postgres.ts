import type {Note} from '../cluster-state.ts';
import {between, roll} from '../random.ts';
import {lsnText, walFile} from '../answers/times.ts';
import {archivingUntil, timelineAt} from '../answers/backup.ts';
import type {Scene} from '../stage.ts';
import {tpsAt} from '../workload.ts';
import {clientRecord} from './client-record.ts';
import {type CsvRecord, csvLine} from './csvlog.ts';
import type {MemberLog} from './program.ts';

/** csvlog of one second of a member: what clients do to it, and its own housekeeping. */
export const postgresLines: MemberLog = ({scene, member, role, skewMs}, second) => {
	if (role.postgres !== 'running') {
		return [];
	}

	const {salt} = member.plan;
	const turn = Math.floor(second / 1000);
	const rate = role.primary ? Math.min(4, 0.3 + tpsAt(scene.cluster, second) / 1500) : 0.15;
	const count = Math.floor(rate) + (roll(salt, turn) < rate % 1 ? 1 : 0);
	const records = [
		...Array.from({length: count}, (_, index) => clientRecord(scene.cluster.databases, salt ^ (index * 7919), second)),
		...checkpointRecords(salt, second, role.primary),
		...(role.primary ? archiverRecords(scene, second, salt) : []),
	];
	return records
		.toSorted((one, other) => one.at - other.at)
		.map(record => ({at: record.at, text: csvLine({...record, at: record.at + skewMs})}));
};

/** A note of the cluster's life as the server itself logged it. */
export const postgresNote = (note: Note, skewMs: number): string => {
	const kind = noteKinds.find(({start}) => note.text.startsWith(start));
	return csvLine({
		at: note.at + skewMs,
		pid: kind?.pid ?? 1207,
		startedAt: note.at - 60_000,
		level: note.level,
		message: note.text,
		...kind?.more,
	});
};

/** Who logs what: sessions their end, background processes their errors, and the postmaster the rest. */
const noteKinds: readonly {
	readonly start: string;
	readonly pid: number;
	readonly more: Partial<CsvRecord>;
}[] = [
	{start: 'terminating connection because', pid: 4711, more: {code: '57P02', user: 'dbuser_app', database: 'postgres'}},
	{start: 'terminating connection due', pid: 4712, more: {code: '57P01', user: 'dbuser_app', database: 'postgres'}},
	{start: 'could not fdatasync', pid: 1211, more: {code: '58030', backend: 'walwriter'}},
	{start: 'could not receive data from WAL stream', pid: 1215, more: {code: '08006', backend: 'walreceiver'}},
	{start: 'started streaming WAL', pid: 1215, more: {backend: 'walreceiver'}},
	{start: 'selected new timeline', pid: 1209, more: {backend: 'startup'}},
	{start: 'archive recovery complete', pid: 1209, more: {backend: 'startup'}},
];

const checkpointEvery = 300;

/** A checkpoint every five minutes, spread over most of them. */
const checkpointRecords = (salt: number, second: number, primary: boolean): readonly CsvRecord[] => {
	const turn = Math.floor(second / 1000) + (salt % checkpointEvery);
	const word = primary ? 'checkpoint' : 'restartpoint';
	const base = {pid: 1210, startedAt: second - 86_400_000, level: 'info', backend: 'checkpointer'} as const;
	if (turn % checkpointEvery === 0) {
		return [{...base, at: second + 210, message: `${word} starting: time`}];
	}

	if (turn % checkpointEvery !== 269) {
		return [];
	}

	const buffers = between(salt, turn, 2000, 60_000);
	const position = lsnText(between(salt, turn, 1, 0xff_ff_ff) * 4096);
	return [
		{
			...base,
			at: second + 930,
			message:
				`${word} complete: wrote ${buffers} buffers (${(buffers / 5200).toFixed(1)}%), wrote 3 SLRU buffers; 0 WAL file(s) added, ` +
				`0 removed, ${between(salt, turn + 1, 4, 90)} recycled; write=269.${between(salt, turn, 100, 999)} s, sync=0.041 s, total=269.9 s; ` +
				`sync files=${between(salt, turn + 2, 40, 300)}, longest=0.009 s, average=0.001 s; distance=${buffers * 11} kB, ` +
				`estimate=${buffers * 12} kB; lsn=${position}, redo lsn=${position}`,
		},
	];
};

/** A failing archive_command is tried three times, then after a minute again. */
const archiverRecords = (scene: Scene, second: number, salt: number): readonly CsvRecord[] => {
	const since = archivingUntil(scene);
	if (second < since || Math.floor((second - since) / 1000) % 60 > 2) {
		return [];
	}

	const wal = walFile(timelineAt(scene.state, second), scene.cluster.lsn);
	const base = {at: second + 400, pid: 1214, startedAt: second - 86_400_000, backend: 'archiver'} as const;
	return [
		{
			...base,
			level: 'info',
			message: 'archive command failed with exit code 82',
			detail: `The failed archive command was: pgbackrest --stanza=${scene.cluster.name} archive-push pg_wal/${wal}`,
		},
		...(Math.floor((second - since) / 1000) % 60 === 2
			? [
					{
						...base,
						at: second + 401 + (salt % 20),
						level: 'warning' as const,
						code: '01000',
						message: `archiving write-ahead log file "${wal}" failed too many times, will try again later`,
					},
				]
			: []),
	];
};
