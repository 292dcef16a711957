import {age} from '../../format/age.ts';
import {percent} from '../../format/percent.ts';
import {size} from '../../format/size.ts';
import type {Evidence, Subject} from '../../model/finding.ts';
import type {InventoryNode} from '../../model/inventory/inventory.ts';
import type {FileSystem} from '../../model/node.ts';
import type {SourceId} from '../../model/sample.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen} from '../freshness.ts';
import {clockSkewMs, usedFraction} from '../node-facts.ts';
import {answersStill, isDead, type Line, linesOf, silentLinesOf} from '../reach.ts';
import type {State} from '../state.ts';
import {listed} from './about-pg.ts';
import {change, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence, failure} from './evidence.ts';
import type {Found, Rule} from './rule.ts';
import type {NodeView} from './view.ts';

/** Hosts: whether they answer, and whether what they say of themselves is well. */
export const nodeRules: readonly Rule[] = [
	{
		id: 'node-unreachable',
		about: 'a host that does not answer, or not by SSH; what else is silent on it is told here and nowhere else',
		docs: docs.pigstyNode,
		of: 'node',
		holdMs: 4000,
		evaluate: view => unreachable(view),
	},
	{
		id: 'disk-filling',
		about: 'a file system that is fuller than the threshold diskUsedFraction',
		docs: docs.pigstyNode,
		of: 'node',
		evaluate: view => diskFilling(view),
	},
	{
		id: 'clock-skew',
		about: 'a clock that differs from ours by more than the threshold clockSkewMs',
		docs: docs.pigstyNode,
		of: 'node',
		evaluate: view => clockSkew(view),
	},
	{
		id: 'unit-failed',
		about: 'a systemd unit that failed',
		docs: docs.pigstyNode,
		of: 'node',
		evaluate: view => {
			const ssh = seen(view.state, 'node', view.node.ip);
			const failed = ssh.current?.failedUnits ?? [];
			return failed.length === 0
				? []
				: [
						{
							severity: failed.some(isVital) ? 'crit' : 'warn',
							subject: ofNode(view),
							title: `${listed(failed)} failed on ${nameOf(view.node)}`,
							evidence: [evidence('node', view.node.ip, ssh, `failed units: ${failed.join(', ')}`)],
							advice: [
								look('Read the status and the journal of the unit: systemctl status, journalctl -u'),
								change('Start it again when the cause is known; PostgreSQL only by Patroni'),
							],
						},
					];
		},
	},
	{
		id: 'source-silent',
		about: 'things that we ask of a host in vain while the host itself answers: what is shown of them is old',
		docs: docs.pigstyMonitoring,
		of: 'node',
		// What was silent because of something else is asked again only after a while, which is its back-off.
		holdMs: 45_000,
		evaluate: view => sourceSilent(view),
	},
];

const vitalUnits = /^(patroni|pgbouncer|haproxy|etcd|vip-manager)([.]service)?$/;
const isVital = (unit: string) => vitalUnits.test(unit);

const nameOf = ({name, ip}: InventoryNode) => name ?? ip;

const ofNode = ({node}: Pick<NodeView, 'node'>): Subject => ({
	kind: 'node',
	name: nameOf(node),
	cluster: node.roles.find(({module}) => module === 'pgsql')?.cluster ?? node.roles[0]?.cluster,
});

/** Whatever of these runs over SSH fails with it. */
const bySsh: readonly SourceId[] = ['node', 'backup', 'redis'];

const unreachable = (view: NodeView): readonly Found[] => {
	const {state, node} = view;
	const ssh = seen(state, 'node', node.ip);
	if (ssh.state !== 'failing') {
		return [];
	}

	const name = nameOf(node);
	const failing = linesOf(state, node).filter(line => line.seen.state === 'failing');
	const dead = isDead(state, node) && failing.length > 1;
	return [
		{
			severity: dead ? 'crit' : 'warn',
			subject: ofNode(view),
			title: dead
				? `${name} (${node.ip}) answers nothing: ${whatIsThere(node)}`
				: failing.length > 1
					? `${name} does not answer by SSH: no logs, no backups and no disks are seen there`
					: `${name} does not answer by SSH`,
			since: ssh.failingSince,
			evidence: [
				...(dead ? failing : failing.filter(({id}) => bySsh.includes(id))).map(line =>
					failure(line.id, line.target, line.seen),
				),
				...(dead ? alertsOf(state, node) : []),
			],
			advice: dead
				? [
						look('Look at its console or its hypervisor: is it off, hung, or only cut off'),
						look('Look whether others are silent too: then it is the network, or this host'),
						look('Look who leads its clusters now, and how many replicas are left'),
						change('Start it; leave its place in the clusters as it is, Patroni takes it back'),
					]
				: [
						look('Try ssh by hand: key, host key, sshd, sudo -n'),
						look('Look at the load of the host: an overloaded one takes connections and does not answer'),
					],
		},
	];
};

const whatIsThere = ({roles}: InventoryNode) =>
	[
		'SSH',
		...new Set(
			roles.map(({module, instance}) => (module === 'pgsql' ? `PostgreSQL ${instance}` : `${module} ${instance}`)),
		),
	].join(', ');

/** Alerts that fire because of the same host. */
const alertsOf = (state: State, {ip}: InventoryNode): readonly Evidence[] =>
	[...state.samples.alerts.keys()].flatMap(target => {
		const sample = seen(state, 'alerts', target);
		return (sample.current ?? [])
			.filter(({state: phase, labels}) => phase === 'firing' && labels['ip'] === ip)
			.map(({name, severity, summary}) => evidence('alerts', target, sample, `${severity} ${name}: ${summary}`));
	});

const diskFilling = (view: NodeView): readonly Found[] => {
	const {state, node} = view;
	const {diskUsedFraction, diskCriticalFraction} = state.thresholds;
	const ssh = seen(state, 'node', node.ip);
	const isFull = (fileSystem: FileSystem) => usedFraction(fileSystem) >= diskUsedFraction;
	if (!ssh.current?.fileSystems.some(isFull)) {
		return [];
	}

	const full = ssh.current.fileSystems.filter(isFull).toSorted((a, b) => usedFraction(b) - usedFraction(a));
	const [worst] = full;
	return worst === undefined
		? []
		: [
				{
					severity: usedFraction(worst) >= diskCriticalFraction ? 'crit' : 'warn',
					subject: ofNode(view),
					title: `${worst.mount} on ${nameOf(node)} is ${percent(usedFraction(worst))} full, ${size(worst.availableBytes)} left`,
					evidence: full.map(fileSystem =>
						evidence(
							'node',
							node.ip,
							ssh,
							`${fileSystem.mount} (${fileSystem.device}): ${size(fileSystem.usedBytes)} of ${size(fileSystem.sizeBytes)} used, ${size(fileSystem.availableBytes)} left`,
						),
					),
					advice: [
						look('See who grows: pg_wal, data, logs, backups or temporary files'),
						look('If it is pg_wal, see what keeps it: archiving that fails, a slot, a standby that is away'),
						change('Remove /pg/dummy, 64 MB that Pigsty keeps for this, to have room to work'),
						change('Cancel the query that spills temporary files; compress old text logs'),
						change('Mend what keeps the WAL; never remove files from pg_wal by hand'),
					],
				},
			];
};

const clockSkew = (view: NodeView): readonly Found[] => {
	const {state, node} = view;
	const ssh = seen(state, 'node', node.ip);
	const skewMs = ssh.current === undefined ? undefined : clockSkewMs(ssh.current);
	return skewMs === undefined || Math.abs(skewMs) <= state.thresholds.clockSkewMs
		? []
		: [
				{
					severity: 'warn',
					subject: ofNode(view),
					title: `the clock of ${nameOf(node)} is ${age(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead of' : 'behind'} ours`,
					evidence: [evidence('node', node.ip, ssh, `clock differs by ${skewMs} ms`)],
					advice: [
						look('Compare with the other nodes: if all differ alike, the clock of this host is wrong'),
						look('Look at chronyd: chronyc tracking'),
						change('Let chronyd step the clock: chronyc makestep'),
					],
				},
			];
};

/** Found by rules of their own, with more to say. */
const toldElsewhere: readonly SourceId[] = ['instance', 'patroniStatus', 'node', 'etcd', 'redis'];
/** Asked over the connection that `instance` is asked over. */
const byPostgres: readonly SourceId[] = ['replication', 'slots', 'archiver', 'activity', 'databases'];

const sourceSilent = (view: NodeView): readonly Found[] => {
	const {state, node} = view;
	const lines = silentLinesOf(state, node);
	const silent =
		lines.length === 0 || !answersStill(state, node) ? [] : lines.filter(line => isToldNowhereElse(state, node, line));
	const ids = [...new Set(silent.map(({id}) => id))];
	return silent.length === 0
		? []
		: [
				{
					severity: 'warn',
					subject: ofNode(view),
					title: `what is shown of ${ids.join(', ')} on ${nameOf(node)} is old or missing: it does not answer`,
					since: Math.min(...silent.map(({seen: sample}) => sample.failingSince ?? state.now)),
					evidence: silent.map(({id, target, seen: sample}) => failure(id, target, sample)),
					advice: [
						look('Read what each source says: a password, a port, a right that is missing', 'sources.open'),
						look('Try it by hand from this host'),
					],
				},
			];
};

const isToldNowhereElse = (state: State, node: InventoryNode, {id, target}: Line): boolean =>
	!toldElsewhere.includes(id) &&
	!(bySsh.includes(id) && seen(state, 'node', node.ip).state === 'failing') &&
	!(
		byPostgres.includes(id) &&
		fleetOf(state).instances.has(target) &&
		seen(state, 'instance', target).state === 'failing'
	);
