import {expect, test} from 'vitest';
import {backupRows, backupSetRows} from '../../../source/store/selectors/backup-rows.ts';
import type {State} from '../../../source/store/state.ts';
import {archiver, backups, both, withPgTest} from '../../kit/change.ts';
import {pgTest} from '../../kit/inventory.ts';
import {changes, fails, fleet, grey, later, now} from '../../kit/state.ts';

const hour = 3_600_000;
const rows = (state: State) => backupRows(state).filter(({cluster}) => cluster === 'pg-test');
const local = () => withPgTest({backup: {...pgTest.backup, method: 'local', sameHost: true}});

test('a shared repository is one row, with the window that a restore can reach', () => {
	expect(rows(fleet())).toMatchObject([
		{
			key: 'pg-test',
			member: undefined,
			isLeaders: true,
			health: 'ok',
			method: 'minio',
			lastFullAgeMs: 2 * hour,
			lastLabel: '20261124-010002F',
			sets: 2,
			repositoryBytes: 1_210_000_000,
			walMin: '000000010000000000000001',
			windowStartAt: now - 26 * hour,
			windowEndAt: now - 60_000,
			archiveOk: true,
			running: false,
			status: 'ok',
			ageMs: 0,
			freshness: 'fresh',
		},
	]);
});

test('repositories on the members’ own disks are a row each, and the leader’s is marked', () => {
	expect(rows(local()).map(({key, isLeaders}) => `${key} ${isLeaders}`)).toEqual([
		'pg-test/pg-test-1 true',
		'pg-test/pg-test-2 false',
		'pg-test/pg-test-3 false',
	]);
});

test('after a switchover the new leader’s own empty repository is told, not the old one’s full one', () => {
	const state = changes(local(), 'backup', 'pg-test-1', value => ({
		...value,
		backups: [],
		status: {code: 2, message: 'no valid backups'},
	}));
	expect(rows(state)[0]).toMatchObject({lastFullAgeMs: undefined, sets: 0, health: 'crit', windowStartAt: undefined});
	expect(rows(state)[1]).toMatchObject({sets: 2, lastFullAgeMs: 2 * hour});
	expect(state.findings.map(({id}) => id)).toContain('backup-none:pg-test');
});

test('when the leader cannot look, another member’s view of a shared repository is taken', () => {
	const state = later(fails(fleet(), 'pg-test-1', ['backup']), 400_000);
	const fresher = changes(state, 'backup', 'pg-test-3', value => ({...value, backupRunning: true}));
	expect(rows(fresher)).toMatchObject([{running: true, freshness: 'fresh'}]);
});

test('a backup with damaged pages is not the last good one', () => {
	const state = both(backups(sets => sets.map((set, index) => ({...set, hasErrors: index === 1}))));
	expect(rows(state)).toMatchObject([{lastFullAgeMs: 26 * hour, health: 'crit'}]);
});

test('a set of a database from before is no way back to this one', () => {
	const state = both(backups(sets => sets.map(set => ({...set, current: false}))));
	expect(rows(state)).toMatchObject([
		{lastFullAgeMs: undefined, windowStartAt: undefined, windowEndAt: undefined, sets: 2},
	]);
});

test('archiving is not ok when its newest attempt failed, when it is off, and unknown when nobody says', () => {
	const ok = (state: State) => rows(state)[0]?.archiveOk;
	expect(ok(both(archiver({lastFailedAt: now})))).toBe(false);
	expect(ok(both(archiver({mode: 'off'})))).toBe(false);
	expect(ok(both(archiver({lastFailedAt: now - hour})))).toBe(true);
	expect(ok(grey())).toBeUndefined();
});

test('before anything has answered nothing is known of backups', () => {
	expect(rows(grey())).toMatchObject([
		{
			health: 'unknown',
			sets: undefined,
			lastFullAgeMs: undefined,
			running: undefined,
			status: undefined,
			freshness: 'never',
			repositoryBytes: undefined,
		},
	]);
});

test('sets are listed newest first, with what they took', () => {
	expect(backupSetRows(fleet(), 'pg-test')).toMatchObject([
		{key: 'pg-test/20261124-010002F', ageMs: 2 * hour, tookMs: 120_000, member: undefined},
		{key: 'pg-test/20261123-010002F'},
	]);
	expect(backupSetRows(local(), 'pg-test').map(({key}) => key)).toHaveLength(6);
	expect(new Set(backupSetRows(local(), 'pg-test').map(({key}) => key)).size).toBe(6);
	expect(backupSetRows(fleet(), 'etcd')).toEqual([]);
});
