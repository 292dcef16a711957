import {expect, test} from 'vitest';
import {archiver} from '../../../source/services/sources/archiver.ts';
import {rows, target} from './answers.ts';

const read = (raw: unknown) => archiver.read(raw, target('instance'));
const recorded = (path: string) => read(rows(`postgresql-15/${path}`));

test('an archiver that fails: the failure is newer than the last success', () => {
	const failing = recorded('archiver.failing.json');
	expect(failing).toEqual({
		mode: 'on',
		archivedCount: 22,
		failedCount: 1,
		lastArchivedWal: '000000030000000000000010',
		lastArchivedAt: 1_795_535_065_020.808,
		lastFailedWal: '000000030000000000000011',
		lastFailedAt: 1_795_535_134_343.165,
	});
});

test('an archiver that works again remembers its failures', () => {
	const {lastArchivedAt = 0, lastFailedAt = 0, failedCount} = recorded('archiver.primary.json');
	expect(failedCount).toBe(2);
	expect(lastArchivedAt).toBeGreaterThan(lastFailedAt);
});

test('nothing has ever failed on a standby, and that has no time', () => {
	expect(recorded('archiver.standby.json')).toMatchObject({
		failedCount: 0,
		lastFailedWal: undefined,
		lastFailedAt: undefined,
	});
});

test('a wrong row is refused with its place', () => {
	expect(() => read([{mode: 'sometimes'}])).toThrow('[0].mode: expected off | on | always');
});
