import {parseArgs} from 'node:util';
import {errorText} from '../format/error-text.ts';
import {themeNames} from '../store/state.ts';
import {logLevels} from '../model/log.ts';

/** One option of the command line. The usage text, the parser and the completion are read from this table. */
type Option = {
	readonly name: string;
	readonly short?: string;
	readonly value?: string;
	/** What the value may be, where only these mean something. */
	readonly oneOf?: readonly string[];
	readonly about: string;
	readonly of: readonly CommandName[];
	/** For tests: not in the usage text. */
	readonly isHidden?: true;
};

export const commandNames = ['cockpit', 'demo', 'status', 'check', 'logs', 'inventory', 'policy', 'audit'] as const;
export type CommandName = (typeof commandNames)[number];

const reading: readonly CommandName[] = ['cockpit', 'status', 'check', 'logs', 'inventory'];
const screens: readonly CommandName[] = ['cockpit', 'demo'];

export const options: readonly Option[] = [
	{
		name: 'inventory',
		short: 'i',
		value: 'FILE',
		about: 'the inventory; else $PIGSTY_HOME/pigsty.yml, ./pigsty.yml, ~/pigsty/pigsty.yml',
		of: reading,
	},
	{name: 'config', value: 'FILE', about: 'settings; else $XDG_CONFIG_HOME/pigsty-top/config.yml', of: reading},
	{name: 'accept-new-host-keys', about: 'take and remember the key of a host that is not in known_hosts', of: reading},
	{
		name: 'json',
		about: 'one JSON document on stdout; for logs one on each line',
		of: ['status', 'inventory', 'logs', 'audit'],
	},
	{name: 'batch', about: 'judge each line of standard input, JSON in and JSON out', of: ['policy']},
	{
		name: 'timeout',
		value: 'SECONDS',
		about: 'how long to wait for the first answers (default 5)',
		of: ['status', 'check'],
	},
	{name: 'follow', short: 'f', about: 'go on with what comes, until interrupted', of: ['logs']},
	{name: 'no-follow', about: 'print what there is and end (the default)', of: ['logs']},
	{
		name: 'since',
		value: 'TIME',
		about: 'from then on: 10m, 2h, 1d ago, or 2026-11-24T03:00:00Z (default: the last 200 lines of each log)',
		of: ['logs'],
	},
	{name: 'level', value: 'LEVEL', about: `at least ${logLevels.join(', ')}`, of: ['logs']},
	{name: 'grep', value: 'RE', about: 'only records that match', of: ['logs']},
	{name: 'exclude', value: 'RE', about: 'no records that match', of: ['logs']},
	{name: 'scenario', value: 'NAME', about: 'what happens to the simulated fleet', of: ['demo']},
	{name: 'fleet', value: 'N', about: 'simulate about N instances, at most 1000', of: ['demo']},
	{name: 'seed', value: 'N', about: 'seed of the simulation (default 1)', of: ['demo']},
	{name: 'crash-after-ms', value: 'N', about: 'be stopped by a defect', of: ['demo'], isHidden: true},
	{name: 'theme', value: 'NAME', oneOf: themeNames, about: themeNames.join(', '), of: screens},
];

export const commandAbout: Readonly<Record<CommandName, {readonly args: string; readonly about: string}>> = {
	cockpit: {args: '', about: 'the cockpit'},
	demo: {args: '', about: 'the cockpit on a simulated fleet; no Pigsty needed'},
	status: {args: '[CLUSTER…]', about: 'one snapshot: clusters, members, backups, findings'},
	check: {args: '[CLUSTER…]', about: 'one line; exit code 0 ok, 1 warning, 2 critical, 3 unknown'},
	logs: {
		args: 'SELECTOR…',
		about: 'logs of pg-test, pg-test-2, 10.10.10.12, pg-test/patroni, */postgres … in one order of time',
	},
	policy: {args: 'sql|shell|ansible TEXT', about: 'class of a text under the operating guide, and why; nothing is run'},
	audit: {
		args: '[show|verify]',
		about: 'the last records of what was done and refused; verify: exit code 0 whole, 1 broken',
	},
	inventory: {args: '', about: 'the model read from pigsty.yml, secrets masked, problems listed'},
};

export type Arguments =
	| {
			readonly ok: true;
			readonly command: CommandName;
			readonly names: readonly string[];
			readonly values: Readonly<Record<string, string | boolean>>;
	  }
	| {readonly ok: true; readonly command: 'help' | 'version'}
	| {readonly ok: false; readonly command: CommandName; readonly problem: string};

/** Reads the command line; a mistake is one sentence. */
export const readArguments = (argv: readonly string[]): Arguments => {
	const [first] = argv;
	const named = commandNames.find(name => name === first && name !== 'cockpit');
	const command = named ?? 'cockpit';
	const rest = named === undefined ? argv : argv.slice(1);
	if (rest.includes('--help') || rest.includes('-h') || first === 'help') {
		return {ok: true, command: 'help'};
	}

	if (rest.includes('--version')) {
		return {ok: true, command: 'version'};
	}

	try {
		const {values, positionals} = parseArgs({
			args: withNegativeValues(rest),
			allowPositionals: true,
			strict: true,
			options: Object.fromEntries(
				options
					.filter(({of}) => of.includes(command))
					.map(({name, short, value}) => [
						name,
						{
							type: value === undefined ? ('boolean' as const) : ('string' as const),
							...(short !== undefined && {short}),
						},
					]),
			),
		});
		const takesNames = commandAbout[command].args !== '';
		const [stray] = positionals;
		if (!takesNames && stray !== undefined) {
			return {ok: false, command, problem: strayProblem(stray)};
		}

		const wrong = options.find(({name, oneOf}) => {
			const value = values[name];
			return oneOf !== undefined && typeof value === 'string' && !oneOf.includes(value);
		});
		if (wrong !== undefined) {
			return {ok: false, command, problem: `--${wrong.name} is one of ${wrong.oneOf?.join(', ') ?? ''}`};
		}

		return {ok: true, command, names: positionals, values: definedOnly(values)};
	} catch (error) {
		return {ok: false, command, problem: parseProblem(error, command)};
	}
};

/** `--since -10m`: an age with its sign is a value, though it begins as an option does. */
const withNegativeValues = (argv: readonly string[]): string[] =>
	argv.flatMap((word, index) =>
		word === '--since' && isAge(argv[index + 1])
			? [`${word}=${argv[index + 1]}`]
			: argv[index - 1] === '--since' && isAge(word)
				? []
				: [word],
	);

const isAge = (word: string | undefined): boolean => word !== undefined && /^-\d/.test(word);

const definedOnly = (
	values: Readonly<Record<string, string | boolean | undefined>>,
): Record<string, string | boolean> =>
	Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const strayProblem = (word: string): string =>
	commandNames.some(name => name === word && name !== 'cockpit')
		? `the command comes first: pigsty-top ${word} …`
		: `\`${word}\` is not a command; try \`pigsty-top --help\``;

/** What the parser of Node found, in our words: it names the option between quotes. */
const parseProblem = (error: unknown, command: CommandName): string => {
	const message = errorText(error);
	const flag = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? 'that';
	const option = options.find(({name, isHidden}) => flag === `--${name}` && isHidden === undefined);
	if (option === undefined) {
		return `${flag} is not an option; try \`pigsty-top --help\``;
	}

	if (!option.of.includes(command)) {
		return `${flag} is an option of ${option.of.join(', ')}`;
	}

	return option.value === undefined ? `${flag} takes no value` : `${flag} needs ${option.value} after it`;
};

/** The page that `--help` prints. */
export const usage = (): string => {
	const lines = commandNames.map(name => {
		const call = `pigsty-top${name === 'cockpit' ? '' : ` ${name}`}${commandAbout[name].args === '' ? '' : ` ${commandAbout[name].args}`}`;
		return `  ${call.padEnd(34)}${commandAbout[name].about}`;
	});
	const shown = options.filter(({isHidden}) => isHidden === undefined);
	const optionLines = shown.map(({name, short, value, about, of}) => {
		const flag = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
		return `  ${flag.padEnd(34)}${about} (${of.map(command => (command === 'cockpit' ? 'cockpit' : command)).join(', ')})`;
	});
	return ['Usage:', ...lines, '', 'Options:', ...optionLines, ''].join('\n');
};
