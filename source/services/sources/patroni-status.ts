import {type Decoder, digits, json, mapped, nullable, number, record, text} from '../../model/decode.ts';
import type {PatroniStatus} from '../../model/patroni.ts';
import {defineSource} from '../source.ts';
import {httpAnswer} from './http-answer.ts';
import {onOff} from './on-off.ts';
import {tags} from './tags.ts';
import {timestamp} from './timestamp.ts';

export const patroniStatus = defineSource({
	id: 'patroniStatus',
	of: 'instance',
	about: 'what one member says of itself; answers even while etcd is gone',
	needs: 'none: Patroni answers GET to anyone',
	everyMs: 2000,
	timeoutMs: 2000,
	ask: () => ({via: 'patroni', path: '/patroni'}),
	// 503 is how Patroni says that this member is not in the state that the path asks for; the body is the same.
	read: (raw): PatroniStatus => {
		const found = document(httpAnswer(raw, 200, 503).body, 'body');
		return {
			state: found.state,
			role: found.role,
			serverVersion: found.server_version,
			timeline: found.timeline,
			postmasterStartedAt: found.postmaster_start_time,
			xlogLocationBytes: found.xlog?.location ?? found.xlog?.replayed_location,
			replayPaused: found.xlog?.paused,
			replicationState: found.replication_state,
			pendingRestart: found.pending_restart ?? false,
			paused: found.pause ?? false,
			clusterUnlocked: found.cluster_unlocked ?? false,
			failsafeActive: found.failsafe_mode_is_active ?? false,
			dcsLastSeenAt: found.dcs_last_seen,
			systemIdentifier: found.database_system_identifier || undefined,
			patroniVersion: found.patroni?.version,
			tags: found.tags,
		};
	},
});

const role: Decoder<PatroniStatus['role']> = (raw, path) => {
	switch (text(raw, path)) {
		case 'master': // Patroni 3
		case 'primary':
			return 'primary';
		case 'replica':
			return 'replica';
		case 'standby_leader':
			return 'standby_leader';
		default:
			return 'unknown'; // `promoted`, `demoted`, `uninitialized`: between two roles
	}
};

/** Patroni starts with 0, which is not a time. */
const seconds = mapped(nullable(number), found => (found ? found * 1000 : undefined));
const position = nullable(digits);

const document = json(
	record({
		state: text,
		role,
		server_version: nullable(number),
		timeline: nullable(number),
		postmaster_start_time: nullable(timestamp),
		xlog: nullable(record({location: position, replayed_location: position, paused: nullable(onOff)})),
		replication_state: nullable(text),
		pending_restart: nullable(onOff),
		pause: nullable(onOff),
		cluster_unlocked: nullable(onOff),
		failsafe_mode_is_active: nullable(onOff),
		dcs_last_seen: seconds,
		database_system_identifier: nullable(text),
		patroni: nullable(record({version: nullable(text)})),
		tags,
	}),
);
