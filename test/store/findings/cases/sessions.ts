import {type Case, both, activity, hour} from '../../../kit/change.ts';
import {changes} from '../../../kit/state.ts';

export const sessionsCases: Readonly<Record<string, Case>> = {
	'xid-age': {
		fires: () =>
			both(state =>
				changes(state, 'databases', 'pg-test-1', list => list.map(each => ({...each, xidAge: 1_400_000_000}))),
			),
		// A thousand million is where autovacuum begins in Pigsty: a normal age.
		spares: () =>
			both(state =>
				changes(state, 'databases', 'pg-test-1', list => list.map(each => ({...each, xidAge: 1_000_000_000}))),
			),
	},
	'connections-near-limit': {
		fires: () => both(activity({connections: 400})),
		spares: () => both(activity({connections: 380})),
	},
	'pool-clients-waiting': {
		fires: () =>
			both(state =>
				changes(state, 'pgbouncer', 'pg-test-1', pools =>
					pools.map(pool => ({...pool, clientsWaiting: 40, maxWaitMs: 12_000})),
				),
			),
		spares: () =>
			both(state =>
				changes(state, 'pgbouncer', 'pg-test-1', pools =>
					pools.map(pool => ({...pool, clientsWaiting: 40, maxWaitMs: 200})),
				),
			),
	},
	'lock-pile-up': {
		fires: () => both(activity({waitingOnLock: 12})),
		spares: () => both(activity({waitingOnLock: 4})),
	},
	'idle-in-transaction': {
		fires: () => both(activity({idleInTransaction: 1, longestTransactionMs: 400_000})),
		spares: () => both(activity({idleInTransaction: 0, longestTransactionMs: 400_000})),
	},
	'long-transaction': {
		fires: () => both(activity({longestTransactionMs: 2 * hour})),
		spares: () => both(activity({longestTransactionMs: undefined})),
	},
};
