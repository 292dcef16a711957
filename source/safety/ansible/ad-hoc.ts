import type {Classification, Reason} from '../classification.ts';

/**
 * Judges `ansible PATTERN -m MODULE -a ARGUMENTS`: always at least a question, since it goes to many hosts and no
 * playbook says what is meant; a command in it is judged as such.
 */
export const adHocReasons = (
	argv: readonly string[],
	classifyCommand: ((text: string) => Classification) | undefined,
): readonly Reason[] => {
	if (argv.length === 1 && /^(?:--version|--help|-h)$/.test(argv[0] ?? '')) {
		return [{rule: 'ansible.help', class: 'allowed', text: 'prints help or the version'}];
	}

	const call = readCall(argv);
	if (call === undefined) {
		return [{rule: 'ansible.unknown-option', class: 'rejected', text: 'an option of ansible that is not known here'}];
	}

	if (call.options.some(([spelling]) => refused.has(spelling))) {
		return [{rule: 'ansible.refused-option', class: 'rejected', text: 'it runs foreign code or connects otherwise'}];
	}

	const value = (short: string, long: string) =>
		call.options.findLast(([spelling]) => spelling === short || spelling === long)?.[1];
	return [
		{rule: 'ansible.ad-hoc', class: 'confirm', text: 'an ad-hoc call on many hosts'},
		...moduleReasons(value('-m', '--module-name') ?? 'command', value('-a', '--args') ?? '', classifyCommand),
	];
};

const moduleReasons = (
	module: string,
	args: string,
	classifyCommand: ((text: string) => Classification) | undefined,
): readonly Reason[] => {
	const name = module.replace(/^ansible\.(?:builtin|legacy)\./, '');
	if (/^(?:command|shell|raw)$/.test(name)) {
		// Leading `chdir=/x creates=/y` belong to the module; what follows is the command.
		return classifyCommand?.(args.replace(/^(?:(?:chdir|creates|removes|executable)=\S+\s+)+/, '')).reasons ?? [];
	}

	return /^(?:reboot|parted|filesystem|lvol|lvg|iptables_state)$/.test(name) ||
		/\bstate\s*=\s*["']?(?:absent|stopped)/.test(args)
		? [{rule: 'ansible.ad-hoc-removal', class: 'destructive', text: `module ${name} takes something away`}]
		: [];
};

const flags = new Set(
	'-C --check -D --diff -b --become -K --ask-become-pass -k --ask-pass -o --one-line -v -vv -vvv -vvvv --list-hosts'.split(
		' ',
	),
);
const valued = new Set(
	'-m --module-name -a --args -f --forks -l --limit -T --timeout -t --tree -B --background -P --poll'.split(' '),
);
const refused = new Set(
	'-i --inventory -M --module-path -c --connection -u --user -e --extra-vars --private-key --key-file --ssh-common-args --ssh-extra-args --sftp-extra-args --scp-extra-args --become-method --become-user --become-password-file --connection-password-file --vault-id --vault-password-file --playbook-dir'.split(
		' ',
	),
);

/** Undefined when an option is unknown or has no value. */
const readCall = (argv: readonly string[]) => {
	const options: (readonly [spelling: string, value: string | undefined])[] = [];
	for (let index = 0; index < argv.length; index += 1) {
		const argument = argv[index] ?? '';
		const [, spelling = '', attached] = /^(--[\w-]+|-\w)=?(.+)?$/s.exec(argument) ?? [];
		if (flags.has(argument)) {
			options.push([argument, undefined]);
		} else if (valued.has(spelling) || refused.has(spelling)) {
			const value = attached ?? argv[(index += 1)];
			if (value === undefined) {
				return undefined;
			}

			options.push([spelling, value]);
		} else if (argument.startsWith('-')) {
			return undefined;
		}
	}

	return {options};
};
