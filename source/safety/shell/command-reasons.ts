import type {Reason} from '../classification.ts';
import {hole} from '../hole.ts';
import {type Argument, isExact} from './argument.ts';
import {type Call, reason} from './call.ts';
import {weightOf} from './path-class.ts';
import {ansible, wrapper} from './rules/ansible.ts';
import {commands} from './tables/commands.ts';

/** Judges one command whose words were expanded. */
export const commandReasons = (
	[first, ...args]: readonly Argument[],
	call: Omit<Call, 'name' | 'args'>,
): readonly Reason[] => {
	if (first === undefined) {
		return [];
	}

	if (!isExact(first)) {
		return dynamicName(first, args, call);
	}

	if (!/^[!-~]+$/.test(first.text)) {
		return [reason('strange-name', 'rejected', 'the name of a command is not plain ASCII')];
	}

	if (!first.quoted && keywords.has(first.text)) {
		return [reason('keyword', 'rejected', `${first.text} where a command has to be`)];
	}

	return named(first.text, {...call, name: first.text, args});
};

/** Keywords of the shell: a command of that name is a misunderstanding. */
const keywords = new Set(
	'if then elif else fi for while until do done case esac select function in { } ! [[ ]] coproc'.split(' '),
);

/** Folders whose programs are what they are called. */
const trusted =
	/^(?:\/usr(?:\/local)?)?\/s?bin\/$|^\/usr\/(?:pgsql(?:-\d+)?|lib\/postgresql\/\d+)\/bin\/$|^\/pg\/bin\/$|^~\/pigsty\/bin\/$/;
const pigstyScript = /^(?:\.\/|(?:~|\/root|\/home\/[\w.-]+)\/pigsty\/)?bin\/([\w.-]+)$/;

const named = (path: string, call: Call): readonly Reason[] => {
	const [, script] = pigstyScript.exec(path) ?? [];
	if (script !== undefined) {
		return wrapper(script);
	}

	if (/\.ya?ml$/.test(path) && path.includes('/')) {
		return ansible(call);
	}

	const slash = path.lastIndexOf('/');
	const name = path.slice(slash + 1);
	const rule = commands.get(name);
	const known = rule === undefined ? [unknown(name)] : helps(call) ? [help(name)] : rule({...call, name});
	// A program elsewhere is only called like the one that is known: it is at least a question.
	return slash === -1 || trusted.test(path.slice(0, slash + 1)) ? known : [unknown(path), ...known];
};

const unknown = (name: string): Reason =>
	reason('unknown-command', 'confirm', `no rule says that ${name} is harmless`, 'unknown');

/** Every program that is known prints its version or its help when that is all that is asked. */
const helps = ({args}: Call): boolean => args.length === 1 && /^--(?:version|help)$/.test(args[0]?.text ?? '');
const help = (name: string): Reason => reason('help', 'allowed', `${name} prints help or its version`);

/** Nobody knows what will run. With arguments that only something destructive would have, it is taken for that. */
const dynamicName = (
	name: Argument,
	args: readonly Argument[],
	call: Omit<Call, 'name' | 'args'>,
): readonly Reason[] => [
	reason('dynamic-name', 'confirm', 'which command runs is only known when it runs', 'opaque'),
	...(threatening.test(name.text) || args.some(argument => threatens(argument, call))
		? [reason('dynamic-threat', 'destructive', 'an unknown command with arguments of one that destroys')]
		: []),
];

const threatens = (argument: Argument, {place}: Omit<Call, 'name' | 'args'>): boolean =>
	threatening.test(argument.text) ||
	(!argument.text.startsWith('-') &&
		!argument.text.startsWith(hole) &&
		/[/~]|\.yml$/.test(argument.text) &&
		weightOf(argument, place) === 'vital');

const threatening =
	/^-\w*[rRfF]\w*$|^--(?:force|delete|recursive)|\b(?:drop|truncate|delete|purge|destroy|remove|rm|mkfs|dd|FLUSHALL)\b/i;
