import {addGroup, link, type GroupTree, type OpenTree} from './group.ts';
import {groupReader} from './group-reader.ts';
import type {ProblemLog} from '../problem-log.ts';
import type {YamlMap} from '../yaml/yaml-node.ts';

/**
 * Groups and hosts as Ansible's YAML inventory has them: top-level keys are groups, `all` is above every group, and a
 * host in no group of its own is in `ungrouped`.
 */
export const groupTree = (root: YamlMap, problems: ProblemLog): GroupTree => {
	const tree: OpenTree = {groups: new Map(), hosts: new Map()};
	addGroup(tree, 'all', {file: root.file, line: undefined});
	addGroup(tree, 'ungrouped', {file: root.file, line: undefined});
	link(tree, 'all', 'ungrouped');
	const readGroup = groupReader(tree, problems);
	for (const entry of root.entries.values()) {
		readGroup(entry);
	}

	adoptOrphans(tree);
	gatherUngrouped(tree);
	return tree;
};

const adoptOrphans = (tree: OpenTree): void => {
	for (const {name, parents} of tree.groups.values()) {
		if (name !== 'all' && parents.size === 0) {
			link(tree, 'all', name);
		}
	}
};

const gatherUngrouped = ({groups, hosts}: OpenTree): void => {
	const grouped = new Set(
		[...groups.values()].flatMap(({name, hosts: own}) => (name === 'all' || name === 'ungrouped' ? [] : [...own])),
	);
	const ungrouped = groups.get('ungrouped');
	for (const name of hosts.keys()) {
		if (grouped.has(name)) {
			ungrouped?.hosts.delete(name);
		} else {
			ungrouped?.hosts.add(name);
		}
	}
};
