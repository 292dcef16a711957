import {isoSeconds} from '../../format/time.ts';
import type {Finding} from '../../model/finding.ts';
import type {Cluster} from '../../model/inventory/inventory.ts';
import {backupFacts} from '../backup-facts.ts';
import {fleetOf} from '../fleet-index.ts';
import {pgView} from '../pg-view.ts';
import type {State} from '../state.ts';
import {clusterRow} from './cluster-rows.ts';
import {findingsOfCluster} from './findings-of.ts';
import {memberRows} from './member-rows.ts';
import {nodeRow} from './node-rows.ts';
import {membersOf} from './plain-member-rows.ts';
import {sourceRows} from './source-rows.ts';

/** Only these clusters, with what concerns them; all when it is not given. */
type Wanted = {readonly clusters?: readonly string[] | undefined};

/**
 * The document of `status --json`: a contract that other programs rely on, so that names are never changed and fields
 * never removed. Times are ISO 8601 in UTC, sizes and ages have their unit in the name, and `null` is unknown.
 */
export const statusReport = (state: State, wanted: Wanted = {}) => {
	const clusters = chosenClusters(state, wanted);
	const nodes = chosenNodes(state, wanted);
	const findings = chosenFindings(state, wanted);
	const targets = targetsOf(clusters, nodes);
	return {
		schema: 1 as const,
		generatedAt: isoSeconds(state.now),
		inventory: {
			path: state.inventory.path,
			sha256: state.inventory.sha256,
			problems: state.inventory.problems.map(({file, line, severity, rule, text}) => ({
				file,
				line: known(line),
				severity,
				rule,
				text,
			})),
		},
		environment: known(state.environment),
		clusters: clusters.map(cluster => clusterReport(state, cluster)),
		nodes: nodes.map(node => nodeReport(state, node)),
		findings: findings.map(findingReport),
		sources: sourceRows(state)
			.filter(({target}) => wanted.clusters === undefined || targets.has(target))
			.map(({id, target, ok, ageMs, problem}) => ({id, target, ok, ageMs: known(ageMs), problem: known(problem)})),
	};
};

/** Clusters in the order of the inventory. */
export const chosenClusters = (state: State, {clusters}: Wanted): readonly Cluster[] =>
	[...fleetOf(state).clusters.values()].filter(({name}) => clusters === undefined || clusters.includes(name));

/** Findings, the worst first, that concern the clusters or their hosts. */
export const chosenFindings = (state: State, {clusters}: Wanted): readonly Finding[] => {
	if (clusters === undefined) {
		return state.findings;
	}

	const wanted = new Set(clusters.flatMap(name => findingsOfCluster(state, name)));
	return state.findings.filter(finding => wanted.has(finding));
};

const chosenNodes = (state: State, {clusters}: Wanted) =>
	[...fleetOf(state).nodes.values()].filter(
		({roles}) => clusters === undefined || roles.some(({cluster}) => clusters.includes(cluster)),
	);

const targetsOf = (clusters: readonly Cluster[], nodes: ReturnType<typeof chosenNodes>): ReadonlySet<string> =>
	new Set([
		...nodes.map(({ip}) => ip),
		...clusters.flatMap(cluster => [
			cluster.name,
			...(cluster.module === 'pgsql' || cluster.module === 'redis' ? cluster.instances : cluster.members).map(
				({name}) => name,
			),
		]),
	]);

const clusterReport = (state: State, cluster: Cluster) => {
	const row = clusterRow(state, cluster);
	return {
		name: cluster.name,
		module: cluster.module,
		health: row.health,
		leader: known(row.leader),
		paused: known(row.paused),
		failsafe: known(row.failsafe),
		timeline: known(row.timeline),
		ageMs: known(row.ageMs),
		members: membersReport(state, cluster),
		backup: backupReport(state, cluster),
	};
};

const membersReport = (state: State, cluster: Cluster) =>
	cluster.module === 'pgsql'
		? memberRows(state, cluster.name).map(row => ({
				name: row.name,
				ip: row.ip,
				inventoryRole: known(row.inventoryRole),
				role: known(row.role),
				state: known(row.state),
				timeline: known(row.timeline),
				lagBytes: known(row.lagBytes),
				pendingRestart: known(row.pendingRestart),
				tags: row.ageMs === undefined ? null : row.tags,
			}))
		: membersOf(state, cluster).map(({name, ip, role, state: word}) => ({
				name,
				ip,
				inventoryRole: null,
				role: known(role),
				state: known(word),
				timeline: null,
				lagBytes: null,
				pendingRestart: null,
				tags: null,
			}));

const backupReport = (state: State, cluster: Cluster) => {
	if (cluster.module !== 'pgsql') {
		return null;
	}

	const facts = backupFacts(state, cluster, pgView(state, cluster).leader?.name);
	return {
		lastFullAt: time(facts.lastFull?.stoppedAt),
		lastAt: time(facts.last?.stoppedAt),
		archiveOk: known(facts.archiveOk),
		lastArchivedAt: time(facts.archiver.value?.lastArchivedAt),
		windowStartAt: time(facts.windowStartAt),
		windowEndAt: time(facts.windowEndAt),
		running: known(facts.info.value?.backupRunning),
		sets: known(facts.info.value?.backups.length),
		status: known(facts.info.value?.status.message),
		method: cluster.backup.method,
		enabled: cluster.backup.enabled,
		sameHost: known(cluster.backup.sameHost),
		schedule: cluster.backup.schedule,
		ageMs: known(facts.info.ageMs),
	};
};

const nodeReport = (state: State, node: Parameters<typeof nodeRow>[1]) => {
	const row = nodeRow(state, node);
	return {
		name: row.name,
		ip: row.ip,
		cluster: row.cluster,
		health: row.health,
		roles: node.roles,
		diskMount: known(row.diskMount),
		diskUsedFraction: known(row.diskUsedFraction),
		memoryUsedFraction: known(row.memoryUsedFraction),
		load1: known(row.load1),
		cpus: known(row.cpus),
		uptimeMs: known(row.uptimeMs),
		clockSkewMs: known(row.clockSkewMs),
		failedUnits: known(row.failedUnits),
		ageMs: known(row.ageMs),
	};
};

const findingReport = ({id, severity, subject: {kind, name}, title, since, evidence, advice}: Finding) => ({
	id,
	severity,
	subject: {kind, name},
	title,
	since: isoSeconds(since),
	evidence: evidence.map(({source, text, at}) => ({source, text, at: isoSeconds(at)})),
	advice: advice.map(({action, class: level, text}) => ({action: known(action), class: level, text})),
});

/** Unknown in JSON. */
const known = <Value>(value: Value | undefined): Value | null => value ?? null;

const time = (at: number | undefined) => (at === undefined ? null : isoSeconds(at));
