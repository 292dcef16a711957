import type {InventoryNode} from '../../model/inventory/inventory.ts';
import type {LogProgram} from '../../model/log.ts';
import {selectedCluster} from '../lists/selected-cluster.ts';
import type {State} from '../state.ts';
import {followsAll} from './follows-all.ts';

export type WantedLog = {
	/** `ip/program`, or `ip/program/instance` where a host has several. */
	readonly id: string;
	readonly node: InventoryNode;
	readonly program: LogProgram;
	readonly subject: string | undefined;
};

/** The logs worth following now: two programs per database node in a small fleet, all programs of what the log screen shows. */
export const wantedLogs = (state: State): readonly WantedLog[] => {
	const nodes = state.inventory.model?.nodes ?? [];
	const screen = state.ui.screens.at(-1);
	const subject = screen?.id === 'cockpit' ? selectedCluster(state) : screen?.subject;
	const looked = nodes.filter(node => subject !== undefined && concerns(node, subject));
	if (screen?.id === 'logs' && looked.length > 0) {
		return looked.flatMap(node => logsOf(node, 'all'));
	}

	const databases = nodes.filter(({roles}) => roles.some(({module}) => module === 'pgsql'));
	const followed = followsAll(state) ? databases : looked;
	return followed.flatMap(node => logsOf(node, 'first'));
};

const concerns = (node: InventoryNode, subject: string): boolean =>
	node.ip === subject || node.roles.some(({cluster, instance}) => cluster === subject || instance === subject);

/** The logs of a node's programs: all that we read, or those of its databases that are looked at first. */
export const logsOf = (node: InventoryNode, which: 'first' | 'all'): readonly WantedLog[] => {
	const log = (program: LogProgram, subject?: string): WantedLog => ({
		id: [node.ip, program, ...(subject === undefined ? [] : [subject])].join('/'),
		node,
		program,
		subject,
	});
	const has = (module: string) => node.roles.some(role => role.module === module);
	return [
		...(has('pgsql') ? [log('postgres'), log('patroni')] : []),
		...(which === 'all' && has('pgsql') ? [log('pgbouncer'), log('pgbackrest'), log('haproxy')] : []),
		...(which === 'all' && has('etcd') ? [log('etcd')] : []),
		...(which === 'all'
			? node.roles.filter(({module}) => module === 'redis').map(({instance}) => log('redis', instance))
			: []),
	];
};
