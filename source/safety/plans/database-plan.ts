import type {ActionOf, RecoveryTarget} from '../../model/action.ts';
import {isoSeconds} from '../../format/time.ts';
import type {Facts} from '../facts.ts';
import type {Step} from '../step.ts';
import {leaderOf, memberNamed} from './members.ts';

/** One statement finds and signals, and both values must match: between looking and acting a pid may go to another. */
const signal = (called: string): string =>
	`select pid, pg_catalog.${called}(pid) as done from pg_catalog.pg_stat_activity` +
	' where (pid, backend_start) in (select * from pg_catalog.unnest($1::int[], $2::timestamptz[]))';

const promptMs = 10_000;
const checkpointMs = 600_000;
const checkMs = 180_000;
const backupMs = 24 * 3_600_000;

export const sessionPlan = (
	{kind, instance, sessions}: ActionOf<'session.cancel' | 'session.terminate'>,
	facts: Facts,
): readonly Step[] => {
	const {name, ip, port} = memberNamed(facts, instance.name);
	const text = signal(kind === 'session.cancel' ? 'pg_cancel_backend' : 'pg_terminate_backend');
	const values = [sessions.map(({pid}) => pid), sessions.map(({backendStart}) => backendStart)];
	return [{via: 'sql', instance: name, ip, port, text, values, expects: 'all-done', timeoutMs: promptMs}];
};

export const checkpointPlan = ({instance}: ActionOf<'instance.checkpoint'>, facts: Facts): readonly Step[] => {
	const {name, ip, port} = memberNamed(facts, instance.name);
	return [
		{via: 'sql', instance: name, ip, port, text: 'checkpoint', values: [], expects: 'nothing', timeoutMs: checkpointMs},
	];
};

/** A slot that someone has begun to read from is left alone by the same statement. */
export const dropSlotPlan = ({slot}: ActionOf<'slot.drop'>, facts: Facts): readonly Step[] => {
	const {name, ip, port} = memberNamed(facts, slot.instance);
	const text =
		'select slot_name, pg_catalog.pg_drop_replication_slot(slot_name) from pg_catalog.pg_replication_slots' +
		' where slot_name = $1 and not active';
	return [{via: 'sql', instance: name, ip, port, text, values: [slot.name], expects: 'one-row', timeoutMs: promptMs}];
};

const pgbackrest = '/usr/bin/pgbackrest';

/** On the leader, as Pigsty's own `pg-backup` does it. */
export const backupPlan = ({stanza, type}: ActionOf<'backup.run'>, facts: Facts): readonly Step[] => [
	onLeader(facts, backupMs, [
		pgbackrest,
		`--stanza=${stanza.name}`,
		`--type=${type}`,
		'--log-level-console=detail',
		'backup',
	]),
];

export const checkBackupPlan = ({stanza}: ActionOf<'backup.check'>, facts: Facts): readonly Step[] => [
	onLeader(facts, checkMs, [pgbackrest, `--stanza=${stanza.name}`, '--log-level-console=info', 'check']),
];

const onLeader = (facts: Facts, timeoutMs: number, argv: readonly [string, ...string[]]): Step => ({
	via: 'ssh',
	node: leaderOf(facts).ip,
	command: {as: 'postgres', argv},
	timeoutMs,
});

/**
 * Beside the cluster: own directory, own port, loopback only, and no archiving, so that nothing of it reaches the
 * cluster's repository. `--no-delta` makes pgBackRest refuse a directory that is not empty.
 */
export const pitrPlan = ({stanza, set, until, host, directory, port}: ActionOf<'pitr.plan'>): readonly Step[] => {
	const onHost = (timeoutMs: number, argv: readonly [string, ...string[]]): Step => ({
		via: 'ssh',
		node: host.ip,
		command: {as: 'postgres', argv},
		timeoutMs,
	});
	return [
		onHost(promptMs, ['/usr/bin/install', '-d', '-m', '0700', directory]),
		onHost(backupMs, [
			pgbackrest,
			`--stanza=${stanza.name}`,
			`--pg1-path=${directory}`,
			`--set=${set}`,
			...recoveryOptions(until),
			'--archive-mode=off',
			'--no-delta',
			'--log-level-console=detail',
			'restore',
		]),
		onHost(backupMs, [
			'/usr/pgsql/bin/pg_ctl',
			'start',
			`--pgdata=${directory}`,
			`--log=${directory}/restore.log`,
			'--no-wait',
			`--options=${restoredSettings(port)}`,
		]),
	];
};

/** Heard by nobody but its own host, small, and writing into no log of the cluster's. */
const restoredSettings = (port: number): string =>
	[
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=/tmp',
		'cluster_name=restore',
		'shared_buffers=128MB',
		'logging_collector=off',
	]
		.map(setting => `-c ${setting}`)
		.join(' ');

const recoveryOptions = (until: RecoveryTarget): readonly string[] => {
	if (until.type === 'time') {
		const at = isoSeconds(until.at).replace('T', ' ').replace('Z', '+00');
		return ['--type=time', `--target=${at}`, '--target-action=pause'];
	}

	return until.type === 'immediate'
		? ['--type=immediate', '--target-action=pause']
		: [`--type=${until.type}`, `--target=${until.value}`, '--target-action=pause'];
};
