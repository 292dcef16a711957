import {type Case, both, silent, dead, gibibyte} from '../../../kit/change.ts';
import {answers, changes, fleet} from '../../../kit/state.ts';

export const plainCases: Readonly<Record<string, Case>> = {
	'etcd-no-quorum': {
		fires: () =>
			both(silent('etcd-1', 'etcd'), state =>
				answers(state, 'etcd', 'etcd-2', {healthy: false, reason: 'RAFT NO LEADER'}),
			),
		spares: () => both(silent('etcd-1', 'etcd')),
	},
	'etcd-unhealthy': {
		fires: () => both(state => answers(state, 'etcd', 'etcd-2', {healthy: false, reason: 'ALARM NOSPACE'})),
		// Its host is dead, which is told of the host.
		spares: () => dead(fleet(), '10.10.10.12', 'pg-test-2', 'etcd-2'),
	},
	'redis-down': {
		fires: () => both(silent('redis-ms-1-6379', 'redis')),
		spares: () => both(silent('redis-ms-1-6379', 'redis'), silent('10.10.10.10', 'node')),
	},
	'redis-full': {
		fires: () =>
			both(state => changes(state, 'redis', 'redis-ms-1-6379', value => ({...value, usedBytes: 0.95 * gibibyte}))),
		spares: () =>
			both(state =>
				changes(state, 'redis', 'redis-ms-1-6379', value => ({...value, usedBytes: 9 * gibibyte, maxBytes: 0})),
			),
	},
};
