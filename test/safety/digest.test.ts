import {describe, expect, test} from 'vitest';
import {difference, planDigest, policyDigest, stateDigest, stateFields} from '../../source/safety/digest.ts';
import type {Facts} from '../../source/safety/facts.ts';
import {plan} from '../../source/safety/plan.ts';
import {actions} from '../kit/action.ts';
import {inBackups, inMember, inSection, inSessions} from '../kit/alter-facts.ts';
import {factsFor} from '../kit/facts.ts';
import {sha256} from '../kit/hash.ts';

const action = actions['playbook.remove-cluster'];
const facts = factsFor(action);
const digestOf = (of: Facts) => stateDigest(action, of, sha256);
const between = (before: Facts, after: Facts) => difference(stateFields(action, before), stateFields(action, after));

const changes: readonly [field: string, change: (facts: Facts) => Facts][] = [
	['environment', of => ({...of, environment: 'PROD'})],
	['pigsty.yml', inSection('inventory', {sha256: 'changed'})],
	['Pigsty version', inSection('inventory', {pigstyVersion: 'v4.5.0'})],
	['other changes', of => ({...of, changes: [{cluster: 'pg-test', text: 'backup.run by anna'}]})],
	['other changes', of => ({...of, changes: [{cluster: '*', text: 'deploy'}]})],
	['foreign ansible-playbook', inSection('ansible', {running: ['ansible-playbook x.yml']})],
	['file ansible.cfg', inSection('ansible', {files: {'ansible.cfg': 'changed', 'pgsql.yml': 'cc33'}})],
	[
		'file roles/x.yml',
		inSection('ansible', {files: {'ansible.cfg': 'bb22', 'pgsql.yml': 'cc33', 'roles/x.yml': 'new'}}),
	],
	['system identifier', inSection('cluster', {systemIdentifier: '1'})],
	['timeline', inSection('cluster', {timeline: 4})],
	['leader', inSection('cluster', {leaders: ['pg-test-2']})],
	['accepts writes', inSection('cluster', {writable: []})],
	['paused', inSection('cluster', {isPaused: true})],
	['failsafe', inSection('cluster', {isFailsafeActive: true})],
	['etcd', inSection('cluster', {isDcsReachable: false})],
	['etcd', inSection('cluster', {hasDcsQuorum: false})],
	['synchronous', inSection('cluster', {isSynchronous: true})],
	['maximum lag', inSection('cluster', {lagMaxBytes: 2_000_000})],
	['scheduled switchover', inSection('cluster', {scheduledSwitchover: 'soon'})],
	['Patroni configuration', inSection('cluster', {config: '{}'})],
	['standby cluster', inSection('cluster', {isStandbyCluster: true})],
	['safeguard', inSection('cluster', {safeguard: true})],
	['marked to be dropped', inSection('cluster', {landmines: ['database app']})],
	['databases', inSection('cluster', {databases: []})],
	['archiving', inSection('cluster', {isArchiving: false})],
	['member pg-test-2', inMember(2, {role: 'sync_standby'})],
	['member pg-test-2', inMember(2, {state: 'stopped'})],
	['member pg-test-2', inMember(2, {timeline: 2})],
	['member pg-test-2', inMember(2, {lagBytes: 5_000_000})],
	['member pg-test-2', inMember(2, {lagBytes: undefined})],
	['member pg-test-2', inMember(2, {isLive: false})],
	['member pg-test-2', inMember(2, {ip: '10.10.10.99'})],
	['member pg-test-2', inMember(2, {inventoryRole: 'primary'})],
	['member pg-test-2', inMember(2, {isInInventory: false})],
	['member pg-test-2', inMember(2, {isNoFailover: true})],
	['member pg-test-2', inMember(2, {isDelayed: true})],
	['member pg-test-2', inMember(2, {isPendingRestart: true})],
	['member pg-test-2', inMember(2, {postmasterStartedAt: 1})],
	['member pg-test-2', inMember(2, {neighbours: ['pg-meta-2']})],
	['backups in repo1', inBackups({labels: ['20261123-010002F']})],
	['backups in repo1', inBackups({statusCode: 99})],
	['backups in repo1', inBackups({hasErrors: true})],
	['backups in repo1', inBackups({isWalComplete: false})],
	['backups in repo1', inBackups({isRunning: true})],
	['backups in repo1', inBackups({host: '10.10.10.11'})],
	['slot', inSection('slot', {isActive: true})],
	['slot', inSection('slot', {isManaged: true})],
	['definition', inSection('definition', {state: 'absent'})],
	['definition', inSection('definition', {drops: ['schema x']})],
	['host', inSection('host', {modules: []})],
	['host', inSection('host', {isAdmin: true})],
	['host', inSection('host', {isDirectoryEmpty: false})],
	['host', inSection('host', {isPortFree: false})],
	['host', inSection('host', {hasPostgres: true})],
	['Redis', inSection('redis', {safeguard: true})],
	['Redis', inSection('redis', {instances: []})],
	['etcd members', inSection('etcd', {members: []})],
	['depend on etcd', inSection('etcd', {dependents: []})],
	['MinIO', inSection('minio', {stanzas: []})],
	['MinIO', inSection('minio', {safeguard: true})],
];

describe('the state digest', () => {
	test.each(changes)('sees that another %s is another world', (field, change) => {
		const after = change(facts);
		expect(digestOf(after)).not.toBe(digestOf(facts));
		expect(between(facts, after).map(found => found.field)).toEqual([field]);
	});

	test('has no other fields than those that are tried here', () => {
		const tried = new Set(changes.map(([field]) => field));
		const untried = Object.keys(stateFields(action, facts)).filter(field => !tried.has(field));
		expect(untried.filter(field => !/^(member pg-test-[13]|file pgsql.yml|hosts of )/.test(field))).toEqual([]);
	});

	test('sees that Ansible would reach other hosts', () => {
		const listed = facts.ansible?.listed?.map(({argv}) => ({argv, hosts: ['10.10.10.12']}));
		expect(between(facts, inSection('ansible', {listed})(facts)).map(({field}) => field)[0]).toMatch(
			/^hosts of ansible-playbook/,
		);
	});

	test.each<readonly [string, (facts: Facts) => Facts]>([
		['an age', of => ({...of, ageMs: 4000})],
		['lag within the limit', inMember(2, {lagBytes: 900_000})],
		['connections', inMember(2, {connections: 99})],
		['free disk', inMember(2, {diskAvailableBytes: 1})],
		['the age of a backup', inBackups({newestAgeMs: 8_000_000})],
		['what a session does', inSessions({doing: 'active'})],
		['a change on another cluster', of => ({...of, changes: [{cluster: 'pg-meta', text: 'x'}]})],
		[
			'a size',
			inSection('cluster', {databases: facts.cluster?.databases?.map(one => ({...one, sizeBytes: 1, connections: 0}))}),
		],
	])('does not mind %s', (_, change) => {
		expect(between(facts, change(facts))).toEqual([]);
		expect(digestOf(change(facts))).toBe(digestOf(facts));
	});

	test('has lag within the limit, over it, or unknown', () => {
		const lagOf = (change: (facts: Facts) => Facts) =>
			/"lag":"([^"]*)"/.exec(JSON.stringify(stateFields(action, change(facts))['member pg-test-2']))?.[1];
		expect([
			lagOf(inMember(2, {lagBytes: 1_048_576})),
			lagOf(inMember(2, {lagBytes: 1_048_577})),
			lagOf(inMember(2, {lagBytes: undefined})),
			lagOf(inMember(2, {lagBytes: Number.NaN})),
			lagOf(inSection('cluster', {lagMaxBytes: undefined})),
		]).toEqual(['within the limit', 'over the limit', 'unknown', 'unknown', 'unknown']);
		expect(digestOf(inMember(2, {timeline: Number.NaN})(facts))).toBe(
			digestOf(inMember(2, {timeline: undefined})(facts)),
		);
	});

	test('tells what it was and what it is, and unknown from none', () => {
		expect(between(facts, inSection('cluster', {leaders: undefined})(facts))).toEqual([
			{field: 'leader', before: '["pg-test-1"]', after: 'unknown'},
		]);
		expect(between(facts, {...facts, slot: undefined})).toEqual([
			{field: 'slot', before: '{"isActive":false,"isManaged":false,"name":"debezium"}', after: 'not there'},
		]);
	});

	test('is the same for every kind of action but for what holds its lock', () => {
		expect(digestOf(facts)).toMatch(/^[0-9a-f]{64}$/);
		expect(stateDigest(actions['patroni.pause'], facts, sha256)).toBe(digestOf(facts));
	});
});

test('a plan’s digest is another with every step, order and value', () => {
	const steps = (of: Parameters<typeof plan>[0]) => {
		const made = plan(of, factsFor(of));
		return 'steps' in made ? made.steps : [];
	};
	const all = Object.values(actions).map(one => planDigest(steps(one), sha256));
	expect(new Set(all).size).toBe(all.length);
	const restart = steps(actions['patroni.restart-cluster']);
	expect(planDigest(restart.toReversed(), sha256)).not.toBe(planDigest(restart, sha256));
	expect(planDigest(restart.slice(1), sha256)).not.toBe(planDigest(restart, sha256));
});

test('the policy’s digest is one line for the audit log', () => {
	expect(policyDigest(sha256)).toMatch(/^[0-9a-f]{64}$/);
	expect(policyDigest(sha256)).toBe(policyDigest(sha256));
});
