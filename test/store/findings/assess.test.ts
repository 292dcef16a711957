import {expect, test} from 'vitest';
import {assess} from '../../../source/store/findings/assess.ts';
import type {Rule} from '../../../source/store/findings/rule.ts';
import type {State} from '../../../source/store/state.ts';
import {etcd, inventoryOf, pgCluster, pgInstance} from '../../kit/inventory.ts';
import {both, dead, member, patroni, silent} from '../../kit/change.ts';
import {
	answers,
	changes,
	fails,
	fleet,
	found,
	foundBy,
	grey,
	heard,
	later,
	laterAnswering,
	now,
} from '../../kit/state.ts';

/** Long after the start, with everything answering. */
const settled = (): State => laterAnswering(fleet(), 60_000);

const twoLeaders = (state: State): State =>
	changes(
		changes(state, 'patroniStatus', 'pg-test-2', value => ({...value, role: 'primary'})),
		'instance',
		'pg-test-2',
		value => ({...value, inRecovery: false}),
	);

test('what a switchover passes through is not shown before it has lasted', () => {
	const begun = twoLeaders(settled());
	expect(foundBy(begun, 'several-leaders')).toEqual([]);
	expect(foundBy(laterAnswering(begun, 3000), 'several-leaders')).toEqual([]);
	expect(foundBy(laterAnswering(laterAnswering(begun, 3000), 1000), 'several-leaders')).toMatchObject([
		{since: now + 60_000},
	]);
});

test('what passes before it has lasted is never shown, and begins anew when it comes back', () => {
	const passed = laterAnswering(settled(), 3000);
	const again = laterAnswering(twoLeaders(passed), 2000);
	expect(foundBy(again, 'several-leaders')).toEqual([]);
});

test('what is there at the first look is shown at once: it need not have begun just now', () => {
	expect(foundBy(twoLeaders(fleet()), 'several-leaders')).not.toEqual([]);
});

test('a finding keeps the time at which it was first seen for as long as it lasts', () => {
	const lagging = both(member('pg-test-3', {lagBytes: 1_500_000_000}));
	const worse = laterAnswering(
		changes(laterAnswering(lagging, 5000), 'patroniCluster', 'pg-test', value => ({
			...value,
			members: value.members.map(each => (each.name === 'pg-test-3' ? {...each, lagBytes: 9_000_000_000} : each)),
		})),
		5000,
	);
	const [finding] = foundBy(worse, 'replica-lagging');
	expect(finding).toMatchObject({since: now, title: expect.stringContaining('8.4 GB')});
});

test('a finding is gone with its condition, and begins anew when that comes back', () => {
	const failsafe = both(patroni('pg-test-1', {failsafeActive: true}));
	const over = laterAnswering(
		changes(failsafe, 'patroniStatus', 'pg-test-1', value => ({...value, failsafeActive: false})),
		5000,
	);
	expect(found(over)).toEqual([]);
	const back = changes(over, 'patroniStatus', 'pg-test-1', value => ({...value, failsafeActive: true}));
	expect(foundBy(back, 'failsafe-active')).toMatchObject([{since: now + 5000}]);
});

test('what fails says itself since when', () => {
	const failed = laterAnswering(fails(settled(), 'pg-test-2', ['instance']), 1000);
	const still = laterAnswering(fails(failed, 'pg-test-2', ['instance']), 4000);
	expect(foundBy(still, 'instance-unreachable')).toMatchObject([{since: now + 60_000}]);
});

test('a dead host is one finding, with everything that is silent on it as evidence', () => {
	const state = dead(fleet(), '10.10.10.13', 'pg-test-3', 'etcd-3');
	expect(found(state)).toEqual(['node-unreachable:pg-test-3']);
	const [finding] = state.findings;
	expect(finding).toMatchObject({severity: 'crit', subject: {kind: 'node', cluster: 'pg-test'}});
	expect(finding?.evidence.map(({source}) => source)).toEqual(
		expect.arrayContaining(['node 10.10.10.13', 'instance pg-test-3', 'patroniStatus pg-test-3', 'etcd etcd-3']),
	);
});

test('when its member falls out of Patroni too, a dead host is still one finding', () => {
	const gone = changes(dead(fleet(), '10.10.10.13', 'pg-test-3', 'etcd-3'), 'patroniCluster', 'pg-test', value => ({
		...value,
		members: value.members.filter(({name}) => name !== 'pg-test-3'),
	}));
	expect(found(gone)).toEqual(['node-unreachable:pg-test-3']);
});

test('an alert about a dead host is among its evidence and no finding of its own', () => {
	const alert = {
		name: 'NodeDown',
		state: 'firing',
		severity: 'CRIT',
		summary: 'NodeDown 10.10.10.13',
		activeAt: now,
		labels: {ip: '10.10.10.13'},
	} as const;
	const alone = answers(fleet(), 'alerts', '10.10.10.10', [alert]);
	expect(found(alone)).toEqual(['alert-firing:pg-test-3:NodeDown']);
	const state = dead(alone, '10.10.10.13', 'pg-test-3', 'etcd-3');
	expect(found(state)).toEqual(['node-unreachable:pg-test-3']);
	expect(state.findings[0]?.evidence.at(-1)?.text).toContain('NodeDown');
});

test('a host that only SSH does not reach is a warning, and its services are not', () => {
	expect(both(silent('10.10.10.13', 'node')).findings).toMatchObject([
		{id: 'node-unreachable:pg-test-3', severity: 'warn', title: 'pg-test-3 does not answer by SSH'},
	]);
});

test('an etcd without quorum is told although hosts are dead', () => {
	const state = dead(dead(fleet(), '10.10.10.13', 'pg-test-3', 'etcd-3'), '10.10.10.12', 'pg-test-2', 'etcd-2');
	expect(found(state)).toContain('etcd-no-quorum:etcd');
});

test('the worst comes first, then as the table has it, and equals in the order of their names', () => {
	const state = both(
		member('pg-test-3', {lagBytes: 1_500_000_000}),
		member('pg-test-2', {lagBytes: 1_500_000_000}),
		patroni('pg-test-1', {failsafeActive: true}),
	);
	expect(found(state)).toEqual([
		'failsafe-active:pg-test',
		'replica-lagging:pg-test-2',
		'replica-lagging:pg-test-3',
		'replica-not-eligible:pg-test',
	]);
});

const large = () =>
	fleet(
		inventoryOf([
			...Array.from({length: 100}, (_, index) =>
				pgCluster(`pg-${index}`, [pgInstance(`pg-${index}`, 1, `10.0.${index}.1`, 'primary')]),
			),
			etcd,
		]),
	);

const counted = () => {
	const looks: string[] = [];
	const rule: Rule = {
		id: 'counted',
		about: 'counts the looks',
		docs: 'https://example.org',
		of: 'pgsql',
		evaluate: ({cluster}) => {
			looks.push(cluster.name);
			return [];
		},
	};
	return {looks, table: [rule]};
};

test('in a large fleet the units take turns, and each is looked at once in a second', () => {
	const {looks, table} = counted();
	const tick = (state: State) => assess({...state, now: state.now + 250}, {urgent: new Set()}, table);
	[1, 2, 3, 4].reduce(tick, large());
	expect(new Set(looks).size).toBe(100);
	expect(looks.length).toBeLessThan(160);
});

test('in a large fleet what fails or answers for the first time is looked at now', () => {
	const {looks, table} = counted();
	const state = large();
	assess({...state, assessed: {...state.assessed, next: 0}}, {urgent: new Set(['pg-99-1'])}, table);
	expect(looks).toContain('pg-99');
	expect(looks.length).toBeLessThan(70);
});

test('after a second without a look everything is looked at', () => {
	const {looks, table} = counted();
	const state = large();
	assess({...state, now: state.now + 1000}, {urgent: new Set()}, table);
	expect(looks).toHaveLength(100);
});

test('a failing host of a large fleet is found in the tick in which it fails', () => {
	const state = large();
	const failing = heard(state, {
		id: 'node',
		target: '10.0.77.1',
		at: state.now,
		tookMs: 9,
		ok: false,
		problem: 'no route',
	});
	expect(found(failing)).toEqual(['node-unreachable:pg-77-1']);
});

test('while nothing changes the list of findings is the same one', () => {
	const state = settled();
	expect(laterAnswering(state, 250).findings).toBe(state.findings);
});

test('findings of what left the inventory are gone', () => {
	const state = both(member('pg-test-3', {lagBytes: 1_500_000_000}));
	const smaller = grey(inventoryOf([etcd]));
	expect(
		assess({...state, inventory: smaller.inventory, samples: smaller.samples}, {urgent: 'everything'}).findings,
	).toEqual([]);
});

test('before there is an inventory nothing is found', () => {
	expect(later(grey(inventoryOf([])), 60_000).findings).toEqual([]);
});

test('while no source has answered yet nothing is found', () => {
	expect(found(later(grey(), 250))).toEqual([]);
});

test('a host is dead although what is asked of it rarely has not been asked again', () => {
	const fast = ['node', 'haproxy'] as const;
	const failing = fails(fails(laterAnswering(fleet(), 20_000), '10.10.10.13', fast), 'etcd-3');
	const state = fails(failing, 'pg-test-3', [
		'patroniStatus',
		'instance',
		'replication',
		'slots',
		'archiver',
		'activity',
		'pgbouncer',
	]);
	expect(state.samples.backup.get('pg-test-3')?.ok).toBe(true);
	const later5 = laterAnswering(state, 5000, ['pg-test-3']);
	expect(found(later5)).toEqual(['node-unreachable:pg-test-3']);
	expect(later5.findings[0]?.severity).toBe('crit');
});

test('while a leader fails its replicas are not blamed for streaming from nobody', () => {
	const waiting = both(
		silent('pg-test-1', 'instance'),
		patroni('pg-test-1', {state: 'start failed'}),
		member('pg-test-1', {state: 'start failed'}),
		member('pg-test-2', {state: 'in archive recovery'}),
		member('pg-test-3', {state: 'in archive recovery'}),
	);
	expect(found(waiting)).toContain('instance-unreachable:pg-test-1');
	expect(found(waiting).filter(id => id.startsWith('replica-not-streaming'))).toEqual([]);
});

test('what could not be asked because of something else is not called silent in the moment when that comes back', () => {
	const failed = fails(laterAnswering(fleet(), 20_000), 'pg-test-2', ['instance', 'slots', 'archiver']);
	const long = laterAnswering(failed, 60_000);
	const back = answers(long, 'instance', 'pg-test-2', instanceValue());
	expect(foundBy(back, 'source-silent')).toEqual([]);
	expect(foundBy(laterAnswering(laterAnswering(back, 6000), 50_000), 'source-silent')).toHaveLength(1);
});

const instanceValue = () => {
	const sample = fleet().samples.instance.get('pg-test-2');
	return sample?.ok ? sample.value : expect.fail('the kit has no healthy pg-test-2');
};

test('without the DCS that is told, and not also that nobody knows the state', () => {
	const state = both(silent('pg-test', 'patroniCluster'), patroni('pg-test-1', {clusterUnlocked: true}));
	expect(found(state)).toEqual(['dcs-unreachable:pg-test']);
});
