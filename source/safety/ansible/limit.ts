import type {Reason} from '../classification.ts';

/** What is limited to: named hosts and groups, a pattern that may match more than it seems, every host, or unreadable. */
export type Reach = 'named' | 'wide' | 'everything';

/** How far the last `-l` reaches: of several only the last counts. Undefined when there is none. */
export const reachOf = (limit: string): Reach => {
	const parts = limit.split(/[,:]/).map(part => part.trim());
	if (parts.some(part => everything.test(part)) || parts.every(part => part === '' || /^[!&]/.test(part))) {
		return 'everything';
	}

	return parts.every(part => part === '' || name.test(part)) ? 'named' : 'wide';
};

/** Reasons to refuse a limit: Ansible reads an empty one as every host, and a file can hold anything. */
export const limitProblem = (limit: string): Reason | undefined => {
	if (limit.replaceAll(/[,:\s]/g, '') === '') {
		return {rule: 'ansible.empty-limit', class: 'rejected', text: 'an empty limit means every host'};
	}

	if (limit.split(/[,:]/).some(part => part.trim().startsWith('@'))) {
		return {rule: 'ansible.limit-from-file', class: 'rejected', text: 'the limit comes from a file'};
	}

	return limit.trim().startsWith('-')
		? {rule: 'ansible.option-like-limit', class: 'rejected', text: 'the limit looks like an option'}
		: undefined;
};

const everything = /^(?:all|\*|\*\.\*|~\.[*+]|~\^?\.[*+]\$?)$/;
/** A name of the inventory, or an exclusion or intersection with one, which only narrows. */
const name = /^[!&]?[A-Za-z0-9][\w.-]*$/;
