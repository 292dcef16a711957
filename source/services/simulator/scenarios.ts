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
		about: 'replica pg-test-3 replays too slowly: 1.4 GB behind and not eligible for failover',
		faults: [{fault: {kind: 'replay-slow', on: 'pg-test-3', bytes: 1.4e9}, fromMs: seconds(-1800)}],
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
] as const satisfies readonly Scenario[];

export type ScenarioName = (typeof scenarios)[number]['name'];

/** Undefined when there is none of that name. */
export const scenarioOf = (name: string): Scenario | undefined => scenarios.find(scenario => scenario.name === name);
