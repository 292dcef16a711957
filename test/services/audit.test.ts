import {
	chmodSync,
	linkSync,
	mkdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import type {AuditEntry} from '../../source/model/audit-record.ts';
import {secret} from '../../source/model/secret.ts';
import {verifyChain} from '../../source/safety/verify-chain.ts';
import {systemDisk, type AuditDisk} from '../../source/services/audit-file.ts';
import {openAudit, sha256} from '../../source/services/audit.ts';
import {auditFiles, origin, ownUid, refusal, stateFolder, writeFromProcesses} from '../kit/audit.ts';
import {fakeClock} from '../kit/fake-clock.ts';

const started = () => {
	const home = stateFolder();
	const clock = fakeClock();
	const audit = openAudit({home, clock, origin});
	const file = path.join(home, 'audit', '2026-11.jsonl');
	return {home, clock, audit, file, verdict: () => verifyChain(auditFiles(home), sha256)};
};

test('the first record comes after a genesis with a random deployment, in files that are ours alone', async () => {
	const {home, audit, file, verdict} = started();
	expect(await audit.record(refusal)).toMatchObject({ok: true, link: {seq: 2}});
	const {records, broken} = verdict();
	expect(broken).toBeUndefined();
	expect(records).toMatchObject([{event: 'genesis', deployment: expect.stringMatching(/^[0-9a-f-]{36}$/)}, refusal]);
	expect(records[1]).toMatchObject({
		v: 1,
		at: '2026-11-23T03:12:44.000Z',
		bootId: 'boot',
		operator: {uid: ownUid, user: 'dba'},
	});
	expect([home, path.dirname(file), file].map(name => (statSync(name).mode & 0o777).toString(8))).toEqual([
		'700',
		'700',
		'600',
	]);
});

test('nothing is made by reading', async () => {
	const {home, audit} = started();
	expect(await audit.read()).toEqual({ok: true, files: []});
	expect(() => statSync(home)).toThrow('ENOENT');
});

test('the chain goes on in the next month, and stays there when the clock goes back', async () => {
	const {home, audit, clock, verdict} = started();
	await audit.record(refusal);
	clock.stepTimeOfDay(10 * 86_400_000);
	await audit.record(refusal);
	clock.stepTimeOfDay(-10 * 86_400_000);
	await audit.record(refusal);
	expect(auditFiles(home).map(({name, text}) => [name, text.split('\n').length - 1])).toEqual([
		['2026-11.jsonl', 2],
		['2026-12.jsonl', 2],
	]);
	expect(verdict()).toMatchObject({broken: undefined, records: {length: 4}});
	expect(await audit.read()).toEqual({ok: true, files: auditFiles(home)});
});

test('cut at any byte of the last record, the log is torn, and goes on with a record that says so', async () => {
	const {audit, file, verdict} = started();
	await audit.record(refusal);
	const start = statSync(file).size;
	await audit.record(refusal);
	const whole = readFileSync(file);
	const cuts = Array.from({length: whole.length - start - 1}, (_, index) => start + 1 + index);
	for (const cut of cuts) {
		writeFileSync(file, whole);
		truncateSync(file, cut);
		expect(verdict().broken).toMatchObject({seq: 3, fault: 'torn'});
	}

	// Each recovery starts a program; every cut is judged, and some are recovered from.
	for (const cut of [...cuts.filter((_, index) => index % 40 === 0), whole.length - 1]) {
		writeFileSync(file, whole);
		truncateSync(file, cut);
		expect(await audit.record(refusal)).toMatchObject({ok: true});
		const isWhole = cut === whole.length - 1;
		expect(verdict()).toMatchObject({broken: undefined, recoveries: isWhole ? 0 : 1, records: {length: 4}});
		expect(readFileSync(file).subarray(0, cut)).toEqual(whole.subarray(0, cut));
	}
});

test('a torn genesis, a torn recovery and a torn end of a month are recovered from', async () => {
	const {audit, clock, file, home, verdict} = started();
	await audit.record(refusal);
	truncateSync(file, 20);
	await audit.record(refusal);
	expect(verdict()).toMatchObject({broken: undefined, recoveries: 1, records: [{event: 'genesis'}, refusal]});
	writeFileSync(file, `${readFileSync(file, 'latin1')}{"torn":\n{"and torn again`);
	clock.stepTimeOfDay(10 * 86_400_000);
	await audit.record(refusal);
	expect(verdict()).toMatchObject({broken: undefined, recoveries: 2, records: {length: 4}});
	writeFileSync(path.join(home, 'audit', '2026-12.jsonl'), '{"t');
	await audit.record(refusal);
	expect(verdict()).toMatchObject({broken: undefined, recoveries: 3, records: {length: 5}});
});

test('nothing is added to a log whose last record was edited', async () => {
	const {audit, file} = started();
	await audit.record(refusal);
	writeFileSync(file, readFileSync(file, 'utf8').replace('wrong name', 'right name'));
	const before = readFileSync(file);
	expect(await audit.record(refusal)).toMatchObject({ok: false, problem: expect.stringContaining('audit verify')});
	expect(readFileSync(file)).toEqual(before);
});

test.each(['ENOSPC', 'EIO', 'EROFS', 'EDQUOT'])('%s in any write or fsync is a problem in words', async code => {
	const fail = () => Promise.reject(Object.assign(new Error(`${code}: no`), {code}));
	for (let failing = 0; failing < 6; failing += 1) {
		const {home, clock, audit: whole, verdict} = started();
		let calls = 0;
		const count = <Value>(act: () => Promise<Value>) => (calls++ === failing ? fail() : act());
		const disk: AuditDisk = {
			write: (file, bytes) => count(() => systemDisk.write(file, bytes)),
			sync: file => count(() => systemDisk.sync(file)),
		};
		const outcome = await openAudit({home, clock, origin, disk}).record(refusal);
		expect(outcome).toMatchObject({ok: false, problem: expect.stringMatching(`nothing is changed: ${code}.*\\n.`)});
		expect(await whole.record(refusal)).toMatchObject({ok: true});
		expect(verdict().broken).toBeUndefined();
	}
});

test('a disk that takes half a record and then no more leaves a torn tail that is recovered from', async () => {
	const {home, clock, audit, verdict} = started();
	await audit.record(refusal);
	let left = 100;
	const disk: AuditDisk = {
		...systemDisk,
		async write(file, bytes) {
			const written = await systemDisk.write(file, bytes.subarray(0, left));
			left -= written;
			return written;
		},
	};
	expect(await openAudit({home, clock, origin, disk}).record(refusal)).toMatchObject({ok: false});
	expect(verdict().broken).toMatchObject({seq: 3, fault: 'torn'});
	expect(await audit.record(refusal)).toMatchObject({ok: true, link: {seq: 4}});
	expect(verdict()).toMatchObject({broken: undefined, recoveries: 1});
});

test.each([
	['the folder open to its group', (file: string) => chmodSync(path.dirname(file), 0o750)],
	['the folder read-only', (file: string) => chmodSync(path.dirname(file), 0o500)],
	['the state directory open to others', (file: string) => chmodSync(path.dirname(path.dirname(file)), 0o755)],
	['the file open to others', (file: string) => chmodSync(file, 0o644)],
	['the file read-only', (file: string) => chmodSync(file, 0o400)],
	['a second name for the file', (file: string) => linkSync(file, `${file}.copy`)],
	[
		'a link in place of the file',
		(file: string) => {
			writeFileSync(`${file}.other`, readFileSync(file), {mode: 0o600});
			rmSync(file);
			symlinkSync(`${file}.other`, file);
		},
	],
	[
		'a folder in place of the file',
		(file: string) => {
			rmSync(file);
			mkdirSync(file, {mode: 0o600});
		},
	],
])('%s: no record, and a reason', async (_, spoil) => {
	const {audit, file} = started();
	await audit.record(refusal);
	spoil(file);
	expect(await audit.record(refusal)).toMatchObject({
		ok: false,
		problem: expect.stringMatching(/nothing is changed: .+\n.+/),
	});
	chmodSync(path.dirname(file), 0o700);
});

test('what belongs to somebody else is refused', async () => {
	const {home, audit, clock} = started();
	await audit.record(refusal);
	const other = {...origin, operator: {...origin.operator, uid: ownUid + 1}};
	expect(await openAudit({home, clock, origin: other}).record(refusal)).toMatchObject({
		ok: false,
		problem: expect.stringContaining(`belongs to uid ${ownUid}`),
	});
});

test('no secret reaches the file, and the chain is over what was written', async () => {
	const {home, audit, verdict} = started();
	const canary = 'c4nary-c4nary';
	const intent: AuditEntry = {
		event: 'intent',
		action: 'pgsql-user',
		class: 'confirm',
		gate: 'confirm',
		policyVersion: '1',
		request: {
			argv: ['psql', `postgres://dba:${canary}@10.10.10.10/x`, `PGPASSWORD=${canary}`, secret(canary)],
			sql: `ALTER ROLE x PASSWORD '${canary}'`,
			password: canary,
		},
		targets: ['pg-test-1'],
		stateDigest: 'a',
		planDigest: 'b',
		environment: 'PROD',
		sop: [],
	};
	expect(await audit.record(intent)).toMatchObject({ok: true});
	expect(auditFiles(home)[0]?.text).not.toContain(canary);
	expect(verdict()).toMatchObject({broken: undefined, records: [{}, {event: 'intent', targets: ['pg-test-1']}]});
});

test('eight processes write one chain', async () => {
	const {home, verdict} = started();
	expect(await writeFromProcesses(home, 8, 15)).toEqual(Array.from({length: 8}, () => [0, null]));
	const {records, broken, recoveries} = verdict();
	expect({broken, recoveries, count: records.length}).toEqual({broken: undefined, recoveries: 0, count: 121});
	expect(new Set(records.map(record => record['reason'])).size).toBe(121);
});
