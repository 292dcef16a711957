import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import {nothingKnown} from '../../source/safety/facts.ts';
import {actionKinds} from '../../source/safety/grants.ts';
import {judge} from '../../source/safety/judge.ts';
import {isStricter} from '../../source/safety/levels.ts';
import {preview} from '../../source/safety/preview.ts';
import {actions, member} from '../kit/action.ts';
import {both, inBackups, inMember, inSection} from '../kit/alter-facts.ts';
import {factsFor} from '../kit/facts.ts';

const all = Object.values(actions);
const of = (action: Action, facts = factsFor(action)) => preview(action, facts);

test('test/safety/previews.txt has all that each gate says before anything is typed', async () => {
	const text = all.map(action => {
		const {verb, kind, target, environment, identity, radius, consequences, backups, success, guide} = of(action);
		const {withinMs, ...condition} = success;
		const lines = [
			`environment: ${environment}`,
			`who: ${identity.join(', ')}`,
			`hosts: ${radius.hosts.join(', ')}`,
			`instances: ${radius.instances?.join(', ')}`,
			`databases: ${radius.databases?.map(({name}) => name).join(', ')}, ${radius.sizeBytes} B`,
			`connections: ${radius.connections}; replicas: ${radius.replicas?.join(', ')}`,
			...consequences.lost.map(line => `lost: ${line}`),
			...backups.map(({text: proof, fate}) => `backup ${fate}: ${proof}`),
			...consequences.gentler.map(
				({text: line, action: milder}) => `gentler: ${line}${milder ? ` (${milder.kind})` : ''}`,
			),
			...consequences.wayBack.map(line => `way back: ${line}`),
			...consequences.afterwards.map(line => `afterwards: ${line}`),
			`success: ${JSON.stringify(condition)} within ${withinMs} ms`,
			`guide: ${guide ?? '-'}`,
		];
		return [`${action.kind}: ${verb}: ${kind} ${target}`, ...lines.map(line => `  ${line}`)].join('\n');
	});
	await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('previews.txt');
});

describe.each(actionKinds)('the preview of %s', kind => {
	const facts = factsFor(actions[kind]);
	const shown = of(actions[kind], facts);

	test('leaves nothing out', () => {
		expect(shown.steps.length).toBeGreaterThan(0);
		expect(shown.consequences.lost.length).toBeGreaterThan(0);
		expect(shown.consequences.wayBack.length).toBeGreaterThan(0);
		expect(shown.consequences.afterwards.length).toBeGreaterThan(0);
		expect([shown.verb, shown.kind, shown.target, shown.environment].every(text => text.length > 0)).toBe(true);
		expect(JSON.stringify(shown)).not.toMatch(/undefined|NaN|\[object/);
	});

	test('offers as gentler only what does not need more', () => {
		for (const {action} of shown.consequences.gentler) {
			const level = action === undefined ? 'allow' : judge(action, facts).level;
			expect(isStricter(level, shown.verdict.level)).toBe(false);
		}
	});

	test('bears that nothing is known, and shows nothing as none', () => {
		const unknown = preview(actions[kind], nothingKnown);
		expect(unknown.environment).toBe('PROD?');
		expect(unknown.verdict.level).toBe('never');
		expect(unknown.radius.instances === undefined || unknown.radius.instances.length <= 1).toBe(true);
		const isAboutMembers = shown.radius.replicas !== undefined && unknown.radius.replicas === undefined;
		expect(isAboutMembers ? unknown.radius.databases : undefined).toBeUndefined();
	});
});

test('touching the leader concerns every database and every replica; touching a replica none', () => {
	const restart = actions['patroni.restart-member'];
	expect(of({...restart, member: member(1)}).radius).toMatchObject({
		instances: ['pg-test-1'],
		replicas: ['pg-test-2', 'pg-test-3'],
		connections: 40,
	});
	expect(of({...restart, member: member(1)}).radius.databases?.map(({name}) => name)).toEqual(['postgres', 'app']);
	expect(of(restart).radius).toMatchObject({instances: ['pg-test-2'], replicas: [], databases: [], connections: 10});
});

test('one count that is not known makes the sum unknown, and never smaller', () => {
	const {'patroni.switchover': switchover, 'playbook.database': database} = actions;
	expect(of(switchover).radius.connections).toBe(40);
	expect(
		of(switchover, inMember(1, {connections: undefined})(factsFor(switchover))).radius.connections,
	).toBeUndefined();
	const dropped = inSection('definition', {state: 'absent'})(factsFor(database));
	expect(of(database, dropped).radius.connections).toBe(37);
	const sizes = inSection('cluster', {databases: [{name: 'app', sizeBytes: undefined, connections: 0}]});
	expect(of(switchover, sizes(factsFor(switchover))).radius.sizeBytes).toBeUndefined();
});

test('what becomes of the backups is told of each repository', () => {
	const {'playbook.remove-cluster': cluster, 'playbook.remove-replica': replica} = actions;
	const local = (action: Action, host: string | undefined) =>
		of(action, inBackups({host})(factsFor(action))).backups[0]?.fate;
	expect(of(cluster).backups).toEqual([{text: 'repo1: 20261124-010002F, 2h old', fate: 'survives'}]);
	expect(of({...cluster, backups: 'remove'}).backups[0]?.fate).toBe('deleted');
	expect(local(cluster, '10.10.10.11')).toBe('same-host');
	expect(local(cluster, undefined)).toBe('same-host');
	expect(local(replica, '10.10.10.12')).toBe('same-host');
	expect(local(replica, '10.10.10.11')).toBe('survives');
	expect(local(replica, undefined)).toBe('same-host');
});

test('the gentler form of a failover is to wait, or to switch over when there is a leader', () => {
	const {'patroni.failover': failover} = actions;
	const alive = both(inSection('cluster', {leaders: ['pg-test-1']}))(factsFor(failover));
	expect(of(failover, alive).consequences.gentler[0]?.action).toEqual(actions['patroni.switchover']);
	expect(of(failover).consequences.gentler[0]?.action).toBeUndefined();
});

test('what a database’s definition drops is told, and that nobody knows it too', () => {
	const {'playbook.database': database, 'playbook.user': user} = actions;
	const lost = (action: Action, definition: Parameters<typeof inSection<'definition'>>[1]) =>
		of(action, inSection('definition', definition)(factsFor(action))).consequences.lost.join('; ');
	expect(lost(database, {state: 'recreate', drops: ['schema old (cascade)']})).toMatch(
		/all its data.*on every run.*schema old/,
	);
	expect(lost(database, {drops: undefined})).toContain('not known');
	expect(lost(user, {state: 'absent'})).toContain('dbuser_app');
});
