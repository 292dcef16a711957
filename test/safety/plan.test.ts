import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.ts';
import {nothingKnown, type Facts} from '../../source/safety/facts.ts';
import {plan, playbookHosts} from '../../source/safety/plan.ts';
import {describe as inWords, type Step} from '../../source/safety/step.ts';
import {actions, member, session} from '../kit/action.ts';
import {both, inMember, inSection} from '../kit/alter-facts.ts';
import {factsFor, memberFacts} from '../kit/facts.ts';
import {lossOf} from '../kit/lose.ts';

const stepsOf = (action: Action, facts: Facts = factsFor(action)): readonly Step[] => {
	const made = plan(action, facts);
	if ('problem' in made) throw new Error(made.problem);
	return made.steps;
};
const words = (action: Action, facts?: Facts) => stepsOf(action, facts).map(step => inWords(step));
const problem = (action: Action, facts: Facts): string | undefined => {
	const made = plan(action, facts);
	return 'problem' in made ? made.problem : undefined;
};

test('test/safety/plans.txt has the literal steps of each kind of action', async () => {
	const text = Object.values(actions).map(action =>
		[action.kind, ...words(action).map(line => `  ${line}`)].join('\n'),
	);
	await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('plans.txt');
});

test('restarts take replicas first and the leader last, by number and not by spelling', () => {
	const action = actions['patroni.restart-cluster'];
	const facts = inSection('cluster', {
		leaders: ['pg-test-2'],
		members: [10, 3, 2, 1].map(seq => memberFacts(seq)),
	})(factsFor(action));
	expect(stepsOf(action, facts).map(step => step.via === 'patroni' && step.member)).toEqual([
		'pg-test-1',
		'pg-test-3',
		'pg-test-10',
		'pg-test-2',
	]);
});

test('only those that wait for a restart are restarted, and those that are dead are not', () => {
	const action = {...actions['patroni.restart-cluster'], pendingOnly: true};
	const facts = both(
		inMember(2, {isPendingRestart: true}),
		inMember(3, {isPendingRestart: true, isLive: false}),
	)(factsFor(action));
	expect(words(action, facts)).toEqual(['pg-test-2: POST 10.10.10.12:8008/restart {"restart_pending":true}']);
	expect(problem(action, factsFor(action))).toBe('there is nothing to do');
});

test('a cluster is removed replicas first, the leader in a run of its own', () => {
	const limits = words(actions['playbook.remove-cluster']).map(line => /--limit=(\S+)/.exec(line)?.[1]);
	expect(limits).toEqual(['10.10.10.12,10.10.10.13', '10.10.10.11']);
});

test('removals keep backups and packages unless the action says otherwise', () => {
	const vars = (action: Action) =>
		stepsOf(action).map(step => step.via === 'ansible' && step.argv.find(word => word.startsWith('--extra-vars=')));
	const {'playbook.remove-cluster': cluster, 'playbook.remove-replica': replica} = actions;
	expect(vars(replica)).toEqual(['--extra-vars={"pg_rm_backup":false,"pg_rm_data":true,"pg_rm_pkg":false}']);
	expect(new Set(vars({...cluster, data: 'keep'}))).toEqual(
		new Set(['--extra-vars={"pg_rm_backup":false,"pg_rm_data":false,"pg_rm_pkg":false}']),
	);
	expect(new Set(vars({...cluster, backups: 'remove'}))).toEqual(
		new Set(['--extra-vars={"pg_rm_backup":true,"pg_rm_data":true,"pg_rm_pkg":false}']),
	);
	expect(vars({...actions['playbook.remove-etcd'], data: 'keep'})).toEqual([
		'--extra-vars={"etcd_rm_data":false,"etcd_rm_pkg":false}',
	]);
});

test('one instance of Redis is removed by its port, a cluster by its hosts', () => {
	const action: Action = {
		...actions['playbook.remove-redis'],
		redis: {kind: 'redis-instance', name: 'redis-ms-1-6380', ip: '10.10.10.10', port: 6380, cluster: 'redis-ms'},
	};
	expect(words(action)).toEqual([
		`ansible-playbook /home/dba/pigsty/redis-rm.yml --limit=10.10.10.10 '--extra-vars={"redis_port":6380,"redis_rm_data":true,"redis_rm_pkg":false}'`,
	]);
});

test('sessions are found and signalled by one statement, by pid and start', () => {
	const [step] = stepsOf({...actions['session.terminate'], sessions: [session(4711), session(4712)]});
	expect(step).toMatchObject({
		via: 'sql',
		values: [
			[4711, 4712],
			['2026-11-24 03:00:00.123456+00', '2026-11-24 03:00:00.123456+00'],
		],
		expects: 'all-done',
	});
	expect(step && 'text' in step && step.text).toMatch(
		/where \(pid, backend_start\) in .*\$1::int\[\], \$2::timestamptz\[\]/,
	);
});

describe('a limit', () => {
	test.each([
		'',
		' ',
		'*',
		'pg-test*',
		'!10.10.10.11',
		'10.10.10.11:&all',
		'~pg',
		'@hosts',
		'10.10.10.1[1:3]',
		'-e',
		'a,b',
		'a b',
		'10.10.10.11\n',
	])('is never made of %j', ip => {
		for (const kind of ['playbook.hba', 'playbook.remove-cluster'] as const) {
			expect(problem(actions[kind], inMember(2, {ip})(factsFor(actions[kind])))).toContain('cannot stand in a limit');
		}
	});

	test('is never empty, whatever is known: each playbook names its hosts', () => {
		fc.assert(
			fc.property(
				fc
					.constantFrom(...Object.values(actions))
					.chain(action => lossOf(factsFor(action)).map(({facts}) => ({action, facts}))),
				({action, facts}) => {
					const made = plan(action, facts);
					for (const step of 'steps' in made ? made.steps : []) {
						if (step.via === 'ansible') {
							const limit = step.argv.filter(word => word.startsWith('--limit='));
							expect(limit).toEqual([`--limit=${step.hosts.join(',')}`]);
							expect(step.hosts.length).toBeGreaterThan(0);
							expect(step.hosts.every(host => /^[\w.-]+$/.test(host))).toBe(true);
						}
					}
				},
			),
		);
	});

	test('is made by the inventory: who is not in it cannot be reached', () => {
		const facts = inMember(3, {isInInventory: false})(factsFor(actions['playbook.hba']));
		expect(playbookHosts(stepsOf(actions['playbook.hba'], facts))).toEqual(['10.10.10.12', '10.10.10.11']);
	});
});

test('where nothing is known there is no plan, and it says what is missing', () => {
	const needsNothing = ['operator.ssh', 'pitr.plan'];
	for (const action of Object.values(actions).filter(({kind}) => !needsNothing.includes(kind))) {
		expect(problem(action, nothingKnown), action.kind).toMatch(/ (is|are) not known$/);
	}
});

test('a plan that names a member twice, or two leaders, is none', () => {
	const {'patroni.switchover': switchover, 'patroni.pause': pause} = actions;
	const twice = inSection('cluster', {members: [memberFacts(1), memberFacts(1), memberFacts(2)]})(factsFor(switchover));
	expect(problem(switchover, twice)).toBe('pg-test-1 is listed 2 times');
	const two = inSection('cluster', {leaders: ['pg-test-1', 'pg-test-2']})(factsFor(pause));
	expect(problem(pause, two)).toBe('there are 2 leaders: pg-test-1, pg-test-2');
	expect(problem({kind: 'patroni.remove'} as unknown as Action, nothingKnown)).toBe(
		'there is no plan for patroni.remove',
	);
});

test('a restore names its target and cannot reach the cluster', () => {
	const until = (target: (typeof actions)['pitr.plan']['until']) =>
		words({...actions['pitr.plan'], until: target})[1] ?? '';
	expect(until({type: 'time', at: 1_795_489_200_000})).toContain("'--target=2026-11-24 03:00:00+00'");
	expect(until({type: 'lsn', value: '0/3000060'})).toContain('--type=lsn --target=0/3000060');
	expect(until({type: 'immediate'})).toContain('--type=immediate --target-action=pause');
	expect(until({type: 'immediate'})).toContain('--archive-mode=off --no-delta');
});

test('what is printed can be pasted into a shell or psql, whatever is in it', () => {
	expect(inWords({via: 'terminal', ip: '10.10.10.11', argv: ['psql', "--dbname=it's"]})).toBe(
		String.raw`psql '--dbname=it'\''s'`,
	);
	expect(
		inWords({
			via: 'sql',
			instance: 'pg-test-1',
			ip: '10.10.10.11',
			port: 5432,
			text: 'select $1, $2, $3',
			values: ["o'k", 1, ['a']],
			expects: 'nothing',
			timeoutMs: 1,
		}),
	).toBe("pg-test-1: select 'o''k', 1, array['a']");
	expect(words({...actions['operator.psql'], instance: member(2)})).toEqual([
		'psql --host=10.10.10.12 --port=5432 --dbname=postgres',
	]);
});
