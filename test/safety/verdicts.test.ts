import {expect, test} from 'vitest';
import {nothingKnown, type Facts} from '../../source/safety/facts.ts';
import {judge} from '../../source/safety/judge.ts';
import {actions} from '../kit/action.ts';
import {both, inBackups, inMember, inSection} from '../kit/alter-facts.ts';
import {factsFor} from '../kit/facts.ts';

const situations: Readonly<Record<string, (facts: Facts) => Facts>> = {
	'all is well, staging': facts => facts,
	'all is well, production': facts => ({...facts, environment: 'PROD'}),
	'changes are locked': facts => ({...facts, readOnly: true}),
	'facts are 20 s old': facts => ({...facts, ageMs: 20_000}),
	'nothing is known': () => nothingKnown,
	'pigsty.yml is broken': inSection('inventory', {isStale: true}),
	'etcd has no quorum': inSection('cluster', {hasDcsQuorum: false}),
	'failsafe mode is active': inSection('cluster', {isFailsafeActive: true}),
	'failover is paused': inSection('cluster', {isPaused: true}),
	'there is no leader': both(
		inSection('cluster', {leaders: [], writable: []}),
		inMember(1, {isLive: false, role: undefined, state: 'stopped'}),
	),
	'two members accept writes': inSection('cluster', {writable: ['pg-test-1', 'pg-test-2']}),
	'after a failover': both(
		inSection('cluster', {leaders: ['pg-test-3'], writable: ['pg-test-3'], timeline: 4}),
		inMember(1, {role: 'replica', state: 'streaming', lagBytes: 0, timeline: 4}),
		inMember(2, {timeline: 4}),
		inMember(3, {role: 'leader', state: 'running', lagBytes: undefined, timeline: 4}),
	),
	'pg-test-2 is 700 MB behind': inMember(2, {lagBytes: 700 * 1024 ** 2}),
	'pg-test-3 is dead': inMember(3, {isLive: false, role: undefined, state: undefined, lagBytes: undefined}),
	'the backup is 3 days old': inBackups({newestAgeMs: 72 * 3_600_000}),
	'another change is running': facts => ({...facts, changes: [{cluster: '*', text: 'deploy.yml by anna'}]}),
	'the safeguards are on': both(
		inSection('cluster', {safeguard: true}),
		inSection('redis', {safeguard: true}),
		inSection('etcd', {safeguard: true}),
		inSection('minio', {safeguard: true}),
	),
	'pigsty.yml says absent': both(
		inSection('definition', {state: 'absent'}),
		inSection('cluster', {landmines: ['database app (absent)']}),
	),
};

const width = Math.max(...Object.keys(situations).map(name => name.length));

test('test/safety/verdicts.txt has the verdict on each kind of action in each situation', async () => {
	const text = Object.values(actions).map(action => {
		const lines = Object.entries(situations).map(([name, change]) => {
			const {level, reasons, phrases} = judge(action, change(factsFor(action)));
			const tripped = reasons.filter(({isSafe}) => !isSafe).map(({rule}) => rule);
			const typed = phrases.map(phrase => `“${phrase}”`);
			return `  ${name.padEnd(width)}  ${level.padEnd(9)}  ${[...tripped, ...typed].join(', ')}`.trimEnd();
		});
		return [action.kind, ...lines].join('\n');
	});
	await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('verdicts.txt');
});

test('test/safety/reasons.txt has the words of the verdicts', async () => {
	const text = Object.values(actions).map(action => {
		const lines = Object.entries(situations).flatMap(([name, change]) => {
			const tripped = judge(action, change(factsFor(action))).reasons.filter(({isSafe}) => !isSafe);
			return name === 'nothing is known'
				? []
				: tripped.map(({rule, level, text: words}) => `${rule} (${level}): ${words}`);
		});
		return [action.kind, ...[...new Set(lines)].map(line => `  ${line}`)].join('\n');
	});
	await expect(`${text.join('\n\n')}\n`).toMatchFileSnapshot('reasons.txt');
});
