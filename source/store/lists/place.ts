import type {InventoryNode} from '../../model/inventory/inventory.ts';
import {fleetOf} from '../fleet-index.ts';
import type {Screen, State} from '../state.ts';
import {focusedList} from './focused-list.ts';
import type {Place} from './list-definition.ts';
import {placeOfSubject} from './place-of-subject.ts';
import {selectedCluster} from './selected-cluster.ts';

/**
 * Where the operator is: the cluster, instance and host (by its address) of the selected row, else of what the screen is
 * about, else the cluster that is selected in the cockpit. Keys that go somewhere else start from here.
 */
export const placeAtHand = (state: State): Place => {
	const screen = state.ui.screens.at(-1);
	const ofRow = focusedList(state).selected?.at ?? {};
	const ofScreen =
		screen === undefined || screen.id === 'cockpit' ? {cluster: selectedCluster(state)} : placeOfScreen(state, screen);
	return known(ofRow) ? completed(state, ofRow) : completed(state, ofScreen);
};

const known = (place: Place) => Object.values(place).some(part => part !== undefined);

/** A screen's subject is a name; which kind of thing has it, the inventory knows. */
const placeOfScreen = (state: State, {id, subject}: Screen): Place => {
	const {clusters, instances} = fleetOf(state);
	if (subject === undefined) {
		return {};
	}

	if (id === 'finding') {
		const finding = state.findings.find(each => each.id === subject);
		return finding === undefined ? {} : placeOfSubject(finding.subject);
	}

	return id !== 'node' && instances.has(subject)
		? {instance: subject}
		: id !== 'node' && clusters.has(subject)
			? {cluster: subject}
			: {node: subject};
};

/** With what follows from it: an instance has a cluster and a host; a host that serves one cluster belongs to that. */
const completed = (state: State, {cluster, instance, node}: Place): Place => {
	const {instances, nodes, nodeNames} = fleetOf(state);
	const known = instance === undefined ? undefined : instances.get(instance);
	const host =
		known === undefined
			? node === undefined
				? undefined
				: (nodes.get(node) ?? nodeNames.get(node))
			: nodes.get(known.instance.ip);
	return {
		cluster: cluster ?? known?.cluster.name ?? (host === undefined ? undefined : clusterOfHost(host)),
		instance,
		node: host?.ip ?? known?.instance.ip,
	};
};

/** The one PostgreSQL cluster that a host serves, else the one cluster of any module. */
const clusterOfHost = ({roles}: InventoryNode): string | undefined => {
	const [database, ...others] = new Set(roles.flatMap(({module, cluster}) => (module === 'pgsql' ? [cluster] : [])));
	const [only, ...more] = new Set(roles.map(({cluster}) => cluster));
	return others.length === 0 && database !== undefined ? database : more.length === 0 ? only : undefined;
};
