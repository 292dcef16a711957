import type {Inventory, InventoryNode} from '../../model/inventory/inventory.ts';
import {logPrograms, type LogProgram} from '../../model/log.ts';
import {logsOf, type WantedLog} from './wanted-logs.ts';

export type LogChoice =
	| {readonly ok: true; readonly logs: readonly WantedLog[]}
	/** One sentence, and after a newline what is known. */
	| {readonly ok: false; readonly problem: string};

/**
 * The logs that selectors name: `WHAT` or `WHAT/PROGRAM`, where WHAT is a cluster, an instance, a node by name or address, or
 * `*`. A cluster or an instance has the logs of its own programs, a node those of all its programs. Each log comes once.
 */
export const selectLogs = (inventory: Inventory, selectors: readonly string[]): LogChoice => {
	const found = new Map<string, WantedLog>();
	for (const selector of selectors) {
		const choice = selectOne(inventory, selector);
		if (!choice.ok) {
			return choice;
		}

		for (const log of choice.logs) {
			found.set(log.id, log);
		}
	}

	return found.size === 0
		? {ok: false, problem: `no log is named\n${known(inventory)}`}
		: {ok: true, logs: [...found.values()]};
};

const selectOne = (inventory: Inventory, selector: string): LogChoice => {
	const [what = '', programName, ...more] = selector.split('/');
	const program = logPrograms.find(name => name === programName);
	if (more.length > 0 || (programName !== undefined && program === undefined)) {
		return {
			ok: false,
			problem: `\`${selector}\`: there is no program \`${[programName, ...more].join('/')}\`\nKnown are: ${logPrograms.join(', ')}`,
		};
	}

	const chosen = inventory.nodes.flatMap(node => logsNamed(node, what));
	if (chosen.length === 0) {
		return {ok: false, problem: `\`${selector}\`: there is no \`${what}\`\n${known(inventory)}`};
	}

	const logs = chosen.flatMap(({node, rolesOf}) => logsOfRoles(node, rolesOf, program));
	return logs.length === 0
		? {
				ok: false,
				problem: `\`${selector}\`: \`${what}\` has no log${program === undefined ? ' that we read' : ` of ${program}`}`,
			}
		: {ok: true, logs};
};

type Chosen = {readonly node: InventoryNode; readonly rolesOf: InventoryNode['roles']};

const logsNamed = (node: InventoryNode, what: string): readonly Chosen[] => {
	const own = node.roles.filter(({cluster, instance}) => cluster === what || instance === what);
	if (what === '*' || node.ip === what || (own.length === 0 && node.name === what)) {
		return [{node, rolesOf: node.roles}];
	}

	return own.length > 0 ? [{node, rolesOf: own}] : [];
};

/** The kernel writes on every node, and is shown when it is asked for. */
const logsOfRoles = (
	node: InventoryNode,
	roles: InventoryNode['roles'],
	program: LogProgram | undefined,
): readonly WantedLog[] => {
	if (program === 'kernel') {
		return [{id: `${node.ip}/kernel`, node, program, subject: undefined}];
	}

	return logsOf({...node, roles}, 'all')
		.filter(log => program === undefined || log.program === program)
		.map(log => ({...log, node}));
};

const known = ({clusters, nodes}: Inventory): string =>
	`Known are: ${[...clusters.map(({name}) => name), ...nodes.map(({ip}) => ip)].slice(0, mostKnown).join(', ')}${clusters.length + nodes.length > mostKnown ? ', …' : ''}`;

const mostKnown = 40;
