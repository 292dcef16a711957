import type {MemberPlan} from '../plan.ts';
import {type MemberState, syncStandbyOf, timing} from '../cluster-state.ts';
import {leaderOf, type Part, type Scene} from '../stage.ts';
import {isoMicros, lsnText, pythonTime} from './times.ts';

/** Body and status of a GET on the REST API of one member, Patroni 4.1.0. Undefined: it has no such path. */
export const patroniAnswer = (
	part: Part,
	path: string,
): {readonly status: number; readonly body: string} | undefined => {
	switch (path.replace(/\?.*$/, '')) {
		case '/cluster': {
			return ok(clusterBody(part));
		}

		case '/history': {
			return ok(
				part.state.history.map(({timeline, lsn, at, leader}) => [timeline, lsn, reason, isoMicros(at), leader]),
			);
		}

		case '/config': {
			return ok(configBody(part));
		}

		case '/patroni': {
			return ok(statusBody(part));
		}

		default: {
			return undefined;
		}
	}
};

/** Paths that Patroni reads etcd for: without it they end in a closed connection. */
export const needsDcs = (path: string): boolean => /^\/(cluster|history|config)/.test(path);

const ok = (document: unknown) => ({status: 200, body: JSON.stringify(document)});

const reason = 'no recovery target specified';

const clusterBody = (scene: Scene) => {
	const {state} = scene;
	const leader = leaderOf(scene);
	const position = leader?.lsn ?? state.knownLsn;
	return {
		members: state.members
			.filter(member => state.dcsSeenAt - member.seenAt <= timing.ttlMs)
			.map(member => memberBody(scene, member, position)),
		...(isPaused(scene) && {pause: true}),
		scope: scene.cluster.name,
	};
};

const memberBody = (scene: Scene, member: MemberState, position: number) => {
	const {plan, postgres, primary, timeline, lsn, replayed} = member;
	const isLeader = scene.state.leader === plan.name;
	// A dead host's key still holds what it said last, until it runs out.
	const runs = postgres === 'running' || postgres === 'off';
	const base = {
		name: plan.name,
		role: isLeader ? 'leader' : isSync(scene, member) ? 'sync_standby' : 'replica',
		state: stateWord(member),
		api_url: `http://${plan.ip}:8008/patroni`,
		host: plan.ip,
		port: 5432,
		...(runs && {timeline}),
		...(isPending(scene, plan) && {pending_restart: true, pending_restart_reason: pendingReason}),
		tags: scene.cluster.tags,
	};
	if (isLeader) {
		return base;
	}

	return runs && !primary
		? {
				...base,
				...lags('receive', position - lsn, lsn),
				...lags('replay', position - replayed, replayed),
				// What counts in a race for the leader key is what it has, replayed or not.
				...lag(position - lsn, lsn),
			}
		: {
				...base,
				receive_lag: 'unknown',
				receive_lsn: 'unknown',
				replay_lag: 'unknown',
				replay_lsn: 'unknown',
				lag: 'unknown',
				lsn: 'unknown',
			};
};

const lags = (what: 'receive' | 'replay', bytes: number, lsn: number) => ({
	[`${what}_lag`]: Math.max(0, bytes),
	[`${what}_lsn`]: lsnText(lsn),
});
const lag = (bytes: number, lsn: number) => ({lag: Math.max(0, bytes), lsn: lsnText(lsn)});

const stateWord = ({postgres, primary, streaming}: MemberState) => {
	if (postgres === 'starting' || postgres === 'crashed') {
		return {starting: 'starting', crashed: 'start failed'}[postgres];
	}

	return primary ? 'running' : streaming || postgres === 'off' ? 'streaming' : 'in archive recovery';
};

const statusBody = (part: Part) => {
	const {cluster, state, member} = part;
	const runs = member.postgres === 'running';
	const unlocked = state.leader === undefined || state.failsafe;
	return {
		state: runs ? 'running' : stateWord(member),
		...(runs && {postmaster_start_time: pythonTime(member.startedAt)}),
		role: member.primary && runs ? 'primary' : 'replica',
		...(runs && {
			server_version: cluster.versionNumber,
			xlog: xlogBody(part),
			timeline: member.timeline,
			...(!member.primary && {replication_state: member.streaming ? 'streaming' : 'in archive recovery'}),
			...(member.primary && {replication: replicationBody(part)}),
		}),
		...(isSync(part, member) && {sync_standby: true}),
		...(unlocked && {cluster_unlocked: true}),
		...(state.failsafe && member.plan.name === state.leader && {failsafe_mode_is_active: true}),
		...(isPaused(part) && {pause: true}),
		...(isPending(part, member.plan) && {pending_restart: true, pending_restart_reason: pendingReason}),
		dcs_last_seen: Math.floor(Math.min(state.dcsSeenAt, member.seenAt) / 1000),
		tags: cluster.tags,
		database_system_identifier: cluster.systemIdentifier,
		patroni: {version: patroniVersion, scope: cluster.name, name: member.plan.name},
	};
};

export const patroniVersion = '4.1.0';

const xlogBody = ({member, stage}: Part) =>
	member.primary
		? {location: member.lsn}
		: {
				received_location: member.lsn,
				replayed_location: member.replayed,
				replayed_timestamp: pythonTime(stage.now - 40),
				paused: stage.faults.has('replay-paused', member.plan.name, stage.now),
			};

const replicationBody = (part: Part) => {
	const {state, member} = part;
	return state.members
		.filter(other => other.streaming && other.timeline === member.timeline)
		.map(other => ({
			usename: 'replicator',
			application_name: other.plan.name,
			client_addr: other.plan.ip,
			state: 'streaming',
			sync_state: isSync(part, other) ? 'sync' : 'async',
			sync_priority: isSync(part, other) ? 1 : 0,
		}));
};

const isSync = ({cluster, state}: Scene, member: MemberState) =>
	syncStandbyOf(cluster, state)?.plan.name === member.plan.name;

const isPaused = ({stage, cluster}: Scene) => stage.faults.has('patroni-paused', cluster.name, stage.now);

const isPending = ({stage}: Scene, {name}: MemberPlan) => stage.faults.has('pending-restart', name, stage.now);

const pendingReason = {max_connections: {old_value: '100', new_value: '200'}};

const configBody = ({cluster, ...scene}: Scene) => ({
	ttl: timing.ttlMs / 1000,
	loop_wait: timing.loopMs / 1000,
	retry_timeout: timing.retryMs / 1000,
	primary_start_timeout: 25,
	maximum_lag_on_failover: timing.lagBytesMax,
	maximum_lag_on_syncnode: -1,
	primary_stop_timeout: 30,
	synchronous_mode: cluster.synchronous,
	synchronous_mode_strict: false,
	failsafe_mode: true,
	...(isPaused({cluster, ...scene}) && {pause: true}),
	pg_version: Math.floor(cluster.versionNumber / 10_000),
	pg_cluster: cluster.name,
	pg_shard: cluster.name,
	pg_group: 0,
	postgresql: {
		use_slots: true,
		use_pg_rewind: true,
		remove_data_directory_on_rewind_failure: true,
		parameters: {
			max_connections: cluster.maxConnections,
			superuser_reserved_connections: 10,
			wal_level: 'logical',
			wal_log_hints: 'on',
			max_wal_senders: 50,
			max_replication_slots: 50,
			archive_mode: 'on',
			archive_timeout: 300,
			archive_command: `pgbackrest --stanza=${cluster.name} archive-push %p`,
			log_destination: 'csvlog',
			hot_standby_feedback: 'on',
			shared_buffers: `${Math.floor(cluster.machine.memoryGib / 4)}GB`,
		},
	},
});
