import {fleetOf} from '../store/fleet-index.ts';
import {focusedList} from '../store/lists/focused-list.ts';
import {placeAtHand} from '../store/lists/place.ts';
import type {DrillId, State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

const open = (screen: DrillId, subject?: string, cursor?: string): Intent => ({
	event: {type: 'screen-opened', screen, subject, cursor},
});

/** Opens a screen that only PostgreSQL clusters have. */
const forPgCluster =
	(screen: DrillId) =>
	(state: State): Intent => {
		const {cluster} = placeAtHand(state);
		if (cluster === undefined) {
			return {blocked: 'select a cluster first'};
		}

		return fleetOf(state).clusters.get(cluster)?.module === 'pgsql'
			? open(screen, cluster)
			: {blocked: `${cluster} is not a PostgreSQL cluster`};
	};

/** The logs of what the screen is about: of one host where that is one, else of the cluster at hand, else of all. */
const logs = (state: State): Intent => {
	const screen = state.ui.screens.at(-1)?.id;
	const {cluster, instance, node} = placeAtHand(state);
	const isOfHost = screen === 'instance' || screen === 'node' || screen === 'nodes' || cluster === undefined;
	return open('logs', isOfHost ? (instance ?? node) : cluster);
};

const hostLogs = (state: State): Intent => {
	const {instance, node} = placeAtHand(state);
	return node === undefined ? {blocked: 'select a member or a node first'} : open('logs', instance ?? node);
};

const node = (state: State): Intent => {
	const at = placeAtHand(state).node;
	return at === undefined ? {blocked: 'select a member first'} : open('node', at);
};

const enter = (state: State): Intent => {
	const {selected} = focusedList(state);
	if (selected === undefined) {
		return {blocked: 'no row is selected'};
	}

	return selected.open === undefined
		? {blocked: 'there is nothing behind this row'}
		: open(selected.open.screen, selected.open.subject);
};

/** Goes to other screens, and back. */
export const openCommands: readonly Command[] = [
	{
		id: 'row.open',
		title: 'Open',
		keys: ['enter', 'right'],
		on: 'everywhere',
		group: 'open',
		hint: {rank: 1, word: 'open'},
		prepare: enter,
	},
	{
		id: 'findings.open',
		title: 'Findings',
		keys: ['f'],
		on: 'everywhere',
		group: 'open',
		hint: {rank: 4, word: 'findings'},
		prepare: () => open('findings'),
	},
	{
		id: 'logs.open',
		title: 'Logs',
		keys: ['l'],
		on: 'everywhere',
		group: 'open',
		hint: {rank: 5, word: 'logs'},
		prepare: logs,
	},
	{
		id: 'logs.host',
		title: 'Logs of the host',
		keys: ['H'],
		on: 'everywhere',
		group: 'open',
		prepare: hostLogs,
	},
	{id: 'ha.open', title: 'HA history', keys: ['h'], on: 'everywhere', group: 'open', prepare: forPgCluster('ha')},
	{
		id: 'backups.open',
		title: 'Backups',
		keys: ['b'],
		on: 'everywhere',
		group: 'open',
		prepare: forPgCluster('backups'),
	},
	{
		id: 'nodes.open',
		title: 'Nodes',
		keys: ['n'],
		on: 'everywhere',
		group: 'open',
		prepare: state => open('nodes', undefined, placeAtHand(state).node),
	},
	{id: 'node.open', title: 'Node of the row', keys: ['N'], on: 'everywhere', group: 'open', prepare: node},
	{id: 'sources.open', title: 'Sources', keys: ['o'], on: 'everywhere', group: 'open', prepare: () => open('sources')},
	{
		id: 'inventory.open',
		title: 'Inventory',
		keys: ['i'],
		on: 'everywhere',
		group: 'open',
		prepare: () => open('inventory'),
	},
];
