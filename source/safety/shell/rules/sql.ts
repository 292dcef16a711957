import type {Reason} from '../../classification.ts';
import {type Argument, isExact} from '../argument.ts';
import {type Call, reason, type Rule} from '../call.ts';
import {grammar, parseOptions} from '../options.ts';
import {writeReasons} from '../path-class.ts';
import {unknownOption} from '../rule.ts';

/** SQL in an argument: judged when it is there, and the worst when it is only put together as it runs. */
export const sqlReasons = (sql: Argument | undefined, {place}: Call): readonly Reason[] =>
	sql === undefined || !isExact({...sql, glob: false})
		? [reason('unknown-sql', 'destructive', 'SQL that is only known when it runs')]
		: place.shared.classifySql(sql.text).reasons;

const fileReasons: readonly Reason[] = [reason('sql-file', 'destructive', 'SQL from a file that nobody has looked at')];

/** `-c SQL` and `-f FILE` of a program that passes them on when it is told so by a verb. */
export const withSql =
	(rule: Rule, verb: RegExp): Rule =>
	call => {
		const at = call.args.findIndex(({text}) => verb.test(text));
		return [
			...rule(call),
			...(at === -1
				? []
				: call.args.slice(at + 1).flatMap((argument, index, rest) => given(argument, rest[index + 1], call))),
		];
	};

const given = (argument: Argument, next: Argument | undefined, call: Call): readonly Reason[] => {
	const [, name = '', attached] = /^(-[cf]|--command|--file)(?:=?([^]+))?$/.exec(argument.text) ?? [];
	if (name === '') {
		return [];
	}

	const value = attached === undefined ? next : {...argument, text: attached};
	return name === '-f' || name === '--file' ? fileReasons : sqlReasons(value, call);
};

/** Stopping at once loses nothing that was committed, but the guide forbids it: the next start is a crash recovery. */
export const immediately =
	(rule: Rule): Rule =>
	call => {
		const text = call.args.map(argument => argument.text).join(' ');
		return [
			...rule(call),
			...(/(?:^| )-(?:\w*m|-mode)[ =]?i/.test(text) && /(?:^| )(?:stop|restart)(?: |$)/.test(text)
				? [reason('immediate-stop', 'destructive', 'stops PostgreSQL as a crash would')]
				: []),
		];
	};

const options = grammar(
	'-aAbeEnqsSStxXwW1l -c= -d= -f= -F= -h= -L= -o= -p= -P= -R= -T= -U= -v= -z0HV -? --command= --dbname= --file= --list --set= --variable= --version --no-psqlrc --single-transaction --help[=] --echo-all --echo-errors --echo-queries --echo-hidden --log-file= --no-readline --output= --quiet --single-step --single-line --no-align --csv --field-separator= --html --pset= --record-separator= --tuples-only --table-attr= --expanded --field-separator-zero --record-separator-zero --host= --port= --username= --no-password --password',
);

/** `psql`: the strictest of all its commands. What it reads from elsewhere is not known, so it is the worst. */
export const psql: Rule = call => {
	const parsed = parseOptions(call.args, options);
	const values = (...names: readonly string[]) =>
		parsed.options.filter(({name}) => names.includes(name)).map(({value}) => value);
	const commands = values('-c', '--command');
	const pooler = [...values('-d', '--dbname'), ...parsed.operands].some(name =>
		/^pgbouncer$|[ =/]pgbouncer(?: |$)/.test(name?.text ?? ''),
	);
	const only = parsed.options.some(({name}) => ['-l', '--list', '-V', '--version', '-?', '--help'].includes(name));
	return [
		...(parsed.unknown === undefined ? [] : [unknownOption(call), ...commandsAfter(call)]),
		...commands.flatMap(sql => (pooler ? poolerReasons(sql, call) : sqlReasons(sql, call))),
		...(values('-f', '--file').length > 0 ? fileReasons : []),
		...values('-o', '--output', '-L', '--log-file').flatMap(file => outputReasons(file, call)),
		...(values('-v', '--set', '--variable').length > 0
			? [reason('psql-variable', 'confirm', 'a variable changes what psql runs')]
			: []),
		...(commands.length > 0 || values('-f', '--file').length > 0
			? []
			: only
				? [reason('allowed', 'allowed', 'psql lists databases or its version')]
				: inputReasons(call)),
	];
};

/** After an option that is not known, the worst of what may be commands. */
const commandsAfter = (call: Call): readonly Reason[] =>
	call.args.flatMap((argument, index) => given(argument, call.args[index + 1], call));

const outputReasons = (file: Argument | undefined, call: Call): readonly Reason[] =>
	file === undefined
		? [unknownOption(call)]
		: file.text.startsWith('|')
			? [reason('psql-pipe', 'confirm', 'psql runs a program'), ...call.runText(file.text.slice(1))]
			: writeReasons(file, call.place);

const inputReasons = (call: Call): readonly Reason[] => {
	const {input} = call.place;
	if (input.kind === 'terminal') {
		return [reason('psql-session', 'confirm', 'opens a session of psql')];
	}

	return [
		reason('psql-input', 'confirm', 'psql reads SQL from its input'),
		...(input.text === undefined
			? [reason('unknown-sql', 'destructive', 'SQL that is only known when it runs')]
			: call.place.shared.classifySql(input.text.trim()).reasons),
	];
};

/** The console of pgbouncer has a language of its own. */
const poolerReasons = (sql: Argument | undefined, call: Call): readonly Reason[] => {
	const [, verb = ''] = /^\s*(\w+)(?:\s+\w+)?\s*;?\s*$/.exec(sql?.text ?? '') ?? [];
	switch (verb.toLowerCase()) {
		case 'show':
			return [reason('pooler', 'allowed', 'pgbouncer shows something')];
		case 'reload':
		case 'pause':
		case 'resume':
		case 'reconnect':
		case 'wait_close':
		case 'enable':
		case 'disable':
		case 'suspend':
			return [reason('pooler', 'confirm', 'pgbouncer changes what it does')];
		case 'kill':
		case 'shutdown':
			return [reason('pooler', 'destructive', 'pgbouncer drops its clients')];
		default:
			return sqlReasons(sql, call);
	}
};
