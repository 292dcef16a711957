import type {PolicyClass, Reason} from '../../classification.ts';
import {exact, isExact} from '../argument.ts';
import {type Call, reason, type Rule} from '../call.ts';
import {grammar, parseOptions} from '../options.ts';
import {allowed, operandReasons, reads, unknownOption} from '../rule.ts';

/** Commands that print their words, or compare them. */
export const says: Rule = ({name, args, runText}) => [
	allowed(name),
	...(name === 'printf' && sets(args) ? [reason('assignment', 'confirm', 'printf sets a variable')] : []),
	...(name === 'test' || name === '[' || (name === 'printf' && sets(args)) ? subscripts({args, runText}) : []),
];

const sets = (args: Call['args']): boolean => (args[0]?.text ?? '').startsWith('-v');

/** `test -v 'x[$(…)]'`, `let` and `-eq` run what stands in a subscript, whatever quotes it. */
const subscripts = ({args, runText}: Pick<Call, 'args' | 'runText'>): readonly Reason[] =>
	args.filter(({text}) => /\[.*(?:\$\(|`)/s.test(text)).flatMap(({text}) => [subscript, ...runText(`: ${text}`)]);

const subscript = reason('subscript', 'confirm', 'what stands in a subscript is run', 'opaque');

/** Reads only when the words fit a pattern; else it asks. */
export const onlyWhen =
	(pattern: RegExp, text: string, otherwise: PolicyClass = 'confirm'): Rule =>
	({name, args}) =>
		args.every(isExact) && pattern.test(args.map(argument => argument.text).join(' '))
			? [allowed(name)]
			: [reason(`command.${name}`, otherwise, text)];

const grepOptions =
	'-abcEFGhHiIlLnoqsTUvVwxyzP -A= -B= -C= -e= -m= -D= -# --after-context= --before-context= --binary-files= --byte-offset --color[=] --colour[=] --context= --count --extended-regexp --files-with-matches --files-without-match --fixed-strings --ignore-case --invert-match --line-buffered --line-number --max-count= --no-filename --no-messages --null --only-matching --perl-regexp --quiet --regexp= --silent --text --with-filename --word-regexp --line-regexp';
const flat = reads('pattern-files', grepOptions);
const deepGrammar = grammar(
	`${grepOptions} -rR -d= --recursive --dereference-recursive --include= --exclude= --exclude-dir= --directories=`,
);

/** `grep`, which goes down into directories with `-r`. */
export const grep: Rule = call => {
	const parsed = parseOptions(call.args, deepGrammar);
	const deep = parsed.options.some(({name}) => /^(?:-[rRd]|--.*recursive|--directories)$/.test(name));
	if (!deep) {
		return flat(call);
	}

	const patternGiven = parsed.options.some(({name}) => name === '-e' || name === '--regexp');
	const places = parsed.operands.slice(patternGiven ? 0 : 1);
	return parsed.unknown === undefined
		? [allowed(call.name), ...operandReasons('trees', places.length === 0 ? [exact('.')] : places, call)]
		: [unknownOption(call)];
};

const jqReads = reads(
	'pattern-files',
	'-rcMCSesnjaRA --raw-output --compact-output --monochrome-output --color-output --sort-keys --exit-status --slurp --null-input --join-output --ascii-output --raw-input --tab --indent= --stream --seq',
);

/** `jq`, whose programs can show the environment and load others. */
export const jq: Rule = call =>
	call.args.some(({text}) => /\benv\b|\$ENV|\b(?:import|include|input_filename|get_search_list)\b/.test(text))
		? [reason('environment', 'confirm', 'shows the environment, where passwords are', 'secret')]
		: jqReads(call);

/** What a program text of another language would do is not known; what it plainly says counts. */
export const interpreter: Rule = ({name, args, place}) => [
	reason(
		`command.${name}`,
		'confirm',
		`${name} can run any program`,
		...(/^(?:vi|vim|nvim|view|emacs)$/.test(name) ? [] : ['opaque']),
	),
	...(args.some(({text}) => alarming.test(text))
		? [reason('alarming', 'destructive', `${name} is told to destroy something`)]
		: []),
	...(place.input.kind === 'data' && args.every(({text}) => text === '-')
		? [reason('unknown-script', 'destructive', `${name} runs what another command prints`)]
		: []),
];

const alarming =
	/\brm\s+-|\brmtree\b|\bunlink\b|\bmkfs|\bdd\s+if=|\bof=|\bdrop\s+(?:table|database|schema)|\btruncate\b|\bshutdown\b|\breboot\b|\bFLUSHALL\b|\brm\b.{0,9}\/pg\b/i;

/** `git` runs programs that its configuration names, and forgets work with a few of its verbs. */
export const git: Rule = ({args}) => {
	const text = args.map(argument => argument.text).join(' ');
	const [configured] = args.filter(argument =>
		/^(?:-c|--exec-path=.*|--config-env=.*|--upload-pack=.*|-u|--ext-diff|--extcmd=.*)$/.test(argument.text),
	);
	return [
		reason('command.git', 'confirm', 'git opens a pager, or changes something'),
		...(configured === undefined
			? []
			: [reason('runs-program', 'destructive', 'git runs a program that an option names')]),
		...(/(?:^| )(?:clean|reset --hard|checkout (?:-f|--|\.)|restore|push .*(?:--force|-f|--delete|--mirror)|stash (?:drop|clear)|rm|branch -D|reflog expire|gc --prune|filter-branch)(?: |$)/.test(
			text,
		)
			? [reason('forgets', 'destructive', 'git throws work away')]
			: []),
	];
};

/** `service NAME status` and its verbs in other places. */
export const service: Rule = ({args}) => {
	const [, verb] = args.map(({text}) => text);
	return verb === 'status' && args.length === 2 && /^[\w@.-]+$/.test(args[0]?.text ?? '')
		? [allowed('service')]
		: [reason('service', 'confirm', 'starts or stops a service')];
};

const dateOptions = grammar(
	'-uR -I[=] -d= -r= --utc --universal --rfc-email --iso-8601[=] --rfc-3339= --date= --reference=',
);

/** `date`: a word that is no format is a time to set. */
export const date: Rule = call => {
	const {operands, unknown} = parseOptions(call.args, dateOptions);
	return unknown === undefined && operands.every(({text}) => text.startsWith('+'))
		? [allowed('date')]
		: [reason('command.date', 'confirm', 'sets the clock')];
};

/** `crontab -l` shows; `-r` removes every job, backups among them. */
export const crontab: Rule = ({args}) => {
	const text = args.map(argument => argument.text).join(' ');
	if (/^(?:-u \w+ )?-l(?: -u \w+)?$/.test(text)) {
		return [allowed('crontab')];
	}

	return /(?:^| )-\w*r/.test(text)
		? [reason('crontab', 'destructive', 'removes every scheduled job, backups among them')]
		: [reason('crontab', 'confirm', 'changes scheduled jobs')];
};

/** `rpm` and `dpkg`: what is asked for is shown, what is removed is gone. Formats of `rpm` can run programs. */
export const packages = (options: string, asking: RegExp, removing: RegExp): Rule => {
	const known = grammar(options);
	return ({name, args}) => {
		const text = args.map(argument => argument.text).join(' ');
		if (removing.test(text)) {
			return [reason('package-removal', 'destructive', `${name} removes a package`)];
		}

		return asking.test(text) && parseOptions(args, known).unknown === undefined && !/%[({][^}\w]|%\(|%\{lua/.test(text)
			? [allowed(name)]
			: [reason('package', 'confirm', `${name} changes packages, or runs a program`)];
	};
};

/** What is known to change something, and that in no other way than it says. */
export const changes: Rule = ({name}) => [reason(`command.${name}`, 'confirm', `${name} changes something`)];

/** Builtins that change the shell itself. */
export const builtin: Rule = ({name, args, runText}) => [
	reason(`command.${name}`, 'confirm', `${name} changes the shell`),
	...subscripts({args, runText}),
];

/** `docker exec NAME COMMAND` and `docker run IMAGE COMMAND`: what runs in there counts when it destroys. */
export const inContainers =
	(rule: Rule): Rule =>
	call => {
		const verb = call.args.findIndex(({text}) => text === 'exec' || text === 'run');
		const words = verb === -1 ? [] : call.args.slice(verb + 1);
		return [
			...rule(call),
			...words.flatMap((_, index) => call.run(words.slice(index))).filter(({class: level}) => level === 'destructive'),
		];
	};

/** `pg_restore` writes; told to clean, it drops what is there first. */
export const restore: Rule = ({args}) =>
	args.some(({text}) => /^(?:-\w*[cC]\w*|--clean|--create)$/.test(text))
		? [reason('restore-clean', 'destructive', 'drops what is there before it restores')]
		: [reason('restore', 'confirm', 'writes what is in a dump')];
