import {type Case, both, member, instance, patroni, silent, dead} from '../../../kit/change.ts';
import {changes, fails, fleet, later, now} from '../../../kit/state.ts';

export const patroniCases: Readonly<Record<string, Case>> = {
	'dcs-unreachable': {
		fires: () =>
			both(
				silent('pg-test', 'patroniCluster'),
				patroni('pg-test-1', {dcsLastSeenAt: now - 31_000}),
				patroni('pg-test-2', {clusterUnlocked: true}),
			),
		spares: () => both(silent('pg-test', 'patroniCluster'), patroni('pg-test-1', {dcsLastSeenAt: now - 29_000})),
	},
	'failsafe-active': {
		fires: () => both(patroni('pg-test-1', {failsafeActive: true})),
		spares: () => both(patroni('pg-test-1', {clusterUnlocked: true})),
	},
	'instance-unreachable': {
		fires: () => both(silent('pg-test-2', 'instance')),
		spares: () => dead(fleet(), '10.10.10.12', 'pg-test-2', 'etcd-2'),
	},
	'patroni-unreachable': {
		fires: () => both(silent('pg-test-2', 'patroniStatus')),
		spares: () => both(silent('pg-test-2', 'patroniStatus', 'instance')),
	},
	'patroni-paused': {
		fires: () => both(state => changes(state, 'patroniCluster', 'pg-test', value => ({...value, paused: true}))),
		spares: () => both(state => changes(state, 'patroniConfig', 'pg-test', value => ({...value, failsafeMode: false}))),
	},
	'pending-restart': {
		fires: () =>
			both(member('pg-test-2', {pendingRestart: true}), instance('pg-test-2', {pendingRestart: ['shared_buffers']})),
		spares: () => later(fails(both(member('pg-test-2', {pendingRestart: true})), 'pg-test', ['patroniCluster']), 7000),
	},
	'switchover-scheduled': {
		fires: () =>
			both(state =>
				changes(state, 'patroniCluster', 'pg-test', value => ({
					...value,
					scheduledSwitchover: {at: '2026-11-24T05:00:00+00:00', from: 'pg-test-1', to: undefined},
				})),
			),
		spares: () => fleet(),
	},
	'restart-under-way': {
		fires: () => both(member('pg-test-3', {state: 'creating replica', lagBytes: undefined})),
		spares: () => both(member('pg-test-3', {state: 'stopped', lagBytes: undefined})),
	},
};
