import type {BackupSet} from '../../source/model/backup.ts';
import type {PatroniMember} from '../../source/model/patroni.ts';
import type {Problem} from '../../source/model/problem.ts';
import type {Alert} from '../../source/model/services.ts';
import type {Slot} from '../../source/model/postgres.ts';
import type {State} from '../../source/store/state.ts';
import {etcd, infra, inventoryOf, pgCluster, pgMeta, pgTest, redis} from './inventory.ts';
import {changes, fails, fleet, now} from './state.ts';

/** A fleet in which a rule fires, and one as near to it as can be in which it does not. */
export type Case = {readonly fires: () => State; readonly spares: () => State};
export type Change = (state: State) => State;

/** A healthy fleet after these changes, one by one. */
export const both = (...all: readonly Change[]): State => all.reduce((state, change) => change(state), fleet());

export const members =
	(change: (member: PatroniMember) => PatroniMember): Change =>
	state =>
		changes(state, 'patroniCluster', 'pg-test', value => ({...value, members: value.members.map(change)}));

export const member = (name: string, change: Partial<PatroniMember>): Change =>
	members(each => (each.name === name ? {...each, ...change} : each));

export const without =
	(name: string): Change =>
	state =>
		changes(state, 'patroniCluster', 'pg-test', value => ({
			...value,
			members: value.members.filter(each => each.name !== name),
		}));

export const instance =
	(name: string, change: object): Change =>
	state =>
		changes(state, 'instance', name, value => ({...value, ...change}));

export const patroni =
	(name: string, change: object): Change =>
	state =>
		changes(state, 'patroniStatus', name, value => ({...value, ...change}));

export const silent =
	(target: string, ...ids: Parameters<typeof fails>[2] & {}): Change =>
	state =>
		fails(state, target, ids);

export const archiver =
	(change: object): Change =>
	state =>
		changes(state, 'archiver', 'pg-test-1', value => ({...value, ...change}));

export const backups =
	(change: (sets: readonly BackupSet[]) => readonly BackupSet[], more: object = {}): Change =>
	state =>
		['pg-test-1', 'pg-test-2', 'pg-test-3'].reduce(
			(next, name) => changes(next, 'backup', name, value => ({...value, ...more, backups: change(value.backups)})),
			state,
		);

export const slot =
	(change: Partial<Slot>): Change =>
	state =>
		changes(state, 'slots', 'pg-test-1', slots =>
			slots.map((each, index) => (index === 0 ? {...each, ...change} : each)),
		);

export const activity =
	(change: object): Change =>
	state =>
		changes(state, 'activity', 'pg-test-1', value => ({...value, ...change}));

export const node =
	(change: object): Change =>
	state =>
		changes(state, 'node', '10.10.10.12', value => ({...value, ...change}));

export const servers =
	(change: (server: {readonly proxy: string; readonly server: string; readonly status: string}) => string): Change =>
	state =>
		changes(state, 'haproxy', '10.10.10.12', list => list.map(each => ({...each, status: change(each)})));

export const dead = (state: State, ip: string, ...targets: readonly string[]): State =>
	[ip, ...targets].reduce((next, target) => fails(next, target), state);

export const withPgTest = (more: Parameters<typeof pgCluster>[2]) =>
	fleet(inventoryOf([pgMeta, pgCluster('pg-test', pgTest.instances, more), etcd, redis, infra]));

export const problem = (rule: string, severity: Problem['severity']): Problem => ({
	file: 'pigsty.yml',
	line: 42,
	severity,
	rule,
	text: `Something about ${rule}.`,
});

export const alert = (more: Partial<Alert>): Alert => ({
	name: 'PostgresDown',
	state: 'firing',
	severity: 'CRIT',
	summary: 'CRIT PostgresDown pg-test-2@10.10.10.12',
	activeAt: now - 120_000,
	labels: {cls: 'pg-test', ins: 'pg-test-2', ip: '10.10.10.12', level: '0'},
	...more,
});

export const gibibyte = 1024 ** 3;
export const hour = 3_600_000;

export const nodeValue = () => {
	const sample = fleet().samples.node.get('10.10.10.12');
	if (!sample?.ok) {
		throw new Error('the kit has no healthy node 10.10.10.12');
	}

	return sample.value;
};
