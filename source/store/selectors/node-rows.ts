import type {Finding} from '../../model/finding.ts';
import type {Health} from '../../model/health.ts';
import type {InventoryNode} from '../../model/inventory/inventory.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen, type Seen} from '../freshness.ts';
import {worstOf} from '../health.ts';
import {clockSkewMs, fullestFileSystem, memoryUsedFraction, usedFraction} from '../node-facts.ts';
import {dataOf, remember} from '../remember.ts';
import type {State} from '../state.ts';
import {findingsOfNode} from './findings-of.ts';

/** One host. Undefined is unknown. */
export type NodeRow = {
	readonly key: string;
	readonly search: string;
	/** The name that Pigsty gives it, else the one it gives itself, else its address. */
	readonly name: string;
	readonly ip: string;
	readonly cluster: string;
	readonly health: Health;
	/** `pgsql pg-test-1`, `etcd etcd-1` */
	readonly roles: readonly string[];
	readonly diskMount: string | undefined;
	readonly diskUsedFraction: number | undefined;
	readonly memoryUsedFraction: number | undefined;
	readonly load1: number | undefined;
	readonly cpus: number | undefined;
	readonly uptimeMs: number | undefined;
	readonly clockSkewMs: number | undefined;
	readonly failedUnits: readonly string[] | undefined;
	readonly findings: number;
	readonly finding: Finding | undefined;
	readonly ageMs: number | undefined;
	readonly freshness: Seen<unknown>['state'];
	readonly problem: string | undefined;
};

/** All hosts, in the order of the inventory. */
export const nodeRows: (state: State) => readonly NodeRow[] = remember(dataOf, state =>
	[...fleetOf(state).nodes.values()].map(node => nodeRow(state, node)),
);

export const nodeRow = (state: State, node: InventoryNode): NodeRow => {
	const ssh = seen(state, 'node', node.ip);
	const {value} = ssh;
	const disk = value === undefined ? undefined : fullestFileSystem(value);
	const findings = findingsOfNode(state, node.ip);
	const roles = node.roles.map(({module, instance}) => `${module} ${instance}`);
	const name = node.name ?? value?.hostname ?? node.ip;
	return {
		key: node.ip,
		search: [name, node.ip, node.cluster, ...roles, findings[0]?.title ?? ''].join(' '),
		name,
		ip: node.ip,
		cluster: node.cluster,
		health:
			ssh.current === undefined && !findings.some(({severity}) => severity === 'crit') ? 'unknown' : worstOf(findings),
		roles,
		diskMount: disk?.mount,
		diskUsedFraction: disk === undefined ? undefined : usedFraction(disk),
		memoryUsedFraction: value === undefined ? undefined : memoryUsedFraction(value),
		load1: value?.load1,
		cpus: value?.cpus,
		uptimeMs: value?.uptimeMs,
		clockSkewMs: value === undefined ? undefined : clockSkewMs(value),
		failedUnits: value?.failedUnits,
		findings: findings.length,
		finding: findings[0],
		ageMs: ssh.ageMs,
		freshness: ssh.state,
		problem: ssh.problem,
	};
};
