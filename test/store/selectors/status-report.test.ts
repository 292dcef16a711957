import {expect, test} from 'vitest';
import {checkLine} from '../../../source/store/selectors/check-line.ts';
import {statusReport} from '../../../source/store/selectors/status-report.ts';
import {both, dead, member, patroni} from '../../kit/change.ts';
import {inventory} from '../../kit/inventory.ts';
import {answers, empty, fails, fleet, grey, later} from '../../kit/state.ts';

const text = (report: unknown) => `${JSON.stringify(report, null, 2)}\n`;

test('the report is as other programs know it', async () => {
	const state = both(member('pg-test-3', {lagBytes: 1_500_000_000}), patroni('pg-test-2', {pendingRestart: true}));
	await expect(text(statusReport(state))).toMatchFileSnapshot('status.lagging.txt');
});

test('before anything has answered everything is null or unknown, and nothing is zero', async () => {
	await expect(text(statusReport(grey()))).toMatchFileSnapshot('status.grey.txt');
});

test('without an inventory the report says so and is empty', () => {
	expect(statusReport(empty())).toMatchObject({schema: 1, clusters: [], nodes: [], findings: [], sources: []});
});

test('the report of one cluster has what concerns it, and nothing of the others', () => {
	const state = dead(fleet(), '10.10.10.13', 'pg-test-3', 'etcd-3');
	const meta = statusReport(state, {clusters: ['pg-meta']});
	expect(meta.clusters.map(({name}) => name)).toEqual(['pg-meta']);
	expect(meta.nodes.map(({ip}) => ip)).toEqual(['10.10.10.10']);
	expect(meta.findings).toEqual([]);
	expect(meta.sources.map(({target}) => target)).not.toContain('pg-test-1');
	const test3 = statusReport(state, {clusters: ['pg-test']});
	expect(test3.findings.map(({id}) => id)).toEqual(['node-unreachable:pg-test-3']);
	expect(test3.sources.find(({id, target}) => id === 'instance' && target === 'pg-test-3')).toMatchObject({
		ok: false,
		problem: 'no answer in 1 s',
	});
});

test('no secret is in the report', () => {
	expect(text(statusReport(fleet()))).not.toMatch(/password|secret/i);
});

test('a healthy fleet is OK', () => {
	expect(checkLine(fleet())).toEqual({
		code: 0,
		line: 'PIGSTY OK - 5 clusters are well | clusters=5 unknown=0 crit=0 warn=0',
	});
});

test('a warning is told with its subject', () => {
	expect(checkLine(both(member('pg-test-3', {lagBytes: 1_500_000_000})))).toEqual({
		code: 1,
		line: 'PIGSTY WARNING - pg-test-3: replica pg-test-3 is 1.4 GB behind and not eligible for failover | clusters=5 unknown=0 crit=0 warn=1',
	});
});

test('the worst of several is told, and how many there are', () => {
	const state = dead(both(patroni('pg-test-1', {failsafeActive: true})), '10.10.10.13', 'pg-test-3', 'etcd-3');
	expect(checkLine(state)).toMatchObject({code: 2, line: expect.stringMatching(/CRITICAL - pg-test: .* and 1 more/)});
});

test('a cluster that answers nothing is unknown, and no warning hides it', () => {
	const warned = both(member('pg-test-3', {lagBytes: 1_500_000_000}));
	const silent = fails(warned, 'redis-ms-1-6379');
	expect(checkLine(later(silent, 0)).code).toBe(2);
	expect(checkLine(grey())).toMatchObject({
		code: 3,
		line: expect.stringContaining('no answer from pg-meta, pg-test, etcd, redis-ms, infra'),
	});
	expect(checkLine(later(warned, 600_000))).toMatchObject({code: 3});
});

test('only the clusters asked for are checked', () => {
	const state = both(patroni('pg-test-1', {failsafeActive: true}));
	expect(checkLine(state, {clusters: ['pg-meta']}).code).toBe(0);
	expect(checkLine(state, {clusters: ['pg-test', 'pg-meta']}).code).toBe(2);
});

test('a cluster that the inventory does not have is unknown', () => {
	expect(checkLine(fleet(), {clusters: ['pg-nope']})).toMatchObject({
		code: 3,
		line: expect.stringContaining('has no cluster pg-nope'),
	});
});

test('without an inventory nothing is watched, and that is unknown', () => {
	expect(checkLine(empty())).toMatchObject({code: 3, line: expect.stringContaining('nothing is watched')});
});

test('whatever others write into their texts, the line is one line with one bar', () => {
	const alert = {
		name: 'Odd',
		state: 'firing',
		severity: 'CRIT',
		summary: 'a\nb | c \u001B[31m',
		activeAt: 0,
		labels: {cls: 'pg-test'},
	} as const;
	const {line} = checkLine(answers(fleet(inventory()), 'alerts', '10.10.10.10', [alert]));
	expect(line).not.toMatch(/[\n\u001B]/);
	expect(line.split('|')).toHaveLength(2);
});
