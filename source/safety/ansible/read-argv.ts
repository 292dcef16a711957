import {type PlaybookOption, playbookOptions} from './playbook-options.ts';

export type GivenOption = {
	readonly option: PlaybookOption;
	/** The text of an option that takes one; undefined for a flag. */
	readonly value: string | undefined;
	/** As it was written, without the value. */
	readonly spelling: string;
	/** Written shorter than it is called, as Python's argparse accepts while no other option begins like it. */
	readonly abbreviated: boolean;
};

export type PlaybookCall =
	| {readonly ok: true; readonly options: readonly GivenOption[]; readonly playbooks: readonly string[]}
	| {readonly ok: false; readonly rule: string; readonly text: string};

/**
 * Reads the arguments of ansible-playbook, without its own name, as Python's argparse does: options may come anywhere,
 * long ones may be abbreviated, short ones may be bundled, and a value may be attached. `--check` is an option only where
 * argparse takes it for one: `-e--check` is a value.
 */
export const readArgv = (argv: readonly string[]): PlaybookCall => {
	const options: GivenOption[] = [];
	const playbooks: string[] = [];
	for (let index = 0; index < argv.length;) {
		const argument = argv[index] ?? '';
		if (argument === '--') {
			playbooks.push(...argv.slice(index + 1));
			break;
		}

		if (!argument.startsWith('-') || argument === '-') {
			playbooks.push(argument);
			index += 1;
			continue;
		}

		const read = argument.startsWith('--') ? readLong(argument, argv[index + 1]) : readShort(argument, argv[index + 1]);
		if ('problem' in read) {
			return {ok: false, ...read.problem};
		}

		options.push(...read.options);
		index += read.usedNext ? 2 : 1;
	}

	return {ok: true, options, playbooks};
};

type Read =
	| {readonly options: readonly GivenOption[]; readonly usedNext: boolean}
	| {readonly problem: {readonly rule: string; readonly text: string}};

const readLong = (argument: string, next: string | undefined): Read => {
	const equals = argument.indexOf('=');
	const spelling = equals === -1 ? argument : argument.slice(0, equals);
	const attached = equals === -1 ? undefined : argument.slice(equals + 1);
	const exact = optionOf(spelling);
	const matches = exact === undefined ? longSpellings.filter(name => name.startsWith(spelling)) : [spelling];
	const option = optionOf(matches[0] ?? '');
	if (option === undefined) {
		return problem('ansible.unknown-option', `ansible-playbook has no option ${spelling}`);
	}

	if (matches.length > 1) {
		return problem('ansible.ambiguous-option', `${spelling} could be ${matches.join(' or ')}`);
	}

	return readValue({option, spelling, attached, next, abbreviated: exact === undefined});
};

/** A bundle such as `-vvCl pg-test`: flags up to the first option that takes a value, which is the rest or the next. */
const readShort = (argument: string, next: string | undefined): Read => {
	const options: GivenOption[] = [];
	for (let at = 1; at < argument.length; at += 1) {
		const spelling = `-${argument[at]}`;
		const option = optionOf(spelling);
		if (option === undefined) {
			return problem('ansible.unknown-option', `ansible-playbook has no option ${spelling}`);
		}

		const rest = argument.slice(at + 1);
		// argparse splits `-l=x` at the equals sign, but only when nothing is bundled before it.
		const attached = at === 1 && rest.startsWith('=') ? rest.slice(1) : rest === '' ? undefined : rest;
		if (option.takesValue || (at === 1 && rest.startsWith('='))) {
			const read = readValue({option, spelling, attached, next, abbreviated: false});
			return 'problem' in read ? read : {options: [...options, ...read.options], usedNext: read.usedNext};
		}

		options.push({option, spelling, value: undefined, abbreviated: false});
	}

	return {options, usedNext: false};
};

const readValue = (given: {
	readonly option: PlaybookOption;
	readonly spelling: string;
	readonly attached: string | undefined;
	readonly next: string | undefined;
	readonly abbreviated: boolean;
}): Read => {
	const {option, spelling, attached, next, abbreviated} = given;
	if (!option.takesValue) {
		return attached === undefined
			? {options: [{option, spelling, value: undefined, abbreviated}], usedNext: false}
			: problem('ansible.flag-with-value', `${spelling} takes no value`);
	}

	const value = attached ?? next;
	if (value === undefined || (attached === undefined && value.startsWith('-') && value !== '-')) {
		return problem('ansible.missing-value', `${spelling} has no value`);
	}

	return {options: [{option, spelling, value, abbreviated}], usedNext: attached === undefined};
};

const problem = (rule: string, text: string): Read => ({problem: {rule, text}});

const optionOf = (spelling: string): PlaybookOption | undefined => bySpelling.get(spelling);

const bySpelling: ReadonlyMap<string, PlaybookOption> = new Map(
	playbookOptions.flatMap(option => option.spellings.map(spelling => [spelling, option] as const)),
);
const longSpellings = [...bySpelling.keys()].filter(spelling => spelling.startsWith('--'));
