import type {TimedFault} from './fault.ts';

export type Scenario = {
	readonly name: string;
	/** One line for `--help` and the manual. */
	readonly about: string;
	readonly faults: readonly TimedFault[];
	/** Clusters whose backups are on the members' own disks. */
	readonly local?: readonly string[];
};

const seconds = (count: number) => count * 1000;

/** What can be played. All of it happens to pg-test, a cluster of every simulated fleet, or to the etcd it depends on. */
export const scenarios = [
	{name: 'healthy', about: 'nothing is wrong', faults: []},
	{
		name: 'failover',
		about: 'the leader of pg-test crashes after 10 s, another member is promoted, the old one comes back as a replica',
		faults: [{fault: {kind: 'postgres-crash', on: 'pg-test-1'}, fromMs: seconds(10), untilMs: seconds(41)}],
	},
	{
		name: 'lagging-replica',
		about: 'replica pg-test-3 receives too slowly: 1.4 GB behind and not eligible for failover',
		faults: [{fault: {kind: 'receive-slow', on: 'pg-test-3', bytes: 1.4e9}, fromMs: seconds(-1800)}],
	},
	{
		name: 'archive-failing',
		about: 'archive_command of pg-test fails: WAL piles up and the recovery window stands still',
		faults: [{fault: {kind: 'archive-failing', on: 'pg-test'}, fromMs: seconds(-600)}],
	},
	{
		name: 'disk-filling',
		about: '/data of pg-test-2 fills up to 97 % within two minutes',
		faults: [{fault: {kind: 'disk-filling', on: 'pg-test-2', fraction: 0.97, overMs: seconds(120)}, fromMs: 0}],
	},
	{
		name: 'split-brain',
		about: 'Patroni of the leader of pg-test is killed and its PostgreSQL stays writable beside the new leader',
		faults: [{fault: {kind: 'patroni-down', on: 'pg-test-1'}, fromMs: seconds(5)}],
	},
	{
		name: 'dcs-loss',
		about: 'etcd loses its quorum after 10 s: the leaders keep running in failsafe mode',
		faults: [
			{fault: {kind: 'etcd-down', on: 'etcd-2'}, fromMs: seconds(10)},
			{fault: {kind: 'etcd-down', on: 'etcd-3'}, fromMs: seconds(10)},
		],
	},
	{
		name: 'backup-missing',
		about: 'pg-test has no valid backup, and its repository is on its own disks',
		faults: [{fault: {kind: 'backup-missing', on: 'pg-test'}, fromMs: seconds(-3600)}],
		local: ['pg-test'],
	},
	{
		name: 'node-down',
		about: 'the host of replica pg-test-3 does not answer',
		faults: [{fault: {kind: 'node-down', on: 'pg-test-3'}, fromMs: seconds(5)}],
	},
	{
		name: 'slow-replay',
		about:
			'replica pg-test-3 has all WAL and is 600 MB behind in replaying it: reads are old, a failover to it is slow',
		faults: [{fault: {kind: 'replay-slow', on: 'pg-test-3', bytes: 6e8}, fromMs: seconds(-1800)}],
	},
	{
		name: 'paused',
		about: 'pg-test was paused for maintenance and forgotten, and a changed setting waits for a restart',
		faults: [
			{fault: {kind: 'patroni-paused', on: 'pg-test'}, fromMs: seconds(-7200)},
			{fault: {kind: 'pending-restart', on: 'pg-test-1'}, fromMs: seconds(-7000)},
		],
	},
	{
		name: 'lock-pile-up',
		about: 'sessions of pg-test pile up behind one that is idle in a transaction, until clients wait in pgbouncer',
		faults: [{fault: {kind: 'lock-pile-up', on: 'pg-test'}, fromMs: seconds(5)}],
	},
	{
		name: 'idle-slot',
		about: 'a logical slot of pg-test that nobody reads has kept WAL for hours',
		faults: [{fault: {kind: 'slot-idle', on: 'pg-test'}, fromMs: seconds(-4 * 3600)}],
	},
	{
		name: 'clock-skew',
		about: 'the clock of pg-test-2 is 4 s ahead',
		faults: [{fault: {kind: 'clock-skew', on: 'pg-test-2', ms: 4000}, fromMs: seconds(-3600)}],
	},
	{
		name: 'log-flood',
		about: 'PostgreSQL of pg-test-1 logs 5,000 lines a second',
		faults: [{fault: {kind: 'log-flood', on: 'pg-test-1', linesPerSecond: 5000}, fromMs: 0}],
	},
	{
		name: 'hostile-logs',
		about: 'the logs of pg-test-1 hold escape sequences, reordering characters, secrets and a line of 1 MiB',
		faults: [{fault: {kind: 'log-hostile', on: 'pg-test-1'}, fromMs: seconds(-60)}],
	},
	{
		name: 'bad-day',
		about: 'much at once: a lagging replica, failing archiving, a filling disk, a failed unit, one etcd member down',
		faults: [
			{fault: {kind: 'receive-slow', on: 'pg-test-3', bytes: 1.4e9}, fromMs: seconds(-1800)},
			{fault: {kind: 'archive-failing', on: 'pg-test'}, fromMs: seconds(-600)},
			{fault: {kind: 'disk-filling', on: 'pg-test-1', fraction: 0.93, overMs: seconds(600)}, fromMs: seconds(-300)},
			{fault: {kind: 'unit-failed', on: 'pg-test-2', unit: 'pgbouncer'}, fromMs: seconds(-90)},
			{fault: {kind: 'etcd-down', on: 'etcd-3'}, fromMs: seconds(-30)},
		],
	},
] as const satisfies readonly Scenario[];

export type ScenarioName = (typeof scenarios)[number]['name'];

/** Undefined when there is none of that name. */
export const scenarioOf = (name: string): Scenario | undefined => scenarios.find(scenario => scenario.name === name);
