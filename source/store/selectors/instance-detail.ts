import type {InventoryNode, PgCluster, PgInstance} from '../../model/inventory/inventory.ts';
import type {Samples} from '../../model/sample.ts';
import type {Trust} from '../../model/trust.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import type {State} from '../state.ts';
import {type FindingRow, findingRowsOf} from './finding-rows.ts';
import {type MemberRow, memberRows} from './member-rows.ts';

type Asked =
	| 'patroniStatus'
	| 'instance'
	| 'replication'
	| 'slots'
	| 'archiver'
	| 'activity'
	| 'databases'
	| 'pgbouncer'
	| 'backup';

/** All that is known of one PostgreSQL instance. */
export type InstanceDetail = {
	readonly cluster: PgCluster;
	readonly instance: PgInstance;
	readonly node: InventoryNode | undefined;
	readonly row: MemberRow | undefined;
	/** Each with its own age: the last line of a screen is as true as the first. */
	readonly samples: {readonly [Id in Asked]: Seen<Samples[Id]>};
	/** Of the connection to its PostgreSQL. */
	readonly trust: Trust | undefined;
	readonly findings: readonly FindingRow[];
};

/** Undefined when the inventory has no such instance. */
export const instanceDetail = (state: State, name: string): InstanceDetail | undefined => {
	const {instances, nodes} = fleetOf(state);
	const known = instances.get(name);
	if (known === undefined) {
		return undefined;
	}

	const {cluster, instance} = known;
	return {
		cluster,
		instance,
		node: nodes.get(instance.ip),
		row: memberRows(state, cluster.name).find(row => row.name === name),
		samples: {
			patroniStatus: seen(state, 'patroniStatus', name),
			instance: seen(state, 'instance', name),
			replication: seen(state, 'replication', name),
			slots: seen(state, 'slots', name),
			archiver: seen(state, 'archiver', name),
			activity: seen(state, 'activity', name),
			databases: seen(state, 'databases', name),
			pgbouncer: seen(state, 'pgbouncer', name),
			backup: seen(state, 'backup', name),
		},
		trust: trustOf(state, name),
		findings: findingRowsOf(state, name),
	};
};

const trustOf = ({samples}: State, name: string): Trust | undefined => {
	const sample = samples.instance.get(name);
	return sample?.ok === true ? sample.trust : undefined;
};
