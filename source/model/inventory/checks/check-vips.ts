import type {PgMember} from '../clusters/pg-members.ts';
import type {InventoryNode, PgCluster} from '../inventory.ts';
import {flagOf, textOf, type Params} from '../params.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import type {Place} from '../yaml/yaml-node.ts';

/** Addresses that two would answer to: VIPs of PostgreSQL clusters, VIPs of node clusters (keepalived) and hosts. */
export const checkVips = (
	hosts: readonly Params[],
	nodes: readonly InventoryNode[],
	clusters: readonly PgCluster[],
	members: ReadonlyMap<string, readonly PgMember[]>,
	problems: ProblemLog,
): void => {
	const owners = new Map(nodes.map(({ip}) => [ip, `the host ${ip}`]));
	for (const {address, owner, place} of [...clusters.flatMap(pgVip(members)), ...nodeVips(hosts, nodes)]) {
		const other = owners.get(address);
		if (other !== undefined && other !== owner) {
			problems.add('duplicate-vip', place, `${address} is ${owner} and also ${other}.`);
		}

		owners.set(address, other ?? owner);
	}
};

type Claim = {readonly address: string; readonly owner: string; readonly place: Place};

const pgVip =
	(members: ReadonlyMap<string, readonly PgMember[]>) =>
	({name, vip}: PgCluster): readonly Claim[] => {
		const address = vip?.split('/')[0] ?? '';
		const [lead] = members.get(name) ?? [];
		const place = lead?.params.entry('pg_vip_address');
		// The role default, which is reported as missing, is nobody's address.
		return place === undefined || address === '' ? [] : [{address, owner: `the VIP of ${quoted(name)}`, place}];
	};

const nodeVips = (hosts: readonly Params[], nodes: readonly InventoryNode[]): readonly Claim[] =>
	hosts.flatMap(({entry}, index) => {
		const place = entry('vip_address');
		const address = textOf(place?.value)?.split('/')[0] ?? '';
		const enabled = flagOf(entry('vip_enabled')?.value) === true;
		const owner = `the VIP of the nodes ${quoted(nodes[index]?.cluster ?? '')}`;
		return place === undefined || !enabled || address === '' ? [] : [{address, owner, place}];
	});
