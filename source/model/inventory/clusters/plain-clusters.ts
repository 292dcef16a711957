import type {PlainCluster} from '../inventory.ts';
import {wholeOf, type Params} from '../params.ts';
import {plainModules, type PlainModule} from './plain-modules.ts';
import {quoted, type ProblemLog} from '../problem-log.ts';

type Member = PlainCluster['members'][number];
type Found = {readonly member: Member; readonly params: Params};

/** Clusters of every module but pgsql, pgrds and redis; members sorted by number. */
export const plainClusters = (hosts: readonly Params[], problems: ProblemLog): readonly PlainCluster[] =>
	plainModules.flatMap(module => clustersOf(module, hosts, problems));

const clustersOf = (module: PlainModule, hosts: readonly Params[], problems: ProblemLog): readonly PlainCluster[] => {
	const clusters = new Map<string, Found[]>();
	for (const params of hosts) {
		const name = module.cluster(params);
		if (name === undefined) {
			continue;
		}

		const found = clusters.get(name) ?? [];
		clusters.set(name, found);
		const member = memberOf(module, name, params, problems);
		if (member !== undefined && isNew({member, params}, found, module, problems)) {
			found.push({member, params});
		}
	}

	return [...clusters].map(([name, found]) => ({
		module: module.module,
		name,
		members: found.map(({member}) => member).toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)),
		safeguard:
			module.safeguard !== undefined && found.some(({params}) => module.safeguard && params.flag(module.safeguard)),
	}));
};

const memberOf = (module: PlainModule, cluster: string, params: Params, problems: ProblemLog): Member | undefined => {
	const {host} = params;
	const port = module.port(params);
	const role = module.role && params.text(module.role);
	if (module.seq === undefined) {
		return {name: host.name, ip: host.name, seq: undefined, port, role};
	}

	const entry = params.entry(module.seq);
	const seq = wholeOf(entry?.value);
	if (seq === undefined) {
		const text =
			entry === undefined
				? `${host.name} of ${quoted(cluster)} has no ${module.seq}; it is left out until it has one.`
				: `${module.seq} of ${host.name} in ${quoted(cluster)} is not a whole number; the host is left out until it is.`;
		problems.add(entry === undefined ? 'missing-seq' : 'invalid-seq', entry ?? host, text);
		return undefined;
	}

	return {name: `${cluster}-${seq}`, ip: host.name, seq, port, role};
};

const isNew = (
	{member, params}: Found,
	earlier: readonly Found[],
	module: PlainModule,
	problems: ProblemLog,
): boolean => {
	const {host} = params;
	const twin = earlier.find(other => other.member.name === member.name);
	if (twin === undefined) {
		return true;
	}

	const place = (module.seq === undefined ? undefined : params.entry(module.seq)) ?? host;
	problems.add(
		'duplicate-instance',
		place,
		`${host.name} and ${twin.params.host.name} are both ${quoted(member.name)}; ${host.name} is left out.`,
	);
	return false;
};
