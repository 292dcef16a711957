import {type Case, both, member, without, instance, silent} from '../../../kit/change.ts';

export const replicationCases: Readonly<Record<string, Case>> = {
	'member-missing': {
		fires: () => both(without('pg-test-3')),
		// It does not answer itself, which is told of the instance.
		spares: () => both(without('pg-test-3'), silent('pg-test-3', 'patroniStatus', 'instance')),
	},
	'replica-not-streaming': {
		fires: () => both(member('pg-test-3', {state: 'in archive recovery'})),
		// Patroni 3 calls a streaming replica running; the leader says that it streams.
		spares: () => both(member('pg-test-3', {state: 'running'})),
	},
	'replay-paused': {
		fires: () => both(instance('pg-test-3', {replayPaused: true})),
		spares: () => both(instance('pg-test-1', {replayPaused: undefined})),
	},
	'replica-lagging': {
		fires: () => both(member('pg-test-3', {lagBytes: 1_500_000_000})),
		spares: () => both(member('pg-test-3', {lagBytes: 16 * 1024 ** 2})),
	},
	'replica-not-eligible': {
		fires: () => both(member('pg-test-2', {lagBytes: 2_000_000}), member('pg-test-3', {tags: {nofailover: true}})),
		spares: () => both(member('pg-test-3', {tags: {nofailover: true}})),
	},
};
