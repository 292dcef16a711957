import type {Vars} from '../ansible/group.ts';
import {isTemplate} from '../params.ts';
import type {ProblemLog} from '../problem-log.ts';
import type {YamlEntry, YamlNode} from '../yaml/yaml-node.ts';

/** Points at values that only Ansible can know: Jinja expressions and what `ansible-vault` has encrypted. */
export const checkValues = (layers: Iterable<Vars>, problems: ProblemLog): void => {
	for (const vars of layers) {
		vars.forEach(entry => checkEntry(entry, problems));
	}
};

const checkEntry = (entry: YamlEntry, problems: ProblemLog): void => {
	const template = firstOf(entry.value, isTemplate);
	if (template !== undefined) {
		problems.add('templated', template, `${entry.key} holds a Jinja expression, which is not evaluated here.`);
	}

	const vault = firstOf(entry.value, node => node.kind === 'scalar' && node.tag === 'vault');
	if (vault !== undefined) {
		problems.add('vault', vault, `${entry.key} is encrypted with ansible-vault and cannot be read here.`);
	}
};

const firstOf = (node: YamlNode, matches: (node: YamlNode) => boolean): YamlNode | undefined => {
	if (matches(node)) {
		return node;
	}

	const below =
		node.kind === 'list' ? node.items : node.kind === 'map' ? [...node.entries.values()].map(({value}) => value) : [];
	for (const each of below) {
		const found = firstOf(each, matches);
		if (found !== undefined) {
			return found;
		}
	}

	return undefined;
};
