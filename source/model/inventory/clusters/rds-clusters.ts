import type {PlainCluster} from '../inventory.ts';
import {field, textOf, wholeOf, type Params} from '../params.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';
import {isPort} from '../network.ts';
import type {YamlEntry} from '../yaml/yaml-node.ts';

type Member = PlainCluster['members'][number];

/**
 * External PostgreSQL that infra nodes watch: `pg_exporters` maps the exporter's port to the instance. Several infra
 * nodes may list the same instance; it is one member.
 */
export const rdsClusters = (hosts: readonly Params[], problems: ProblemLog): readonly PlainCluster[] => {
	const clusters = new Map<string, Map<string, Member>>();
	for (const params of hosts) {
		const exporters = params.map('pg_exporters');
		for (const entry of exporters?.entries.values() ?? []) {
			const found = memberOf(entry, problems);
			if (found !== undefined) {
				const members = clusters.get(found.cluster) ?? new Map<string, Member>();
				clusters.set(found.cluster, members.set(found.member.name, found.member));
			}
		}
	}

	return [...clusters].map(([name, members]) => ({
		module: 'pgrds',
		name,
		members: [...members.values()].toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
		safeguard: false,
	}));
};

const memberOf = (
	entry: YamlEntry,
	problems: ProblemLog,
): {readonly cluster: string; readonly member: Member} | undefined => {
	const {value} = entry;
	const cluster = textOf(field(value, 'pg_cluster'));
	const seq = wholeOf(field(value, 'pg_seq'));
	const ip = textOf(field(value, 'pg_host'));
	if (cluster === undefined || seq === undefined || ip === undefined || !isPort(entry.key)) {
		problems.add(
			'external-instance',
			entry,
			`The entry ${quoted(entry.key)} of pg_exporters needs a port as its key, and pg_cluster, pg_seq and pg_host.`,
		);
		return undefined;
	}

	const port = wholeOf(field(value, 'pg_port')) ?? 5432;
	return {cluster, member: {name: `${cluster}-${seq}`, ip, seq, port, role: undefined}};
};
