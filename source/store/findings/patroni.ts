import type {MemberView, PgView} from '../pg-view.ts';
import {currentLeader, fresh, listed, ofCluster, ofInstance, sawMembers} from './about-pg.ts';
import {change, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence, failure} from './evidence.ts';
import {passingStates} from './replication.ts';
import type {Found, Rule} from './rule.ts';

/** What Patroni says of itself and of its PostgreSQL. */
export const patroniRules: readonly Rule[] = [
	{
		id: 'instance-unreachable',
		about: 'a PostgreSQL that does not answer',
		docs: docs.postgresConnections,
		of: 'pgsql',
		holdMs: 4000,
		evaluate: view => view.members.filter(isSilent).map(member => silent(view, member)),
	},
	{
		id: 'patroni-unreachable',
		about: 'a Patroni that does not answer, while its PostgreSQL does',
		docs: docs.pigstyHa,
		of: 'pgsql',
		holdMs: 4000,
		evaluate: view =>
			view.members
				.filter(member => member.patroni.state === 'failing' && !member.isHostDead && !isSilent(member))
				.map(member => ({
					severity: 'warn',
					subject: ofInstance(view, member),
					title: `Patroni of ${member.name} does not answer: nobody keeps its PostgreSQL`,
					since: member.patroni.failingSince,
					evidence: [
						failure('patroniStatus', member.name, member.patroni),
						...(member.pg.value === undefined
							? []
							: [
									evidence(
										'instance',
										member.name,
										member.pg,
										member.pg.value.inRecovery
											? 'PostgreSQL answers, in recovery'
											: 'PostgreSQL answers and accepts writes',
									),
								]),
						sawMembers(view),
					],
					advice: [
						look(`Look at the unit and the log of Patroni on ${member.name}: systemctl status patroni`, 'logs.open'),
						change(`Start Patroni on ${member.name}`),
					],
				})),
	},
	{
		id: 'patroni-paused',
		about: 'automatic failover is switched off',
		docs: docs.patroniPause,
		of: 'pgsql',
		evaluate: view => {
			const paused = view.members.filter(({patroni}) => fresh(patroni)?.paused === true);
			return view.ha.current?.paused !== true && paused.length === 0
				? []
				: [
						{
							severity: 'warn',
							subject: ofCluster(view),
							title: `Patroni is paused in ${view.cluster.name}: nobody takes over when the leader fails`,
							evidence: [
								...(view.ha.current?.paused === true
									? [evidence('patroniCluster', view.cluster.name, view.ha, 'pause is true')]
									: []),
								...paused.map(({name, patroni}) => evidence('patroniStatus', name, patroni, 'pause is true')),
							],
							advice: [look('Ask who paused it and whether the maintenance is over'), change('Resume')],
						},
					];
		},
	},
	{
		id: 'pending-restart',
		about: 'settings that take effect only after a restart',
		docs: docs.patroniPatronictl,
		of: 'pgsql',
		evaluate: view => pendingRestart(view),
	},
	{
		id: 'switchover-scheduled',
		about: 'a switchover is scheduled',
		docs: docs.patroniPatronictl,
		of: 'pgsql',
		evaluate: view => {
			const planned = view.ha.current?.scheduledSwitchover;
			return planned === undefined
				? []
				: [
						{
							severity: 'info',
							subject: ofCluster(view),
							title: `a switchover from ${planned.from} to ${planned.to ?? 'the best replica'} is scheduled for ${planned.at}`,
							evidence: [
								evidence('patroniCluster', view.cluster.name, view.ha, `scheduled_switchover at ${planned.at}`),
							],
							advice: [
								look('Check that the candidate streams and does not lag'),
								change('Or take the schedule back: patronictl flush'),
							],
						},
					];
		},
	},
	{
		id: 'restart-under-way',
		about: 'a member is starting, stopping or being built',
		docs: docs.patroniReplicaStates,
		of: 'pgsql',
		holdMs: 3000,
		evaluate: view => {
			const passing = view.members.filter(
				({live, isHostDead}) => live !== undefined && !isHostDead && passingStates.includes(live.state),
			);
			return view.ha.current === undefined
				? []
				: passing.map(member => ({
						severity: 'info',
						subject: ofInstance(view, member),
						title: `${member.name} is ${member.live?.state ?? ''}`,
						evidence: [sawMembers(view)],
						advice: [look(`Follow the Patroni and PostgreSQL logs of ${member.name}`, 'logs.open')],
					}));
		},
	},
];

/** PostgreSQL fails to answer. When the whole host is silent that is told of the host. */
const isSilent = ({pg, isHostDead, instance}: MemberView) =>
	instance !== undefined && pg.state === 'failing' && !isHostDead;

/** Patroni may know that it runs; then the way to it is broken, or the monitoring user is. */
const silent = (view: PgView, member: MemberView): Found => {
	const {name, pg, patroni, live} = member;
	const isRunning = fresh(patroni)?.state === 'running';
	return {
		severity: isRunning ? 'warn' : 'crit',
		subject: ofInstance(view, member),
		title: isRunning
			? `PostgreSQL of ${name} runs, but does not answer us`
			: `PostgreSQL of ${name} does not answer${patroni.state === 'failing' ? ', nor does its Patroni' : `: ${fresh(patroni)?.state ?? 'state unknown'}`}`,
		since: pg.failingSince,
		evidence: [
			failure('instance', name, pg),
			...(patroni.state === 'failing' ? [failure('patroniStatus', name, patroni)] : []),
			...(fresh(patroni) === undefined
				? []
				: [evidence('patroniStatus', name, patroni, `${patroni.value?.role ?? ''}, ${patroni.value?.state ?? ''}`)]),
			...(view.ha.current !== undefined && live === undefined
				? [evidence('patroniCluster', view.cluster.name, view.ha, `Patroni does not list ${name}`)]
				: []),
			sawMembers(view),
		],
		advice: [
			look(`Read the PostgreSQL log of ${name}, and the Patroni log for what it tries`, 'logs.open'),
			look('Look at disk space and memory of its node'),
			isRunning
				? look('Check password, HBA and max_connections for the monitoring user')
				: change(`Start Patroni on ${name}; never start PostgreSQL by hand`),
		],
	};
};

const pendingRestart = (view: PgView): readonly Found[] => {
	const waiting = view.ha.current === undefined ? [] : view.members.filter(({live}) => live?.pendingRestart === true);
	const leader = currentLeader(view)?.name;
	return waiting.length === 0
		? []
		: [
				{
					severity: 'info',
					subject: ofCluster(view),
					title: `${listed(waiting.map(({name}) => name))} ${waiting.length === 1 ? 'waits' : 'wait'} for a restart`,
					evidence: waiting.map(({name, pg}) =>
						pg.value === undefined || pg.value.pendingRestart.length === 0
							? evidence('patroniCluster', view.cluster.name, view.ha, `${name} has pending_restart`)
							: evidence('instance', name, pg, `waiting: ${pg.value.pendingRestart.join(', ')}`),
					),
					advice: [
						look('See which settings changed, and whether they were meant to'),
						change('Restart the replicas one by one'),
						...(waiting.some(({name}) => name === leader)
							? [change('Then the leader, or switch over first so that clients wait less')]
							: []),
					],
				},
			];
};
