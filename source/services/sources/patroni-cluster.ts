import {type Decoder, json, list, nullable, number, oneOf, record, ShapeError, text} from '../../model/decode.ts';
import type {PatroniCluster, PatroniMember, PatroniRole} from '../../model/patroni.ts';
import type {Target} from '../../model/target.ts';
import {defineSource} from '../source.ts';
import {httpAnswer} from './http-answer.ts';
import {onOff} from './on-off.ts';
import {tags} from './tags.ts';

export const patroniCluster = defineSource({
	id: 'patroniCluster',
	of: 'cluster',
	about: 'members, roles, lag, timeline, pause and planned switchover, as Patroni sees them',
	needs: 'none: Patroni answers GET to anyone',
	everyMs: 2000,
	timeoutMs: 3000,
	ask: () => ({via: 'patroni', path: '/cluster'}),
	read: (raw, target): PatroniCluster => {
		const {body, from} = httpAnswer(raw, 200);
		const {members, pause, scheduled_switchover: planned} = document(body, 'body');
		const found = members.map(member => memberOf(member, target));
		const leader = found.find(({role}) => role === 'leader' || role === 'standby_leader');
		return {
			members: found,
			paused: pause ?? false,
			// Without `from` the switchover is of whoever leads then.
			scheduledSwitchover: planned && {
				at: planned.at,
				from: planned.from ?? leader?.name ?? 'the leader',
				to: planned.to,
			},
			answeredBy: from,
		};
	},
});

/** Patroni has no number of bytes for a member that it cannot reach, and says so in words. */
const lag: Decoder<number | undefined> = (raw, path) => (raw === 'unknown' ? undefined : nullable(number)(raw, path));

const role: Decoder<PatroniRole> = (raw, path) =>
	raw === 'master' || raw === 'primary'
		? 'leader'
		: oneOf('leader', 'standby_leader', 'sync_standby', 'quorum_standby', 'replica')(raw, path);

const member = record({
	name: text,
	role,
	state: text,
	api_url: nullable(text),
	host: nullable(text),
	port: nullable(number),
	timeline: lag,
	lag,
	receive_lag: lag,
	replay_lag: lag,
	pending_restart: nullable(onOff),
	tags,
});

const document = json(
	record({
		members: list(member),
		pause: nullable(onOff),
		scheduled_switchover: nullable(record({at: text, from: nullable(text), to: nullable(text)})),
	}),
);

/** A member that never had a connection string has no host; the inventory knows where it should be. */
const memberOf = (found: ReturnType<typeof member>, target: Target): PatroniMember => {
	const instances = target.kind === 'cluster' ? target.cluster.instances : [];
	const planned = instances.find(({name}) => name === found.name);
	const host = found.host ?? /^https?:\/\/([^/:]+)/.exec(found.api_url ?? '')?.[1] ?? planned?.ip;
	if (host === undefined) {
		throw new ShapeError(`body.members: ${found.name} has no host`);
	}

	return {
		name: found.name,
		role: found.role,
		state: found.state,
		host,
		port: found.port ?? planned?.port ?? defaultPort,
		timeline: found.timeline,
		lagBytes: found.lag,
		receiveLagBytes: found.receive_lag,
		replayLagBytes: found.replay_lag,
		pendingRestart: found.pending_restart ?? false,
		tags: found.tags,
	};
};

const defaultPort = 5432;
