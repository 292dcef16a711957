import {expect, test} from 'vitest';
import {backup} from '../../../source/services/sources/backup.ts';
import {sample, ssh, target} from './answers.ts';

const of = target('instance', 'pg-test-1');
const read = (stdout: string) => backup.read(ssh(stdout), of);
const recorded = (path: string) => read(sample(path));
const failed = (code: number, stderr: string) => () => backup.read(ssh('', {code, stderr}), of);

test('the stanza of the cluster is asked as postgres', () => {
	expect(backup.ask(of)).toEqual({
		via: 'ssh',
		command: {as: 'postgres', argv: ['/usr/bin/pgbackrest', '--output=json', '--stanza=pg-test', 'info']},
	});
});

test('a full backup, an incremental and a differential one', () => {
	const {backups, wal, status, backupRunning, cipher, stanza} = recorded('pgbackrest-2.45/info.three.json');
	expect(backups.map(({label, type, prior}) => [label, type, prior])).toEqual([
		['20261124-152509F', 'full', undefined],
		['20261124-152509F_20261124-154411I', 'incr', '20261124-152509F'],
		['20261124-152509F_20261124-154415D', 'diff', '20261124-152509F'],
	]);
	expect(backups[0]).toEqual({
		label: '20261124-152509F',
		type: 'full',
		startedAt: 1_795_533_909_000,
		stoppedAt: 1_795_533_912_000,
		databaseBytes: 30_819_518,
		repositoryBytes: 6_130_678,
		walStart: '000000010000000000000006',
		walStop: '000000010000000000000006',
		prior: undefined,
		hasErrors: false,
		current: true,
	});
	expect(wal).toEqual({min: '000000010000000000000001', max: '00000003000000000000000E'});
	expect([status, backupRunning, cipher, stanza]).toEqual([{code: 0, message: 'ok'}, false, 'none', 'pg-test']);
});

test.each([
	['pgbackrest-2.45', '7711759395839897685'],
	['pgbackrest-2.55', '7711230903799316571'],
	['pgbackrest-2.60', '7711231777785516123'],
])('%s: the system identifier keeps all its digits', (version, identifier) => {
	expect(recorded(`${version}/info.json`).systemIdentifier).toBe(identifier);
});

test('a backup that runs is seen', () => {
	expect(recorded('pgbackrest-2.45/info.running.json').backupRunning).toBe(true);
});

test('a stanza that is missing or empty is an answer with a status', () => {
	const missing = sample('pgbackrest-2.45/info.no-stanza.json').replace('"nope"', '"pg-test"');
	expect(read(missing)).toMatchObject({
		status: {code: 1, message: 'missing stanza path'},
		systemIdentifier: undefined,
		wal: undefined,
		backups: [],
	});
	const empty = sample('pgbackrest-2.45/info.no-backup.json').replace('"other"', '"pg-test"');
	expect(read(empty)).toMatchObject({status: {code: 2}, wal: undefined, backups: []});
});

test('what belongs to an older database of the stanza is not current', () => {
	const [info] = JSON.parse(sample('pgbackrest-2.45/info.json')) as [{db: unknown[]; archive: unknown[]}];
	const older = {...info, db: [...info.db, {id: 2, 'repo-key': 1, 'system-id': 5, version: '16'}]};
	expect(read(JSON.stringify([older]))).toMatchObject({
		systemIdentifier: '5',
		wal: undefined,
		backups: [{current: false}],
	});
});

test('each repository counts its databases for itself', () => {
	const [info] = JSON.parse(sample('pgbackrest-2.45/info.json')) as [{db: unknown[]}];
	const two = {...info, db: [...info.db, {id: 7, 'repo-key': 2, 'system-id': 5, version: '15'}]};
	expect(read(JSON.stringify([two])).backups[0]?.current).toBe(true);
});

test('bad page checksums are seen', () => {
	expect(
		read(sample('pgbackrest-2.45/info.json').replace(/"error":\s*false/, '"error":true')).backups[0]?.hasErrors,
	).toBe(true);
	expect(
		read(sample('pgbackrest-2.45/info.json').replace(/"error":\s*false/, '"error":null')).backups[0]?.hasErrors,
	).toBe(false);
});

test('a failure says what happened and what to do', () => {
	expect(failed(127, 'sh: 1: /usr/bin/pgbackrest: not found')).toThrow('pgBackRest is not installed');
	expect(failed(1, 'sudo: /usr/bin/pgbackrest: command not found')).toThrow('pgBackRest is not installed');
	expect(
		failed(41, "ERROR: [041]: unable to open file '/etc/pgbackrest/pgbackrest.conf' for read: [13] Permission denied"),
	).toThrow(/ended with 41: unable to open file .*\nCheck: \/etc\/pgbackrest/);
	expect(failed(56, 'ERROR: [056]: unable to find primary cluster\u001B[2J')).toThrow(
		/ended with 56: unable to find primary cluster␛\[2J\nRun there:/,
	);
	expect(() => read('[]')).toThrow('pgBackRest knows no stanza pg-test');
	expect(failed(3, '')).toThrow('ended with 3: it said nothing');
});

test('a cluster without backups is not asked', () => {
	expect(backup.applies?.(of)).toBe(true);
	const {kind} = of;
	expect(
		kind === 'instance' &&
			backup.applies?.({...of, cluster: {...of.cluster, backup: {...of.cluster.backup, enabled: false}}}),
	).toBe(false);
});
