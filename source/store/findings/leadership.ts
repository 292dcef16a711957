import {isLeader, type MemberView, type PgView, primaryOf} from '../pg-view.ts';
import {currentLeader, fresh, ofCluster, ofInstance, sawMembers, sawStatus} from './about-pg.ts';
import {change, destroy, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import type {Rule} from './rule.ts';

/** Who leads a cluster, and whether everybody agrees about it. */
export const leadershipRules: readonly Rule[] = [
	{
		id: 'several-leaders',
		about: 'more than one member of a cluster accepts writes',
		docs: docs.patroniReplicaStates,
		of: 'pgsql',
		// Right after a switchover the old leader's newest answer is from before it.
		holdMs: 4000,
		evaluate: view => {
			const writable = view.members.filter(member => member.writable === true);
			return writable.length < 2
				? []
				: [
						{
							severity: 'crit',
							subject: ofCluster(view),
							title: `${writable.length} members accept writes: ${writable.map(({name}) => name).join(', ')}`,
							evidence: [...writable.flatMap(sawWritable), sawMembers(view)],
							advice: [
								look('Compare timelines and LSNs: the data of the members has parted from where the timelines part'),
								look('Find out where clients write now: HAProxy and the VIP on every member'),
								change('Fence one side now: disable it in HAProxy and stop Patroni there, keep its data directory'),
								destroy('Rebuild the loser only when both sides are copied and the business has said which one counts'),
							],
						},
					];
		},
	},
	{
		id: 'no-leader',
		about: 'no member of a cluster leads, so nothing can be written',
		docs: docs.pigstyHa,
		of: 'pgsql',
		holdMs: 3000,
		evaluate: view => {
			const reason = leaderless(view);
			return reason === undefined
				? []
				: [
						{
							severity: 'crit',
							subject: ofCluster(view),
							title: `${view.cluster.name} has no leader: ${reason}`,
							evidence: [sawMembers(view), ...view.members.flatMap(sawStatus)],
							advice: [
								look(
									'Read in the Patroni logs of all members why nobody takes over: paused, too much lag, nofailover, no DCS',
									'logs.open',
								),
								look('Compare how far the replicas are behind: the one with the newest LSN loses the least'),
								change('Resume a forgotten pause, or start Patroni on a healthy member that is stopped'),
								destroy('Fail over to the replica with the newest LSN; what it has not received is lost'),
							],
						},
					];
		},
	},
	{
		id: 'leader-contradiction',
		about: 'Patroni and PostgreSQL say different things about the leader',
		docs: docs.patroniReplicaStates,
		of: 'pgsql',
		// Longer than the interval at which PostgreSQL is asked: a new leader was in recovery the last time.
		holdMs: 10_000,
		evaluate: view => {
			const leader = currentLeader(view);
			const member = view.members.find(({name}) => name === leader?.name);
			if (member === undefined || leader?.role !== 'leader' || fresh(member.pg)?.inRecovery !== true) {
				return [];
			}

			return [
				{
					severity: 'crit',
					subject: ofInstance(view, member),
					title: `Patroni calls ${member.name} the leader, but its PostgreSQL is in recovery`,
					evidence: [sawMembers(view), evidence('instance', member.name, member.pg, 'pg_is_in_recovery() is true')],
					advice: [
						look(`Read the Patroni log of ${member.name}: a promotion may be under way or stuck`, 'logs.open'),
						look('Read the PostgreSQL log for the end of recovery', 'logs.open'),
					],
				},
			];
		},
	},
	{
		id: 'timeline-diverged',
		about: 'a replica is on another timeline than its leader',
		docs: docs.patroniPatronictl,
		of: 'pgsql',
		holdMs: 15_000,
		evaluate: view => {
			const leaderTimeline = currentLeader(view)?.timeline;
			return leaderTimeline === undefined ? [] : view.members.flatMap(member => diverged(view, member, leaderTimeline));
		},
	},
	{
		id: 'leader-not-planned',
		about: 'the live leader is not the primary of the inventory, which is where playbooks act',
		docs: docs.pigstyHa,
		of: 'pgsql',
		holdMs: 10_000,
		evaluate: view => {
			const leader = currentLeader(view)?.name;
			const planned = primaryOf(view.cluster);
			return leader === undefined || planned === undefined || leader === planned
				? []
				: [
						{
							severity: 'warn',
							subject: ofCluster(view),
							title: `${leader} leads, but the inventory calls ${planned} the primary`,
							evidence: [
								sawMembers(view),
								{source: 'pigsty.yml', text: `pg_role of ${planned} is primary`, at: view.state.inventory.readAt},
							],
							advice: [
								look('Look in the HA history when and why the leader changed', 'ha.open'),
								look('Until the two agree, run no pgsql-rm, pgsql-pitr or HBA playbook: they go by the inventory'),
								change(`Set pg_role of ${leader} to primary and of ${planned} to replica in pigsty.yml`),
								change(`Or switch over to ${planned}, if it is the better host`),
							],
						},
					];
		},
	},
];

const sawWritable = ({name, pg, patroni}: MemberView) => [
	...(pg.value === undefined
		? []
		: [
				evidence(
					'instance',
					name,
					pg,
					`${pg.value.inRecovery ? 'in recovery' : 'accepts writes'}, timeline ${pg.value.timeline}, LSN ${pg.value.lsn}, system ${pg.value.systemIdentifier}`,
				),
			]),
	...(patroni.value === undefined
		? []
		: [
				evidence(
					'patroniStatus',
					name,
					patroni,
					`${patroni.value.role}, ${patroni.value.state}${patroni.problem === undefined ? '' : ', silent now'}`,
				),
			]),
];

/** Why we hold that nobody leads; undefined when somebody does, or when we know too little to say so. */
const leaderless = (view: PgView): string | undefined => {
	const {ha, members, cluster} = view;
	if (members.some(({writable}) => writable === true)) {
		return undefined;
	}

	if (ha.current !== undefined) {
		return ha.current.members.some(isLeader) ? undefined : 'Patroni lists none';
	}

	if (members.some(({patroni}) => fresh(patroni)?.clusterUnlocked === true)) {
		return 'the leader key is free and nobody accepts writes';
	}

	const answering = members.flatMap(({pg}) => fresh(pg) ?? []);
	const isEverybodyHeard = answering.length > 0 && answering.length === members.length;
	return isEverybodyHeard && cluster.standbyOf === undefined ? 'every member is in recovery' : undefined;
};

const diverged = (view: PgView, member: MemberView, leaderTimeline: number) => {
	const timeline = member.live?.timeline;
	if (timeline === undefined || timeline === leaderTimeline || member.name === view.leader?.name) {
		return [];
	}

	const isAhead = timeline > leaderTimeline;
	return [
		{
			severity: isAhead ? ('crit' as const) : ('warn' as const),
			subject: ofInstance(view, member),
			title: `${member.name} is on timeline ${timeline}, its leader ${view.leader?.name ?? ''} on ${leaderTimeline}`,
			evidence: [sawMembers(view)],
			advice: [
				look(`Read the PostgreSQL log of ${member.name}: it says why it does not follow the new timeline`, 'logs.open'),
				look('Compare the HA history with the timeline of each member', 'ha.open'),
				change(`Restart Patroni on ${member.name}, so that it tries pg_rewind`),
				destroy(`Reinitialise ${member.name}; copy its data first if it may hold writes that the leader lacks`),
			],
		},
	];
};
