import {truncateSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {verifyChain} from '../../source/safety/verify-chain.ts';
import {systemWitness} from '../../source/services/audit-witness.ts';
import {openAudit, sha256} from '../../source/services/audit.ts';
import {auditFiles, origin, ownUid, refusal, stateFolder} from '../kit/audit.ts';
import {fakeClock} from '../kit/fake-clock.ts';

const memoryLog = () => {
	const lines: string[] = [];
	return {
		lines,
		tell: async (line: string) => lines.push(line) > 0,
		read: async (uid: number) => (uid === ownUid ? lines : []),
	};
};

test('each record is told to the witness, who then shows that the end was cut off, also when writing went on', async () => {
	const home = stateFolder();
	const file = path.join(home, 'audit', '2026-11.jsonl');
	const log = memoryLog();
	const witness = systemWitness(home, ownUid, log);
	const audit = openAudit({home, clock: fakeClock(), origin, witness});
	await audit.record(refusal);
	const end = statSync(file).size;
	await audit.record(refusal);
	const judged = async () => verifyChain(auditFiles(home), sha256, await witness.recall()).broken;
	expect(await judged()).toBeUndefined();
	expect((await witness.recall()).map(({seq}) => seq)).toEqual([2, 3]);
	truncateSync(file, end);
	expect(await judged()).toMatchObject({seq: 3, fault: 'head'});
	await audit.record({...refusal, action: 'failover'});
	expect(await judged()).toMatchObject({seq: 3, fault: 'head'});
});

test('other lines and other state directories are not ours, and a witness that hears nothing stops nothing', async () => {
	const home = stateFolder();
	const log = memoryLog();
	const witness = systemWitness(home, ownUid, log);
	log.lines.push('audit head x', `audit head 1 ${'a'.repeat(64)} ${home}/other`, 'hello');
	expect(await witness.recall()).toEqual([]);
	const audit = openAudit({home, clock: fakeClock(), origin, witness: {tell: async () => false}});
	expect(await audit.record(refusal)).toMatchObject({ok: true});
});
