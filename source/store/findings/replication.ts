import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import {eligibility, lagMaxBytes} from '../eligibility.ts';
import {seen} from '../freshness.ts';
import {replayLag, isLeaderUp, type MemberView, type PgView} from '../pg-view.ts';
import {currentLeader, fresh, listed, ofCluster, ofInstance, sawMembers} from './about-pg.ts';
import {change, destroy, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import type {Found, Rule} from './rule.ts';

/** Whether replicas follow, and whether one of them could take over. */
export const replicationRules: readonly Rule[] = [
	{
		id: 'member-missing',
		about: 'a member of the inventory that Patroni does not list',
		docs: docs.patroniPatronictl,
		of: 'pgsql',
		holdMs: 5000,
		evaluate: view =>
			view.ha.current === undefined ? [] : view.members.filter(isMissing).map(member => missing(view, member)),
	},
	{
		id: 'replica-not-streaming',
		about: 'a replica that does not stream from the member it follows',
		docs: docs.postgresReplication,
		of: 'pgsql',
		holdMs: 6000,
		evaluate: view =>
			// While nobody leads, or the leader does not answer, there is nothing to stream from: that is told instead.
			view.ha.current !== undefined && isLeaderUp(view)
				? replicas(view)
						.filter(member => member.pg.state !== 'failing' && isNotStreaming(view, member))
						.map(member => notStreaming(view, member))
				: [],
	},
	{
		id: 'replay-paused',
		about: 'a replica on which replay is paused',
		docs: docs.postgresReplication,
		of: 'pgsql',
		evaluate: view =>
			view.members
				.filter(({pg}) => fresh(pg)?.replayPaused === true)
				.map(member => ({
					severity: 'warn',
					subject: ofInstance(view, member),
					title: `replay is paused on ${member.name}: it falls behind until somebody resumes it`,
					evidence: [evidence('instance', member.name, member.pg, 'pg_get_wal_replay_pause_state() is paused')],
					advice: [
						look('Ask who paused it: a restore of a dropped table may be under way'),
						change('Resume with pg_wal_replay_resume()'),
					],
				})),
	},
	{
		id: 'replica-lagging',
		about: 'a replica that is behind by more than the thresholds lagBytes or lagSeconds',
		docs: docs.postgresReplication,
		of: 'pgsql',
		holdMs: 5000,
		evaluate: view => (view.ha.current === undefined ? [] : replicas(view).flatMap(member => lagging(view, member))),
	},
	{
		id: 'replica-not-eligible',
		about: 'no replica, or not every one, could take over from the leader now',
		docs: docs.patroniSettings,
		of: 'pgsql',
		holdMs: 15_000,
		evaluate: view => notEligible(view),
	},
];

const replicas = ({members, leader}: PgView) =>
	members.filter(({name, live, isHostDead}) => live !== undefined && name !== leader?.name && !isHostDead);

/** A member that does not answer itself is found as that, with this among the evidence. */
const isMissing = ({live, instance, pg, patroni, isHostDead}: MemberView) =>
	instance !== undefined && live === undefined && !isHostDead && pg.state !== 'failing' && patroni.state !== 'failing';

const missing = (view: PgView, member: MemberView): Found => ({
	severity: 'warn',
	subject: ofInstance(view, member),
	title: `${member.name} is in the inventory, but Patroni does not list it`,
	evidence: [sawMembers(view)],
	advice: [
		look(`Look at the unit and the log of Patroni on ${member.name}: systemctl status patroni`, 'logs.open'),
		look('Compare its scope and etcd addresses with those of the other members'),
		change(`Start Patroni on ${member.name}`),
		change('Or take it out of pigsty.yml, if it was removed on purpose'),
	],
});

/** States in which a member is on its way to another one; `restart-under-way` tells of these. */
export const passingStates: readonly string[] = [
	'starting',
	'restarting',
	'stopping',
	'creating replica',
	'initializing new cluster',
	'running custom bootstrap script',
	'starting after custom bootstrap',
];

/** For Patroni before 4 a streaming replica is `running`, and the other end of the connection tells whether it streams. */
const isNotStreaming = ({state, members, cluster}: PgView, {name, live}: MemberView): boolean => {
	if (live === undefined || live.state === 'streaming' || passingStates.includes(live.state)) {
		return false;
	}

	if (live.state !== 'running') {
		return true;
	}

	const peers = members.map(other => fresh(seen(state, 'replication', other.name)));
	const isEverybodyHeard = cluster.instances.length > 1 && peers.every(list => list !== undefined);
	return isEverybodyHeard && !peers.some(list => list?.some(peer => peer.name === name && peer.state === 'streaming'));
};

const notStreaming = (view: PgView, member: MemberView): Found => ({
	severity: member.live?.state === 'start failed' || member.live?.state === 'crashed' ? 'crit' : 'warn',
	subject: ofInstance(view, member),
	title:
		member.live?.state === 'running'
			? `replica ${member.name} runs but streams from nobody`
			: `replica ${member.name} does not stream: ${member.live?.state ?? 'unknown'}`,
	evidence: [sawMembers(view), ...sawReplay(member)],
	advice: [
		look(`Read the PostgreSQL log of ${member.name}: WAL that is gone, a timeline, or a password`, 'logs.open'),
		look('Look on the leader whether its slot still holds the WAL that it needs'),
		change(`Restart Patroni on ${member.name}`),
		destroy(`Reinitialise ${member.name} when the WAL is gone from the leader and from the archive`),
	],
});

const sawReplay = ({name, pg}: MemberView) =>
	pg.value === undefined
		? []
		: [
				evidence(
					'instance',
					name,
					pg,
					`replayed ${pg.value.lsn}, received ${pg.value.receivedLsn ?? 'nothing'}, timeline ${pg.value.timeline}`,
				),
			];

/** A replica that is behind on purpose is late by the clock, and says nothing by it. */
const isDelayed = ({cluster}: PgView, {instance}: MemberView) =>
	cluster.delay !== undefined || instance?.inventoryRole === 'delayed';

const lagging = (view: PgView, member: MemberView): readonly Found[] => {
	const {thresholds} = view.state;
	const lagBytes = (member.live === undefined ? undefined : replayLag(member.live)) ?? 0;
	const delayMs = isDelayed(view, member) ? 0 : (fresh(member.pg)?.replayDelayMs ?? 0);
	const isFar = lagBytes > thresholds.lagBytes;
	if (isDelayed(view, member) || (!isFar && delayMs <= thresholds.lagSeconds * 1000)) {
		return [];
	}

	const {eligible} = eligibility(view, member);
	const distance = isFar ? `${size(lagBytes)} behind` : `${age(delayMs)} behind`;
	return [
		{
			severity: 'warn',
			subject: ofInstance(view, member),
			title: `replica ${member.name} is ${distance}${eligible === false ? ' and not eligible for failover' : ''}`,
			evidence: [sawLag(view, member), ...sawPeer(view, member), ...sawReplay(member)],
			advice: [
				look(
					'See where it waits: sent behind is network, flush behind is its disk, replay behind is a conflict or a long query',
				),
				look(`Look for long queries on ${member.name}, and for what writes so much WAL on the leader`),
				change(`Cancel the query on ${member.name} that holds replay back`),
				change(`Take ${member.name} out of the read service while it catches up`),
				destroy(`Reinitialise ${member.name} if it cannot catch up, with another replica healthy`),
			],
		},
	];
};

const sawLag = ({cluster, ha, ...view}: PgView, {name, live}: MemberView) =>
	evidence(
		'patroniCluster',
		cluster.name,
		ha,
		`${name} ${live?.state ?? ''}, lag ${sizeOr(live?.lagBytes)}, replay lag ${sizeOr(live?.replayLagBytes)}; maximum_lag_on_failover ${size(lagMaxBytes({cluster, ha, ...view}))}`,
	);

const sawPeer = ({state, members}: PgView, {name}: MemberView) =>
	members.flatMap(other => {
		const sample = seen(state, 'replication', other.name);
		const peer = sample.value?.find(each => each.name === name);
		return peer === undefined
			? []
			: [
					evidence(
						'replication',
						other.name,
						sample,
						`${name} ${peer.state}, ${peer.sync}, sent lag ${sizeOr(peer.sentLagBytes)}, replay lag ${sizeOr(peer.lagBytes)}`,
					),
				];
	});

const sizeOr = (bytes: number | undefined) => (bytes === undefined ? 'unknown' : size(bytes));

/** Tagged members are kept from leading on purpose; those that do not stream or lag badly have findings of their own. */
const notEligible = (view: PgView): readonly Found[] => {
	if (currentLeader(view) === undefined || view.cluster.instances.length < 2) {
		return [];
	}

	const verdicts = replicas(view).map(member => ({name: member.name, live: member.live, ...eligibility(view, member)}));
	const refused = verdicts.filter(
		({eligible, reason, live}) =>
			eligible === false &&
			reason !== 'tagged nofailover' &&
			(live?.state === 'streaming' || live?.state === 'running') &&
			(live.lagBytes ?? 0) <= view.state.thresholds.lagBytes,
	);
	const isNobodyLeft = verdicts.every(({eligible}) => eligible !== true);
	if (!isNobodyLeft && refused.length === 0) {
		return [];
	}

	return [
		{
			severity: isNobodyLeft ? 'warn' : 'info',
			subject: ofCluster(view),
			title: isNobodyLeft
				? `no replica of ${view.cluster.name} could take over now`
				: `${listed(refused.map(({name}) => name))} could not take over now`,
			evidence: [
				sawMembers(view),
				...verdicts
					.filter(({eligible}) => eligible === false)
					.map(({name, reason}) => evidence('patroniCluster', view.cluster.name, view.ha, `${name}: ${reason ?? ''}`)),
			],
			advice: [
				look('Look whether the lag falls: after a burst of writes it goes by itself'),
				change('Clear the tag nofailover where it was left behind by maintenance'),
				destroy('Raise maximum_lag_on_failover only if losing that much data is acceptable'),
			],
		},
	];
};
