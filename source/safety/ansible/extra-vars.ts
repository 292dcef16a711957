import type {Reason} from '../classification.ts';
import {hole} from '../hole.ts';

/**
 * What the values of all `-e` mean. Ansible takes `@file`, JSON or YAML, or `key=value` words; templates in them run code
 * on the admin node even in check mode, and `ansible_*` decides who connects where and with which program.
 */
export const extraVarsReasons = (values: readonly string[]): readonly Reason[] => values.flatMap(reasonsOf);

const reasonsOf = (value: string): readonly Reason[] => {
	if (value.trimStart().startsWith('@')) {
		return [opaque('extra variables come from a file')];
	}

	const read = /^\s*[[{]/.test(value) ? fromJson(value) : fromWords(value);
	const pairs = read ?? looksLike(value);
	return [
		...(/\{\{|\{%|\{#|\blookup\s*\(|\bquery\s*\(/.test(value)
			? [{rule: 'ansible.template', class: 'rejected', text: 'a template in an extra variable runs code here'} as const]
			: []),
		...(read === undefined
			? [
					{
						rule: 'ansible.unread-extra-vars',
						class: 'confirm',
						text: 'extra variables that are neither JSON nor key=value',
					} as const,
				]
			: []),
		...(value.includes(hole) ? [opaque('an extra variable is put together by the shell')] : []),
		...pairs.flatMap(pairReasons),
	];
};

type Pair = readonly [name: string, value: unknown];

const opaque = (text: string): Reason => ({
	rule: 'ansible.opaque-extra-vars',
	class: 'confirm',
	text,
	flags: ['opaque'],
});

const fromJson = (text: string): readonly Pair[] | undefined => {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
	} catch {
		return undefined;
	}
};

/** `key=value` words. Undefined when a word has no name, as in `-e--check`, which sets nothing. */
const fromWords = (text: string): readonly Pair[] | undefined => {
	const words = text.match(/(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/gs) ?? [];
	const pairs = words.map(word => /^(\w+)=(.*)$/s.exec(word));
	return words.length > 0 && pairs.every(pair => pair !== null)
		? pairs.map(pair => [pair[1] ?? '', unquoted(pair[2] ?? '')] as const)
		: undefined;
};

const unquoted = (text: string): string => text.replaceAll(/\\(.)|['"]/gs, '$1');

/** Names in a text that could not be read, so that YAML or a typing error does not hide what it is about. */
const looksLike = (text: string): readonly Pair[] =>
	[...text.matchAll(/(\w+)["']?\s*[:=]\s*["']?([^"',}\s]*)/g)].map(match => [match[1] ?? '', match[2]] as const);

const pairReasons = ([name, value]: Pair): readonly Reason[] => {
	const text = String(value).trim().toLowerCase();
	if (/^ansible_/i.test(name)) {
		return [{rule: 'ansible.connection-variable', class: 'rejected', text: `${name} changes how Ansible connects`}];
	}

	if (name.endsWith('_safeguard') && !yes.has(text)) {
		return [{rule: 'ansible.safeguard-off', class: 'destructive', text: `${name} is switched off`}];
	}

	if (name === 'patroni_mode' && text !== 'default' && text !== 'pause') {
		return [{rule: 'ansible.patroni-remove', class: 'destructive', text: `${name} takes the cluster out of HA`}];
	}

	return deletes(name, text)
		? [{rule: 'ansible.deleting-variable', class: 'destructive', text: `${name} deletes`, flags: ['deletes']}]
		: [];
};

const deletes = (name: string, text: string): boolean =>
	(/(^|_)(purge|clean|rm|uninstall)(_|$)/.test(name) && name !== 'vector_clean' && !no.has(text)) ||
	(name.endsWith('_exists_action') && text !== 'abort' && text !== 'skip') ||
	(/(^|_)state$/.test(name) && /^(absent|recreate)$/.test(text));

const yes = new Set(['true', 'yes', 'on', '1', 'y', 't']);
const no = new Set(['false', 'no', 'off', '0', 'n', 'f', '']);
