import {expect, test} from 'vitest';
import type {State} from '../../source/store/state.ts';
import {pressKey} from '../../source/commands/overlay-keys.ts';
import {record} from '../kit/log-record.ts';
import {changes, fails, fleet, logs} from '../kit/state.ts';
import {pressed, screenText, sized, typed} from '../kit/operator.ts';

const wide = (state: State = fleet()) => sized(state, 120, 40);

const top = (state: State) => {
	const screen = state.ui.screens.at(-1);
	return `${screen?.id} ${screen?.subject ?? 'all'}`;
};

const copied = (state: State) => {
	const intent = pressKey({name: 'y', text: 'y'}, state);
	return 'effect' in intent && intent.effect.type === 'copy' ? intent.effect.text : undefined;
};

test('from a finding, enter goes to its evidence and then to what it is about', () => {
	const behind = changes(fleet(), 'patroniCluster', 'pg-test', ha => ({
		...ha,
		members: ha.members.map(member =>
			member.name === 'pg-test-3' ? {...member, lagBytes: 1_500_000_000, replayLagBytes: 1_500_000_000} : member,
		),
	}));
	const finding = pressed(wide(behind), 'f', 'enter');
	expect(screenText(finding)).toContain('Evidence');
	expect(top(pressed(finding, 'enter'))).toBe('instance pg-test-3');
	expect(top(pressed(finding, 'h'))).toBe('ha pg-test');
	expect(copied(finding)).toContain('warn pg-test-3: replica pg-test-3 is 1.4 GB behind');
});

test('from an instance one gets to its host, its logs and its cluster', () => {
	const instance = pressed(wide(), 'j', 'enter', 'j', 'enter');
	expect(top(instance)).toBe('instance pg-test-2');
	expect(top(pressed(instance, 'enter'))).toBe('node 10.10.10.12');
	expect(top(pressed(instance, 'N'))).toBe('node 10.10.10.12');
	expect(top(pressed(instance, 'l'))).toBe('logs pg-test-2');
	expect(top(pressed(instance, 'h'))).toBe('ha pg-test');
	expect(top(pressed(instance, 'b'))).toBe('backups pg-test');
});

test('from a host one gets to its logs and to the database cluster that it serves', () => {
	const node = pressed(typed(pressed(wide(), ':'), '10.10.10.12'), 'enter');
	expect(top(node)).toBe('node 10.10.10.12');
	expect(top(pressed(node, 'l'))).toBe('logs 10.10.10.12');
	expect(top(pressed(node, 'h'))).toBe('ha pg-test');
});

test('the list of nodes begins at the host at hand and opens hosts', () => {
	const nodes = pressed(wide(), 'j', 'enter', 'j', 'n');
	expect(screenText(nodes)).toContain('Nodes');
	expect(top(pressed(nodes, 'enter'))).toBe('node 10.10.10.12');
});

test('the logs of a cluster are those of all its hosts, also from a member of it', () => {
	const cluster = pressed(wide(), 'j', 'enter', 'j');
	expect(top(pressed(cluster, 'l'))).toBe('logs pg-test');
	expect(top(pressed(cluster, 'H'))).toBe('logs pg-test-2');
});

test('what only PostgreSQL has is not opened for another cluster', () => {
	const redis = typed(pressed(wide(), ':'), 'redis-ms');
	const opened = pressed(redis, 'enter');
	expect(top(opened)).toBe('cluster redis-ms');
	expect(screenText(pressed(opened, 'b'))).toContain('redis-ms is not a PostgreSQL cluster');
	expect(top(pressed(opened, 'h'))).toBe('cluster redis-ms');
});

test('a Redis cluster lists its members with what they say, in its screen and in the HA pane', () => {
	const selected = pressed(wide(), 'j', 'j', 'j');
	expect(screenText(selected)).toContain('2 HA redis-ms');
	expect(screenText(selected)).toMatch(/● redis-ms-1-6379 +master/);
	const opened = pressed(selected, 'enter');
	expect(screenText(opened)).toMatch(/● redis-ms-1-6379 +master +up +10\.10\.10\.\d+:6379/);
	expect(top(pressed(opened, 'enter'))).toMatch(/^node 10\.10\.10\./);
});

test('a member that does not answer is told as that, and not as healthy', () => {
	const opened = pressed(wide(fails(fleet(), 'etcd-2', ['etcd'], 'etcd-2:2379: connection refused')), 'enter');
	expect(screenText(opened)).toContain('connection refused');
});

test('a kept filter is taken away by escape before the screen is', () => {
	const kept = pressed(typed(pressed(wide(), '/'), 'meta'), 'enter');
	expect(pressed(kept, 'escape').ui.panes.clusters.filter).toBe('');
	const findings = pressed(typed(pressed(wide(), 'o', '/'), 'redis'), 'enter', 'escape');
	expect(top(findings)).toBe('sources all');
	expect(top(pressed(findings, 'escape'))).toBe('cockpit all');
});

test('a log that was scrolled is followed again after escape', () => {
	const records = Array.from({length: 60}, (_, index) => record(index + 1, {message: `line ${index + 1}`}));
	const scrolled = pressed(wide(logs(fleet(), ...records)), '4', 'k', 'k');
	expect(screenText(scrolled)).toContain('scrolled');
	expect(screenText(pressed(scrolled, 'escape'))).toContain('live');
});

test('a copied log record says when, where and what', () => {
	const state = wide(logs(fleet(), record(1, {level: 'error', message: 'deadlock detected', detail: ['DETAIL: a']})));
	expect(copied(pressed(state, '4'))).toBe(
		'2026-11-24T03:11:40.001Z pg-test-1 postgres error: deadlock detected\nDETAIL: a',
	);
});

test('a notice goes with the next key that does something', () => {
	const told = pressed(wide(), 'escape');
	expect(screenText(told)).toContain('this is the first screen');
	expect(screenText(pressed(told, 'j'))).not.toContain('this is the first screen');
});

test('what is wrong is on top of the nodes and the backups as well', () => {
	const state = wide(fails(fleet(), '10.10.10.13', ['node'], '10.10.10.13: no answer on port 22 in 5 s'));
	expect(screenText(pressed(state, 'n'))).toMatch(/HEALTH NODE.*\n│▲ warn pg-test-3/);
});
