import type {Reason} from '../classification.ts';
import {hole} from '../hole.ts';
import {extraVarsReasons} from './extra-vars.ts';
import {limitProblem, type Reach, reachOf} from './limit.ts';
import {deletingTag, reloadingTags} from './pgsql-tags.ts';
import type {OptionMeaning} from './playbook-options.ts';
import {type Playbook, playbooks, shippedName} from './playbooks.ts';
import {type GivenOption, readArgv} from './read-argv.ts';

/**
 * What is known of the world. A key that is there with anything but an answer (`true`, `false`, `'create'`, …) says that
 * it could not be found out, which counts as the worst. Without a key the guide's class for the playbook stands.
 */
export type AnsibleContext = {
	/** Whether a cluster that the run reaches has PostgreSQL running or initialised already. */
	readonly clusterExists?: unknown;
	/** `state` in the inventory of the user or database that is named: `create`, `absent`, `recreate`. */
	readonly definedState?: unknown;
};

/** Judges the arguments of ansible-playbook. */
export const playbookReasons = (argv: readonly string[], context: AnsibleContext): readonly Reason[] => {
	const call = readArgv(argv);
	if (!call.ok) {
		return [{rule: call.rule, class: 'rejected', text: call.text}];
	}

	const values = (meaning: OptionMeaning) =>
		call.options.filter(({option}) => option.meaning === meaning).map(({value = ''}) => value);
	const given = (meaning: OptionMeaning) => call.options.some(({option}) => option.meaning === meaning);
	const limit = values('limit').at(-1);
	const run: Run = {
		mode: given('list-tasks') ? 'list-tasks' : given('list') ? 'list' : given('check') ? 'check' : 'run',
		reach: limit === undefined ? 'unlimited' : limitProblem(limit) === undefined ? reachOf(limit) : 'named',
		tags: values('tags').flatMap(value => value.split(',').map(tag => tag.trim())),
		startsInside: given('start-at'),
		context,
	};
	const extra = extraVarsReasons(values('extra-vars'));
	return [
		...call.options.flatMap(optionReasons),
		...refusedLimit(limit),
		...(run.mode === 'run' ? extra : extra.filter(({rule}) => rule !== 'ansible.deleting-variable')),
		...(argv.some(argument => argument.includes(hole)) ? [builtByShell] : []),
		...subject(call.playbooks, given('help'), run),
	];
};

type Run = {
	readonly mode: 'run' | 'check' | 'list' | 'list-tasks';
	readonly reach: Reach | 'unlimited';
	readonly tags: readonly string[];
	readonly startsInside: boolean;
	readonly context: AnsibleContext;
};

const builtByShell: Reason = {
	rule: 'ansible.built-by-shell',
	class: 'confirm',
	text: 'an argument is put together when it runs',
	flags: ['opaque'],
};

const optionReasons = ({option, spelling, value = '', abbreviated}: GivenOption): readonly Reason[] => [
	...(abbreviated
		? [
				{
					rule: 'ansible.abbreviated',
					class: 'allowed',
					text: `${spelling} is an abbreviation`,
					flags: ['abbreviated'],
				} as const,
			]
		: []),
	...(option.meaning === 'refused'
		? [
				{
					rule: 'ansible.refused-option',
					class: 'rejected',
					text: `${spelling} runs foreign code or connects otherwise`,
				} as const,
			]
		: []),
	...(option.meaning === 'inventory' && !ownInventory.test(value)
		? [{rule: 'ansible.other-inventory', class: 'rejected', text: 'an inventory can be a program'} as const]
		: []),
];

const ownInventory = /^(?:(?:~|\/root|\/home\/[\w.-]+)\/pigsty\/|\.\/)?pigsty\.yml$/;

const refusedLimit = (limit: string | undefined): readonly Reason[] => {
	const problem = limit === undefined ? undefined : limitProblem(limit);
	return problem === undefined ? [] : [problem];
};

const subject = (names: readonly string[], help: boolean, run: Run): readonly Reason[] => {
	if (names.length > 0) {
		return names.flatMap(path => one(path, run));
	}

	return help
		? [{rule: 'ansible.help', class: 'allowed', text: 'prints help or the version'}]
		: [{rule: 'ansible.no-playbook', class: 'rejected', text: 'no playbook is named'}];
};

const one = (path: string, run: Run): readonly Reason[] => {
	const name = shippedName(path);
	const playbook = name === undefined ? undefined : playbooks.get(name);
	if (name === undefined || playbook === undefined) {
		const likely = playbooks.get(path.slice(path.lastIndexOf('/') + 1));
		return [
			{
				rule: 'ansible.unknown-playbook',
				class: 'confirm',
				text: 'a playbook that Pigsty did not ship',
				flags: ['opaque'],
			},
			// Called like a removal, it is taken for one, wherever it lies.
			...(likely?.class === 'destructive' && run.mode === 'run'
				? [{rule: 'ansible.like-removal', class: 'destructive', text: 'called like a playbook that removes'} as const]
				: []),
		];
	}

	return run.mode === 'run'
		? runReasons(name, playbook, run)
		: [dryRun(name, run.mode), ...reachReasons(playbook, run)];
};

const dryRun = (name: string, mode: Exclude<Run['mode'], 'run'>): Reason => ({
	rule: mode === 'check' ? 'ansible.check' : 'ansible.list',
	class: 'allowed',
	text: mode === 'check' ? `dry run of ${name}; it skips shell tasks and proves little` : `lists what ${name} would do`,
});

const runReasons = (name: string, playbook: Playbook, run: Run): readonly Reason[] => [
	{
		rule: `ansible.${playbook.class === 'destructive' ? 'removal' : 'run'}`,
		class: playbook.class,
		text: `${name} ${playbook.text}`,
	},
	...reachReasons(playbook, run),
	...(playbook.needs === 'cluster' ? clusterReasons(name, run) : []),
	...(playbook.needs === 'definition' ? definitionReasons(name, run.context) : []),
	...run.tags
		.filter(deletingTag)
		.map(tag => ({rule: 'ansible.deleting-tag', class: 'destructive', text: `tag ${tag} deletes`}) as const),
];

const reachReasons = (playbook: Playbook, {reach, mode}: Run): readonly Reason[] => {
	const found = (flag: string, text: string): readonly Reason[] => [
		{rule: `ansible.${flag}`, class: mode === 'run' ? 'confirm' : 'allowed', text, flags: [flag]},
	];
	// What a dry run reaches does no harm; a list of tasks is read as what a run would do.
	const matters =
		(mode === 'run' && (playbook.everywhere || playbook.class === 'destructive')) || mode === 'list-tasks';
	switch (reach) {
		case 'named':
			return [];
		case 'unlimited':
			return matters ? found('no-limit', 'no limit: every host of the inventory') : [];
		case 'wide':
			return found('wide-limit', 'the limit may match more than it seems');
		case 'everything':
			return found('wide-limit', 'the limit matches every host');
	}
};

/** Whatever builds a cluster rebuilds the one that is there: it restarts PostgreSQL and runs the bootstrap again. */
const clusterReasons = (name: string, run: Run): readonly Reason[] => {
	if (run.tags.length > 0 && !run.startsInside && run.tags.every(tag => reloadingTags.has(tag))) {
		return [];
	}

	const rebuild = (rule: string, text: string): readonly Reason[] => [{rule, class: 'destructive', text}];
	if ('clusterExists' in run.context) {
		return run.context.clusterExists === false
			? []
			: run.context.clusterExists === true
				? rebuild('ansible.rebuild', `${name} restarts and rebuilds the cluster that is there`)
				: rebuild('ansible.unknown-cluster', 'it is unknown whether the cluster is there already');
	}

	return name === 'pgsql.yml' && (run.reach === 'unlimited' || run.reach === 'everything')
		? rebuild('ansible.fleet-wide', `${name} without a limit rebuilds every cluster`)
		: [];
};

const definitionReasons = (name: string, context: AnsibleContext): readonly Reason[] => {
	if (!('definedState' in context) || /^(?:create|present)$/.test(String(context.definedState))) {
		return [];
	}

	return [
		{
			rule: 'ansible.drop',
			class: 'destructive',
			text: /^(?:absent|recreate)$/.test(String(context.definedState))
				? `${name} drops what the inventory calls ${String(context.definedState)}`
				: `${name} may drop it: what the inventory says is unknown`,
		},
	];
};
