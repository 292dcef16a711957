import {spawnSync} from 'node:child_process';
import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {stateFolder, writeFromProcesses} from '../kit/audit.ts';

const program = `${import.meta.dirname}/../../dist/pigsty-top`;
const audit = (home: string, ...args: readonly string[]) =>
	spawnSync(program, ['audit', ...args], {
		encoding: 'utf8',
		env: {...process.env, XDG_STATE_HOME: path.dirname(home)},
	});

test('eight processes write 1,600 records, and the packaged program finds the chain whole', async () => {
	const home = stateFolder();
	expect(await writeFromProcesses(home, 8, 200)).toEqual(Array.from({length: 8}, () => [0, null]));
	const {status, stdout} = audit(home, 'verify', '--json');
	expect(status).toBe(0);
	expect(JSON.parse(stdout)).toMatchObject({schema: 1, ok: true, records: 1601, recoveries: 0, broken: null});
});

test('an edited record is named by verify, and show ends before it', async () => {
	const home = stateFolder();
	await writeFromProcesses(home, 1, 3);
	const file = path.join(home, 'audit', `${new Date().toISOString().slice(0, 7)}.jsonl`);
	expect(audit(home)).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(/ {5}4 {2}refused {6}switchover {2}reason/),
	});
	const lines = readFileSync(file, 'utf8').split('\n');
	writeFileSync(file, lines.with(2, (lines[2] ?? '').replace('switchover', 'failover')).join('\n'));
	expect(audit(home, 'verify')).toMatchObject({
		status: 1,
		stdout: expect.stringMatching(/^The chain is broken \(edited\)\. Record 3 \(.*, line 3\)/),
	});
	const {status, stdout} = audit(home, 'show');
	expect(status).toBe(1);
	expect(stdout.trim().split('\n')).toHaveLength(3);
});

test('a log that others may write is not read, and two lines say why', async () => {
	const home = stateFolder();
	await writeFromProcesses(home, 1, 1);
	chmodSync(home, 0o770);
	expect(audit(home, 'verify')).toMatchObject({
		status: 1,
		stdout: '',
		stderr: expect.stringMatching(/^pigsty-top: The audit log cannot be read: .* has mode 0770 .*\n.*chmod 700.*\n$/),
	});
});

test('nothing recorded is whole; other words are a usage error', () => {
	const home = stateFolder();
	expect(audit(home, 'verify')).toMatchObject({status: 0, stderr: ''});
	expect(audit(home)).toMatchObject({status: 0, stdout: 'Nothing was recorded yet.\n'});
	expect(audit(home, 'delete')).toMatchObject({
		status: 2,
		stdout: '',
		stderr: 'pigsty-top: audit takes show or verify\n',
	});
});
