import {type Case, both, member, without, instance, patroni, silent} from '../../../kit/change.ts';
import {fails, fleet} from '../../../kit/state.ts';

export const leadershipCases: Readonly<Record<string, Case>> = {
	'several-leaders': {
		// Its Patroni is dead, and the key has gone to another member.
		fires: () =>
			both(
				silent('pg-test-1', 'patroniStatus'),
				without('pg-test-1'),
				member('pg-test-2', {role: 'leader', state: 'running', timeline: 2}),
				instance('pg-test-2', {inRecovery: false, timeline: 2}),
				patroni('pg-test-2', {role: 'primary', timeline: 2}),
			),
		// The old one no longer answers: what it said last is no proof.
		spares: () =>
			both(
				silent('pg-test-1', 'patroniStatus', 'instance'),
				instance('pg-test-2', {inRecovery: false}),
				patroni('pg-test-2', {role: 'primary'}),
			),
	},
	'no-leader': {
		fires: () =>
			both(
				member('pg-test-1', {role: 'replica'}),
				instance('pg-test-1', {inRecovery: true}),
				patroni('pg-test-1', {role: 'replica', clusterUnlocked: true}),
			),
		spares: () => both(member('pg-test-1', {role: 'standby_leader'}), instance('pg-test-1', {inRecovery: true})),
	},
	'ha-state-unknown': {
		fires: () => both(silent('pg-test', 'patroniCluster')),
		spares: () =>
			['pg-test-1', 'pg-test-2', 'pg-test-3'].reduce(
				(state, name) => fails(state, name, ['patroniStatus']),
				both(silent('pg-test', 'patroniCluster')),
			),
	},
	'leader-contradiction': {
		fires: () => both(instance('pg-test-1', {inRecovery: true})),
		spares: () => both(member('pg-test-1', {role: 'standby_leader'}), instance('pg-test-1', {inRecovery: true})),
	},
	'timeline-diverged': {
		fires: () => both(member('pg-test-3', {timeline: 2})),
		spares: () => both(member('pg-test-3', {timeline: undefined})),
	},
	'leader-not-planned': {
		fires: () => both(member('pg-test-1', {role: 'replica'}), member('pg-test-2', {role: 'leader'})),
		spares: () => fleet(),
	},
};
