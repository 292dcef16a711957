import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {onTestFinished} from 'vitest';
import type {AuditEntry, AuditOrigin} from '../../source/model/audit-record.ts';

export const ownUid = process.getuid?.() ?? 0;

export const origin: AuditOrigin = {
	toolVersion: '0.0.0',
	bootId: 'boot',
	operator: {uid: ownUid, user: 'dba', loginUid: undefined, tty: undefined, sshClient: undefined},
};

export const refusal: AuditEntry = {
	event: 'refused',
	action: 'switchover',
	targets: ['pg-test-1'],
	reason: 'wrong name',
};

/** A state directory that is gone after the test. */
export const stateFolder = (): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
	onTestFinished(() => {
		rmSync(folder, {recursive: true, force: true});
	});
	return path.join(folder, 'pigsty-top');
};

export const auditFiles = (home: string) =>
	readdirSync(path.join(home, 'audit'))
		.toSorted()
		.map(name => ({name, text: readFileSync(path.join(home, 'audit', name), 'latin1')}));

/** Has that many processes write that many records each, at once; answers how each of them ended. */
export const writeFromProcesses = (home: string, processes: number, records: number) => {
	const writer = path.join(import.meta.dirname, 'audit-writer.ts');
	const args = [writer, home, String(records)];
	return Promise.all(
		Array.from({length: processes}, () => once(spawn(process.execPath, args, {stdio: 'inherit'}), 'close')),
	);
};
