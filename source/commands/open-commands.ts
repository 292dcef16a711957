import {focusedList} from '../store/lists/focused-list.ts';
import {selectedCluster} from '../store/lists/selected-cluster.ts';
import type {DrillId, State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

const openFor =
	(screen: DrillId, subjectOf: (state: State) => string | undefined = () => undefined) =>
	(state: State): Intent => ({event: {type: 'screen-opened', screen, subject: subjectOf(state)}});

/** The cluster that the selected row belongs to, else the one the screen shows. */
const clusterAtHand = (state: State): string | undefined => {
	const screen = state.ui.screens.at(-1);
	return focusedList(state).selected?.cluster ?? (screen?.id === 'cockpit' ? selectedCluster(state) : screen?.subject);
};

const forCluster =
	(screen: DrillId) =>
	(state: State): Intent => {
		const cluster = clusterAtHand(state);
		return cluster === undefined ? {blocked: 'select a cluster first'} : openFor(screen, () => cluster)(state);
	};

const enter = (state: State): Intent => {
	const {selected} = focusedList(state);
	if (selected === undefined) {
		return {blocked: 'no row is selected'};
	}

	return selected.open === undefined
		? {blocked: 'there is nothing behind this row'}
		: {event: {type: 'screen-opened', ...selected.open}};
};

/** Goes to other screens, and back. */
export const openCommands: readonly Command[] = [
	{id: 'row.open', title: 'Open', keys: ['enter', 'right'], on: 'everywhere', group: 'open', hint: 1, prepare: enter},
	{
		id: 'findings.open',
		title: 'Findings',
		keys: ['f'],
		on: 'everywhere',
		group: 'open',
		hint: 4,
		prepare: openFor('findings'),
	},
	{
		id: 'logs.open',
		title: 'Logs',
		keys: ['l'],
		on: 'everywhere',
		group: 'open',
		hint: 5,
		prepare: openFor('logs', clusterAtHand),
	},
	{id: 'ha.open', title: 'HA history', keys: ['h'], on: 'everywhere', group: 'open', prepare: forCluster('ha')},
	{id: 'backups.open', title: 'Backups', keys: ['b'], on: 'everywhere', group: 'open', prepare: forCluster('backups')},
	{id: 'sources.open', title: 'Sources', keys: ['o'], on: 'everywhere', group: 'open', prepare: openFor('sources')},
	{
		id: 'inventory.open',
		title: 'Inventory',
		keys: ['i'],
		on: 'everywhere',
		group: 'open',
		prepare: openFor('inventory'),
	},
];
