import {age} from '../../format/age.ts';
import {percent} from '../../format/percent.ts';
import type {ActivitySummary, DatabaseSize, InstanceStatus} from '../../model/postgres.ts';
import {seen, type Seen} from '../freshness.ts';
import type {MemberView, PgView} from '../pg-view.ts';
import {ofInstance} from './about-pg.ts';
import {change, destroy, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import type {Found, Rule} from './rule.ts';

const minuteMs = 60_000;
/** From here on not even a few clients more will fit. */
const connectionsCriticalFraction = 0.95;
/** Fewer sessions that wait for locks are everyday life. */
const waitersMin = 5;
const poolWaitCriticalMs = 30_000;
/** Transaction ids are compared modulo this. */
const xidHorizon = 2 ** 31;

/** What clients do to a PostgreSQL, and what waits because of it. */
export const sessionRules: readonly Rule[] = [
	{
		id: 'xid-age',
		about: 'a database whose oldest transaction id nears wraparound, where PostgreSQL stops taking writes',
		docs: docs.postgresWraparound,
		of: 'pgsql',
		evaluate: view => view.members.flatMap(member => xidAge(view, member)),
	},
	{
		id: 'connections-near-limit',
		about: 'client connections near max_connections',
		docs: docs.postgresConnections,
		of: 'pgsql',
		holdMs: 5000,
		evaluate: view =>
			view.members.flatMap(member => {
				const sample = seen(view.state, 'activity', member.name);
				const status = member.pg.current;
				return sample.current === undefined || status === undefined
					? []
					: connections(view, member, sample, sample.current, status);
			}),
	},
	{
		id: 'pool-clients-waiting',
		about: 'clients that wait in pgbouncer for a server connection',
		docs: docs.pgbouncerConsole,
		of: 'pgsql',
		holdMs: 5000,
		evaluate: view => view.members.flatMap(member => poolWaiting(view, member)),
	},
	{
		id: 'lock-pile-up',
		about: 'many sessions that wait for locks',
		docs: docs.postgresLocks,
		of: 'pgsql',
		holdMs: 5000,
		evaluate: view =>
			perActivity(
				view,
				({waitingOnLock}) => waitingOnLock >= waitersMin,
				({waitingOnLock}, {name}) => ({
					severity: 'warn',
					title: `${waitingOnLock} sessions wait for locks on ${name}`,
					advice: [
						look('Find the root of the queue with pg_blocking_pids(); 0 is a prepared transaction'),
						change('Cancel the DDL that waits in the middle of the queue: it frees those behind it and loses nothing'),
						change('Cancel the query at the root; terminate the session only if it is idle in its transaction'),
					],
				}),
			),
	},
	{
		id: 'idle-in-transaction',
		about: 'a session that holds a transaction open and does nothing with it',
		docs: docs.postgresTimeouts,
		of: 'pgsql',
		evaluate: view =>
			perActivity(
				view,
				summary => isIdleTooLong(view, summary),
				({idleInTransaction, longestTransactionMs = 0}, {name}) => ({
					severity: 'warn',
					title: `${idleInTransaction} idle in transaction on ${name}, the longest transaction lasts ${age(longestTransactionMs)}`,
					advice: [
						look('See who it is, since when, and whom it blocks'),
						look('Pigsty ends such a session after ten minutes: idle_in_transaction_session_timeout'),
						change('Terminate the session; its transaction is rolled back'),
					],
				}),
			),
	},
	{
		id: 'long-transaction',
		about: 'a transaction older than the threshold longTransactionMinutes: vacuum cannot clean behind it',
		docs: docs.postgresWraparound,
		of: 'pgsql',
		evaluate: view =>
			perActivity(
				view,
				summary =>
					(summary.longestTransactionMs ?? 0) > view.state.thresholds.longTransactionMinutes * minuteMs &&
					!isIdleTooLong(view, summary),
				({longestTransactionMs = 0}, {name}) => ({
					severity: 'warn',
					title: `a transaction on ${name} lasts ${age(longestTransactionMs)}`,
					advice: [
						look('See what it does: a dump or a report may be meant to take this long'),
						change('Cancel its query'),
						change('Terminate the session; its transaction is rolled back'),
					],
				}),
			),
	},
];

const isIdleTooLong = ({state}: PgView, {idleInTransaction, longestTransactionMs = 0}: ActivitySummary) =>
	idleInTransaction > 0 && longestTransactionMs > state.thresholds.idleInTransactionMinutes * minuteMs;

const perActivity = (
	view: PgView,
	isMeant: (summary: ActivitySummary) => boolean,
	found: (summary: ActivitySummary, member: MemberView) => Pick<Found, 'severity' | 'title' | 'advice'>,
): readonly Found[] =>
	view.members.flatMap(member => {
		const sample = seen(view.state, 'activity', member.name);
		return sample.current === undefined || !isMeant(sample.current)
			? []
			: [
					{
						...found(sample.current, member),
						subject: ofInstance(view, member),
						evidence: [evidence('activity', member.name, sample, activityText(sample.current))],
					},
				];
	});

const activityText = (summary: ActivitySummary) =>
	[
		`${summary.connections} connections`,
		`${summary.active} active`,
		`${summary.idleInTransaction} idle in transaction`,
		`${summary.waitingOnLock} waiting for locks`,
		`longest transaction ${summary.longestTransactionMs === undefined ? 'none' : age(summary.longestTransactionMs)}`,
	].join(', ');

const connections = (
	view: PgView,
	member: MemberView,
	sample: Seen<ActivitySummary>,
	summary: ActivitySummary,
	{maxConnections, reservedConnections}: InstanceStatus,
): readonly Found[] => {
	const room = maxConnections - reservedConnections;
	const fraction = room > 0 ? summary.connections / room : 0;
	return fraction < view.state.thresholds.connectionsFraction
		? []
		: [
				{
					severity: fraction >= connectionsCriticalFraction ? 'crit' : 'warn',
					subject: ofInstance(view, member),
					title: `${summary.connections} of ${room} connections of ${member.name} are taken`,
					evidence: [
						evidence('activity', member.name, sample, activityText(summary)),
						evidence(
							'instance',
							member.name,
							member.pg,
							`max_connections ${maxConnections}, of which ${reservedConnections} reserved`,
						),
					],
					advice: [
						look('See whether they are active, waiting or idle: a pile-up of locks looks like this too'),
						look('See whose they are: one application, one host, or all; and who goes past pgbouncer'),
						change('Terminate idle sessions of the application that leaks them'),
						change('Limit its role: ALTER ROLE … CONNECTION LIMIT'),
						destroy('Raise max_connections: it takes a restart, standbys first'),
					],
				},
			];
};

const poolWaiting = (view: PgView, member: MemberView): readonly Found[] => {
	const sample = seen(view.state, 'pgbouncer', member.name);
	const waiting = (sample.current ?? []).filter(
		({clientsWaiting, maxWaitMs}) => clientsWaiting > 0 && maxWaitMs >= view.state.thresholds.poolWaitMs,
	);
	if (waiting.length === 0) {
		return [];
	}

	const clients = waiting.reduce((sum, {clientsWaiting}) => sum + clientsWaiting, 0);
	const longestMs = Math.max(...waiting.map(({maxWaitMs}) => maxWaitMs));
	return [
		{
			severity: longestMs >= poolWaitCriticalMs ? 'crit' : 'warn',
			subject: ofInstance(view, member),
			title: `${clients === 1 ? '1 client waits' : `${clients} clients wait`} in pgbouncer of ${member.name}, the first for ${age(longestMs)}`,
			evidence: waiting.map(pool =>
				evidence(
					'pgbouncer',
					member.name,
					sample,
					`${pool.database}/${pool.user}: ${pool.clientsWaiting} waiting, ${pool.serversActive} servers busy, ${pool.serversIdle} idle, ${pool.mode} mode`,
				),
			),
			advice: [
				look('See what the servers of the pool are busy with: long queries, locks, idle transactions'),
				look('With no server at all, look whether PostgreSQL takes connections'),
				change('Cancel what holds the servers'),
				change('Raise pool_size of the database, if PostgreSQL has room for it'),
			],
		},
	];
};

const xidAge = (view: PgView, member: MemberView): readonly Found[] => {
	const sample = seen(view.state, 'databases', member.name);
	const oldest = sample.current?.reduce<DatabaseSize | undefined>(
		(worst, each) => (worst === undefined || each.xidAge > worst.xidAge ? each : worst),
		undefined,
	);
	const {xidFraction, xidCriticalFraction} = view.state.thresholds;
	const fraction = (oldest?.xidAge ?? 0) / xidHorizon;
	// Standbys have the ages of their primary; to tell it once is enough.
	return oldest === undefined || fraction < xidFraction || member.writable === false
		? []
		: [
				{
					severity: fraction >= xidCriticalFraction ? 'crit' : 'warn',
					subject: ofInstance(view, member),
					title: `database ${oldest.name} of ${member.name} has used ${percent(fraction)} of its transaction ids`,
					evidence: [
						evidence('databases', member.name, sample, `age(datfrozenxid) of ${oldest.name} is ${oldest.xidAge}`),
					],
					advice: [
						look('Find what holds the horizon: old transactions, prepared transactions, slots, standbys with feedback'),
						look('See whether a vacuum to prevent wraparound runs, and how far it is; never cancel it'),
						change('Terminate the oldest holder of the horizon'),
						change('VACUUM the oldest tables, plain, without FULL'),
						destroy('Drop an abandoned slot or roll back an abandoned prepared transaction'),
					],
				},
			];
};
