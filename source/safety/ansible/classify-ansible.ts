import {type Classification, classification, type Reason} from '../classification.ts';
import {hole} from '../hole.ts';
import {adHocReasons} from './ad-hoc.ts';
import {playbookReasons, type AnsibleContext} from './playbook-reasons.ts';
import {shippedName} from './playbooks.ts';

export type {AnsibleContext} from './playbook-reasons.ts';

type Options = {
	/** What is known of the targets; see `AnsibleContext`. */
	readonly context?: AnsibleContext;
	/** Judges the command that an ad-hoc call runs on the nodes. Without it such a command is not understood. */
	readonly classifyCommand?: (text: string) => Classification;
};

/** More arguments, or longer ones, are refused and not looked at in part. */
const mostArguments = 500;
const mostCharacters = 64 * 1024;

/**
 * Judges a call of Ansible: `ansible-playbook` and its arguments, a playbook that is run by its own name, or `ansible`
 * with a pattern and a module. Total: every argv has an answer, and what is not understood is never harmless.
 */
export const classifyAnsible = (argv: readonly string[], options: Options = {}): Classification =>
	classification(problems(argv) ?? callReasons(argv, options));

const problems = (argv: readonly string[]): readonly Reason[] | undefined => {
	if (argv.length > mostArguments || argv.reduce((sum, {length}) => sum + length, 0) > mostCharacters) {
		return [{rule: 'ansible.too-long', class: 'rejected', text: 'too many or too long arguments'}];
	}

	return argv.some(argument => unreadable.test(argument.replaceAll(hole, '')))
		? [{rule: 'ansible.invisible', class: 'rejected', text: 'a control or invisible character'}]
		: undefined;
};

const unreadable = /[[\p{C}\p{Z}]--[ \t\n]]/v;

const callReasons = ([program = '', ...rest]: readonly string[], options: Options): readonly Reason[] => {
	if (shippedName(program) !== undefined || /\.ya?ml$/.test(program)) {
		return playbookReasons([program, ...rest], options.context ?? {});
	}

	const name = program.replace(/^(?:\/usr(?:\/local)?)?\/bin\//, '');
	switch (name) {
		case 'ansible-playbook':
			return playbookReasons(rest, options.context ?? {});
		case 'ansible':
			return adHocReasons(rest, options.classifyCommand);
		default:
			return Object.hasOwn(otherPrograms, name)
				? (otherPrograms[name]?.(rest) ?? [])
				: [{rule: 'ansible.unknown-program', class: 'rejected', text: 'neither Ansible nor a playbook'}];
	}
};

const asks = (text: string) => (): readonly Reason[] => [
	{rule: 'ansible.other-program', class: 'confirm', text, flags: ['opaque']},
];
const reads: Reason = {rule: 'ansible.read', class: 'allowed', text: 'reads the inventory or documentation'};

/** The other programs of Ansible. Those that only read do so with exactly these options. */
const otherPrograms: Readonly<Record<string, (rest: readonly string[]) => readonly Reason[]>> = {
	'ansible-inventory': rest =>
		rest.length > 0 && rest.every(argument => /^(?:--list|--graph|--host|--yaml|-y|[\w.-]*\w)$/.test(argument))
			? [reads]
			: asks('an inventory given by option can be a program')(),
	'ansible-doc': asks('shows documentation in a pager, which can run commands'),
	'ansible-config': asks('shows or writes settings'),
	'ansible-console': asks('an open session on many hosts'),
	'ansible-pull': asks('runs a playbook from elsewhere'),
	'ansible-galaxy': rest => (rest.join(' ') === 'collection list' ? [reads] : asks('installs code')()),
	'ansible-vault': asks('shows or changes secrets'),
};
