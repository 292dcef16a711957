import type {Evidence, Subject} from '../../model/finding.ts';
import type {Severity} from '../../model/health.ts';
import type {Problem} from '../../model/problem.ts';
import type {Alert} from '../../model/services.ts';
import {fleetOf} from '../fleet-index.ts';
import {seen} from '../freshness.ts';
import {isDead} from '../reach.ts';
import type {State} from '../state.ts';
import {listed} from './about-pg.ts';
import {change, look} from './advice.ts';
import {docs} from './docs.ts';
import {evidence} from './evidence.ts';
import type {Found, Rule} from './rule.ts';

/** The inventory, the admin node's own files, and what other watchers say. */
export const fleetRules: readonly Rule[] = [
	{
		id: 'inventory-unreadable',
		about: 'the inventory on disk cannot be used; what was read before, if anything, is still in use',
		docs: docs.pigstyInventory,
		of: 'fleet',
		evaluate: ({state}) => inventoryUnreadable(state),
	},
	{
		id: 'ca-key-permissions',
		about: 'private files of the admin node that others can read',
		docs: docs.pigstySecurity,
		of: 'fleet',
		evaluate: ({state}) => openFiles(state),
	},
	{
		id: 'alert-firing',
		about: 'a critical alert of vmalert that fires',
		docs: docs.pigstyMonitoring,
		of: 'fleet',
		evaluate: ({state}) => alertsFiring(state),
	},
	{
		id: 'default-password',
		about: 'passwords that everybody can look up, or that are missing',
		docs: docs.pigstySecurity,
		of: 'fleet',
		evaluate: ({state}) => {
			const problems = state.inventory.problems.filter(({rule}) => passwordRules.includes(rule));
			return problems.length === 0
				? []
				: [
						{
							severity: 'warn',
							subject: ofInventory,
							title: `${problems.length === 1 ? 'a password is' : `${problems.length} passwords are`} as shipped or missing`,
							evidence: problems.map(problem => sawProblem(state, problem)),
							advice: [
								look('See which of them can be reached from where: HBA, HAProxy, nginx'),
								change(
									'Choose new ones: ./configure -g for a new inventory; an existing cluster needs its users altered too',
								),
							],
						},
					];
		},
	},
	{
		id: 'inventory-problems',
		about: 'things in the inventory that Ansible or Pigsty refuses, or that do not do what they say',
		docs: docs.pigstyInventory,
		of: 'fleet',
		evaluate: ({state}) => inventoryProblems(state),
	},
];

const ofInventory: Subject = {kind: 'inventory', name: 'pigsty.yml', cluster: undefined};
const passwordRules: readonly string[] = ['default-password', 'no-password'];
/** Found by a rule of its own, from the model. */
const toldElsewhere: readonly string[] = [...passwordRules, 'no-backup-schedule'];

const sawProblem = ({inventory}: State, {file, line, text}: Problem): Evidence => ({
	source: line === undefined ? file : `${file}:${line}`,
	text,
	at: inventory.readAt,
});

const inventoryUnreadable = (state: State): readonly Found[] => {
	const {model, stale, path, problems} = state.inventory;
	const isMissing = model === undefined && problems.length > 0;
	return !stale && !isMissing
		? []
		: [
				{
					severity: stale ? 'warn' : 'crit',
					subject: ofInventory,
					title: stale
						? `${path} cannot be used as it is now: what was read before is shown`
						: `${path} cannot be used: nothing is watched`,
					evidence: problems.filter(({severity}) => severity === 'crit').map(problem => sawProblem(state, problem)),
					advice: [
						look('Look at the lines named; ansible-inventory --list tells the same', 'inventory.open'),
						change('Mend the file'),
					],
				},
			];
};

const inventoryProblems = (state: State): readonly Found[] => {
	const {problems, stale, model} = state.inventory;
	const told = problems.filter(({rule, severity}) => severity !== 'info' && !toldElsewhere.includes(rule));
	const severe = told.filter(({severity}) => severity === 'crit');
	return told.length === 0 || stale || model === undefined
		? []
		: [
				{
					severity: severe.length > 0 ? 'warn' : 'info',
					subject: ofInventory,
					title: `the inventory has ${told.length === 1 ? 'a problem' : `${told.length} problems`}: ${listed([...new Set(told.map(({rule}) => rule))])}`,
					evidence: [...severe, ...told.filter(problem => !severe.includes(problem))].map(problem =>
						sawProblem(state, problem),
					),
					advice: [
						look('Look at the lines named before running any playbook', 'inventory.open'),
						change('Mend the file'),
					],
				},
			];
};

/** Permission bits of those who are neither the owner nor root. */
const othersMask = 0o077;

const openFiles = (state: State): readonly Found[] => {
	const [target = ''] = state.samples.adminFiles.keys();
	const sample = seen(state, 'adminFiles', target);
	const open = (sample.current?.privateFiles ?? []).filter(({mode}) => (mode & othersMask) !== 0);
	return open.length === 0
		? []
		: [
				{
					severity: open.some(({path}) => path.endsWith('.key')) ? 'crit' : 'warn',
					subject: {kind: 'fleet', name: 'admin', cluster: undefined},
					title: `others can read ${listed(open.map(({path}) => path))}`,
					evidence: open.map(({path, mode, owner}) =>
						evidence('adminFiles', target, sample, `${path} has mode ${(mode & 0o7777).toString(8)}, owner ${owner}`),
					),
					advice: [
						look('See who has accounts on this host'),
						change(`chmod 600 ${open[0]?.path ?? ''}`),
						change('A CA key that others could copy signs for anyone: replace it and all certificates'),
					],
				},
			];
};

const severityOf = ({severity, labels}: Alert): Severity | undefined =>
	/^crit/i.test(severity) || labels['level'] === '0' ? 'crit' : undefined;

type Known = {readonly alert: Alert; readonly target: string; readonly subject: Subject};

/** One finding for each alert and what it is about; several infra nodes tell the same. */
const alertsFiring = (state: State): readonly Found[] => {
	const known = new Map<string, Known[]>();
	for (const target of state.samples.alerts.keys()) {
		for (const alert of seen(state, 'alerts', target).current ?? []) {
			if (alert.state === 'firing' && severityOf(alert) !== undefined && !isOfDeadNode(state, alert)) {
				const subject = subjectOf(state, alert);
				const key = `${alert.name} ${subject.kind} ${subject.name}`;
				known.set(key, [...(known.get(key) ?? []), {alert, target, subject}]);
			}
		}
	}

	return [...known.values()].flatMap(same => {
		const [first] = same;
		return first === undefined ? [] : [alertFinding(state, first, same)];
	});
};

const alertFinding = (state: State, {alert, subject}: Known, same: readonly Known[]): Found => ({
	severity: 'crit',
	subject,
	part: alert.name,
	title: `alert ${alert.name}: ${alert.summary || subject.name}`,
	since: Math.min(...same.map(({alert: {activeAt}}) => activeAt)),
	evidence: same.map(each =>
		evidence(
			'alerts',
			each.target,
			seen(state, 'alerts', each.target),
			`${each.alert.severity} ${each.alert.name} fires: ${each.alert.summary}`,
		),
	),
	advice: [look('Look at the findings of the same subject, and at its dashboard in Grafana')],
});

const subjectOf = (state: State, {labels}: Alert): Subject => {
	const {instances, clusters, nodes, nodeNames} = fleetOf(state);
	const {ins = '', cls = '', ip = ''} = labels;
	const instance = instances.get(ins);
	if (instance !== undefined) {
		return {kind: 'instance', name: ins, cluster: instance.cluster.name};
	}

	if (clusters.has(cls)) {
		return {kind: 'cluster', name: cls, cluster: cls};
	}

	const node = nodes.get(ip) ?? nodeNames.get(ins);
	return node === undefined
		? {kind: 'fleet', name: ins || cls || ip || 'fleet', cluster: undefined}
		: {kind: 'node', name: node.name ?? node.ip, cluster: node.roles[0]?.cluster};
};

/** These are among the evidence of the host that is dead. */
const isOfDeadNode = (state: State, {labels}: Alert) => isDead(state, fleetOf(state).nodes.get(labels['ip'] ?? ''));
