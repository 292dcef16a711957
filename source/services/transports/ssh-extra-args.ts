import {ProblemError} from '../world.ts';

export type SshExtraArgs = {
	/** Hops as `-J` takes them: `user@host:port,…`. Undefined when the arguments name none, `none` when they forbid them. */
	readonly jump: string | undefined;
	/** A known_hosts file named by the arguments. */
	readonly knownHostsFile: string | undefined;
	/** One sentence for each argument that was left out. */
	readonly notes: readonly string[];
};

/**
 * Reads `ansible_ssh_common_args` and `ansible_ssh_extra_args`. They were written for a program that may be told to run
 * any command, so only what is understood is taken: hops, and a file of known hosts. What would lead to another place than
 * the one shown is refused with a ProblemError; the rest changes nothing that matters here and is left out with a note.
 */
export const readExtraArgs = (text: string | undefined, where: string): SshExtraArgs => {
	const found: {jump?: string; knownHostsFile?: string; notes: string[]} = {notes: []};
	const options = optionsOf(words(text ?? '', where));
	for (const {name, value} of options) {
		const option = name.toLowerCase();
		if (option === 'proxyjump') {
			found.jump ??= value; // As in ssh, the first one counts.
		} else if (option === 'userknownhostsfile' && !/^(\/dev\/null|none)?$/.test(value)) {
			found.knownHostsFile ??= value;
		} else if (instead[option] !== undefined) {
			throw new ProblemError(
				'refused',
				`${where}: ${name} in ansible_ssh_common_args or ansible_ssh_extra_args is not taken\n${instead[option]}`,
			);
		} else {
			found.notes.push(`${where}: ${name} in the inventory's ssh arguments is left out`);
		}
	}

	return {jump: found.jump, knownHostsFile: found.knownHostsFile, notes: found.notes};
};

/** Options that decide where or as whom one ends up, and what to write instead. */
const instead: Readonly<Record<string, string>> = {
	proxycommand: 'Use ProxyJump: -o ProxyJump=USER@HOST',
	hostname: 'Use ansible_host',
	port: 'Use ansible_port',
	user: 'Use ansible_user',
	identityfile: 'Use ansible_ssh_private_key_file',
	hostkeyalias: 'Put it into ~/.ssh/config',
	'-f': 'Put the settings into ~/.ssh/config',
	'-w': 'Use ProxyJump: -o ProxyJump=USER@HOST',
};

/** Letters of ssh that take a value, and the option that some of them stand for. */
const letters: Readonly<Record<string, string>> = {J: 'ProxyJump', p: 'Port', l: 'User', i: 'IdentityFile'};
const withValue = /^-([BbcDEeFIiJLlmOopQRSWw])(.*)$/s;

const optionsOf = (given: readonly string[]): readonly {readonly name: string; readonly value: string}[] => {
	const options = [];
	for (let index = 0; index < given.length; index += 1) {
		const word = given[index] ?? '';
		const [, letter, attached = ''] = withValue.exec(word) ?? [];
		if (letter === undefined) {
			options.push({name: word, value: ''});
			continue;
		}

		const value = attached === '' ? (given[(index += 1)] ?? '') : attached;
		if (letter === 'o') {
			const [, name = value, setting = ''] = /^\s*(\w+)\s*[=\s]\s*(.*?)\s*$/s.exec(value) ?? [];
			options.push({name, value: setting.replace(/^"(.*)"$/s, '$1')});
		} else {
			options.push({name: letters[letter] ?? `-${letter}`, value});
		}
	}

	return options;
};

/** Splits as Ansible does (Python's shlex): blanks, single and double quotes, backslashes. */
const words = (text: string, where: string): readonly string[] => {
	const found: string[] = [];
	const token = /\s*((?:[^\s"'\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+)/sy;
	let end = 0;
	for (let match = token.exec(text); match !== null; match = token.exec(text)) {
		end = token.lastIndex;
		found.push((match[1] ?? '').replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, unquoted));
	}

	if (text.slice(end).trim() !== '') {
		throw new ProblemError(
			'refused',
			`${where}: a quote is not closed in the inventory's ssh arguments\nMend ansible_ssh_common_args`,
		);
	}

	return found;
};

const unquoted = (
	_: string,
	single: string | undefined,
	double: string | undefined,
	escaped: string | undefined,
): string => single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? '';
