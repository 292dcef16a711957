import type {Reason} from '../../classification.ts';
import {hole} from '../../hole.ts';
import {type Argument, isExact} from '../argument.ts';
import {type Call, reason, type Rule} from '../call.ts';
import {grammar, parseOptions} from '../options.ts';
import {unknownOption} from '../rule.ts';

type Wrapper = {
	readonly options: string;
	/** How many words of its own come before the command, such as the seconds of `timeout`. */
	readonly own?: number;
	/** What it comes to without a command. */
	readonly bare: Reason;
	/** What it adds of its own. */
	readonly adds?: Reason;
	/** `NAME=VALUE` before the command goes into its environment. */
	readonly assigns?: boolean;
	/** Its words are joined and read by a shell again. */
	readonly joins?: boolean;
	/** Instead of words, `-c` gives it a text. */
	readonly takesText?: boolean;
};

/** A command that runs the one it is given: that one is judged, whatever it is wrapped in. */
export const wraps =
	({options, own = 0, bare, adds, assigns = false, joins = false, takesText = false}: Wrapper): Rule =>
	call => {
		const known = grammar(options);
		const parsed = parseOptions(call.args, known, {stopsAtOperand: true});
		if (parsed.unknown !== undefined) {
			return [unknownOption(call), ...anyOf(parsed.operands, call)];
		}

		const words = parsed.operands.slice(own);
		if (takesText && /^(?:-c|--command)$/.test(words[0]?.text ?? '')) {
			return [...(adds === undefined ? [] : [adds]), ...joined(words.slice(1, 2), call)];
		}

		const {assignments, command} = assigns ? withoutAssignments(words) : {assignments: [], command: words};
		return [
			...(adds === undefined ? [] : [adds]),
			...assignments,
			...(command.length === 0 ? [bare] : joins ? joined(command, call) : call.run(command, {input: call.place.input})),
		];
	};

/** `sudo A=b command`, `env A=b command`. */
const withoutAssignments = (words: readonly Argument[]) => {
	const first = words.findIndex(({text}) => !/^\w+=/.test(text));
	const count = first === -1 ? words.length : first;
	return {
		assignments: count > 0 ? [reason('assignment', 'confirm', 'changes the environment of a command')] : [],
		command: words.slice(count),
	};
};

const joined = (command: readonly Argument[], call: Call): readonly Reason[] => {
	const text = command.map(word => word.text).join(' ');
	return text.includes(hole)
		? [reason('unknown-script', 'destructive', 'a command that is only known when it runs')]
		: call.runText(text);
};

/** After an option that is not known, the command could begin at any word: the worst of them counts. */
export const anyOf = (words: readonly Argument[], call: Call): readonly Reason[] =>
	words
		.slice(0, 8)
		.flatMap((_, index) => call.run(words.slice(index)))
		.filter(({class: level}) => level === 'destructive');

const plainEnv = wraps({
	options: '-i0v -u= --ignore-environment --null --unset= --debug',
	assigns: true,
	bare: reason('environment', 'confirm', 'shows the environment, where passwords are', 'secret'),
});

/** `env`, which with `-S` takes a text apart into the words of a command. */
export const env: Rule = call => {
	const at = call.args.findIndex(({text}) => /^(?:-\w*S|--split-string)/.test(text));
	if (at === -1) {
		return plainEnv(call);
	}

	const words = call.args.slice(at).map(({text}) => text);
	const text = words.join(' ').replace(/^(?:-\w*S|--split-string)[ =]?/, '');
	return text.includes(hole)
		? [reason('unknown-script', 'destructive', 'a command that is only known when it runs')]
		: [reason('assignment', 'confirm', 'changes the environment of a command'), ...call.runText(text)];
};

/** `numactl` shows the nodes, or runs a command on some of them. */
export const numactl: Rule = call =>
	/^(?:-H|-s|--hardware|--show)$/.test(call.args.map(({text}) => text).join(' '))
		? [reason('allowed', 'allowed', 'numactl only reads')]
		: mayWrap(call);

/** What may run a command that it is given, in ways that are not read here: the worst that any of its words could be. */
export const mayWrap: Rule = call => [
	reason(`command.${call.name}`, 'confirm', `${call.name} can run any program`, 'opaque'),
	...anyOf(call.args, call),
	...call.args
		.filter(({text}) => text.includes(' '))
		.flatMap(({text}) => call.runText(text))
		.filter(({class: level}) => level === 'destructive'),
];

const sudoOptions = grammar(
	'-AbEHKknPSVvlie -C= -D= -g= -h= -p= -R= -r= -T= -t= -U= -u= -s --user= --group= --login --shell --non-interactive --preserve-env[=] --set-home --stdin --list --background --reset-timestamp --remove-timestamp --validate --chdir= --edit --host=',
);

/** `sudo`: what it runs, and a shell or an editor when it is told so. */
export const sudo: Rule = call => {
	const parsed = parseOptions(call.args, sudoOptions, {stopsAtOperand: true});
	if (parsed.unknown !== undefined) {
		return [unknownOption(call), ...anyOf(parsed.operands, call)];
	}

	const given = (pattern: RegExp) => parsed.options.some(({name}) => pattern.test(name));
	const {assignments, command} = withoutAssignments(parsed.operands);
	if (given(/^(?:-e|--edit)$/)) {
		return [reason('edit', 'confirm', 'opens an editor')];
	}

	const session =
		call.place.input.kind === 'terminal' ? reason('session', 'confirm', 'opens a shell as somebody else') : undefined;
	return [
		...assignments,
		...(given(/^(?:-b|--background)$/) ? [reason('background', 'confirm', 'runs in the background')] : []),
		...(given(/^-[CDhRrt]$|^--(?:chdir|host)$/) ? [reason('elsewhere', 'confirm', 'runs it somewhere else')] : []),
		...(given(/^(?:-E|--preserve-env)$/)
			? [reason('environment', 'confirm', 'keeps the environment of the caller')]
			: []),
		...(command.length > 0
			? call.run(command, {input: call.place.input})
			: given(/^-[is]$|^--(?:login|shell)$/)
				? session === undefined
					? call.run([{text: 'sh', glob: false, quoted: true}], {input: call.place.input})
					: [session]
				: [reason('sudo', 'confirm', 'sudo without a command')]),
	];
};

const suOptions = grammar('-lmpfP -c= -s= -g= -G= -u= -w= --login --command= --shell= --preserve-environment --user=');

/** `su` and `runuser`: a text with `-c`, words after `--` or `-u`, or a shell. */
export const su: Rule = call => {
	const parsed = parseOptions(
		call.args.filter(({text}) => text !== '-'),
		suOptions,
		{stopsAtOperand: false},
	);
	const texts = parsed.options.filter(({name}) => name === '-c' || name === '--command').map(({value}) => value);
	const user = parsed.options.some(({name}) => name === '-u' || name === '--user');
	const command = parsed.operands.slice(user ? 0 : 1);
	return [
		...(parsed.unknown === undefined ? [] : [unknownOption(call), ...anyOf(parsed.operands, call)]),
		...texts.flatMap(text =>
			text === undefined || !isExact({...text, glob: false})
				? [reason('unknown-script', 'destructive', 'a command that is only known when it runs')]
				: call.runText(text.text),
		),
		...(command.length > 0
			? call.run(command)
			: texts.length > 0
				? []
				: [
						reason(
							'session',
							call.place.input.kind === 'terminal' ? 'confirm' : 'destructive',
							'opens a shell as somebody else',
						),
					]),
	];
};

const sshOptions = grammar(
	'-46AaCfGgKkMNnqsTtVvXxYy -B= -b= -c= -D= -E= -e= -F= -I= -i= -J= -L= -l= -m= -O= -o= -p= -Q= -R= -S= -W= -w=',
);
/** A host, and who goes there; never what a shell would read. */
const plainHost = /^[\w][\w.@:-]*$|^(?:[\w.-]+@)?\[[\da-fA-F:]+\](?::\d+)?$/;
const quiet = /^-(?:[46aCknqTtVvx]|[ilp])$/;

/** `ssh HOST COMMAND`: the words are joined and read by a shell over there. */
export const ssh: Rule = call => {
	const parsed = parseOptions(call.args, sshOptions, {stopsAtOperand: true});
	const [host, ...rest] = parsed.operands;
	// OpenSSH goes on reading options after the host.
	const more = parseOptions(rest, sshOptions, {stopsAtOperand: true});
	const command = more.operands;
	const options = [...parsed.options, ...more.options];
	const unknown = parsed.unknown ?? more.unknown;
	const text = command.map(word => (word.glob || isExact(word) ? word.text : hole)).join(' ');
	return [
		...(unknown === undefined ? [] : [unknownOption(call), ...anyOf([...parsed.operands, ...more.operands], call)]),
		...options
			.filter(({name, value}) => !quiet.test(name) && !(name === '-J' && plainHost.test(value?.text ?? '')))
			.flatMap(({value}) => optionReasons(value, call)),
		...(host === undefined || !plainHost.test(host.text)
			? [reason('ssh-host', 'confirm', 'a host that is not plainly named')]
			: []),
		...(command.length === 0
			? [reason('session', 'confirm', 'opens a session on a host'), ...sessionInput(call)]
			: text.includes(hole)
				? [reason('unknown-script', 'destructive', 'a command that is only known when it runs')]
				: overThere(text, call)),
	];
};

/** Without a command, the shell over there runs what comes in. */
const sessionInput = (call: Call): readonly Reason[] =>
	call.place.input.kind === 'data' && call.place.input.text !== undefined ? call.runText(call.place.input.text) : [];

/** What is known to come in counts when it destroys; what is not known is asked about as an open session is. */
const overThere = (text: string, call: Call): readonly Reason[] => {
	const {input} = call.place;
	const place = {cwd: '~', variables: new Map<string, string>()};
	return [
		...call.runText(text, place),
		...(input.kind === 'data' && input.text !== undefined ? call.runText(text, {...place, input}) : []).filter(
			({class: level}) => level === 'destructive',
		),
	];
};

const safeSetting =
	/^(?:BatchMode|ConnectTimeout|ConnectionAttempts|LogLevel|ServerAliveInterval|ServerAliveCountMax|StrictHostKeyChecking|RequestTTY|Compression|Port|User)[= ]/i;
const runsLocally =
	/^(?:ProxyCommand|LocalCommand|KnownHostsCommand|PermitLocalCommand|Match|Include|PKCS11Provider|SecurityKeyProvider)\b/i;

const optionReasons = (value: Argument | undefined, call: Call): readonly Reason[] => {
	const text = value?.text ?? '';
	if (safeSetting.test(text)) {
		return [];
	}

	return runsLocally.test(text.trim())
		? [
				reason('ssh-local-command', 'destructive', 'ssh runs a program on this machine'),
				...call.runText(text.replace(/^\w+[= ]+/, '')),
			]
		: [reason('option', 'confirm', 'an option of ssh that forwards, or is not known to be harmless')];
};

const xargsOptions = grammar(
	'-0oprtx -a= -d= -E= -e[=] -I= -i[=] -L= -l[=] -n= -P= -s= --null --no-run-if-empty --max-args= --max-procs= --max-lines= --delimiter= --replace[=] --verbose --exit --arg-file=',
);

/** `xargs`: the command gets words that nobody knows yet, wherever they go. */
export const xargs: Rule = call => {
	const parsed = parseOptions(call.args, xargsOptions, {stopsAtOperand: true});
	if (parsed.unknown !== undefined) {
		return [unknownOption(call), ...anyOf(parsed.operands, call)];
	}

	const mark = parsed.options.findLast(({name}) => name === '-I' || name === '-i' || name === '--replace');
	const placeholder = mark === undefined ? undefined : (mark.value?.text ?? '{}');
	const unknown: Argument = {text: hole, glob: false, quoted: true};
	const command = parsed.operands.map(word =>
		placeholder !== undefined && placeholder !== '' && word.text.includes(placeholder)
			? {...word, text: word.text.replaceAll(placeholder, hole)}
			: word,
	);
	return [
		reason('xargs', 'confirm', 'a command gets words that another one prints'),
		...(command.length === 0
			? []
			: call.run(placeholder === undefined ? [...command, unknown] : command, {
					input: {kind: 'data', text: undefined},
				})),
	];
};
