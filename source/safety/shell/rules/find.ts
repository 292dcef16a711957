import type {Reason} from '../../classification.ts';
import {type Argument, exact} from '../argument.ts';
import {type Call, reason, type Rule} from '../call.ts';
import {nameReasons} from '../path-class.ts';

/** Tests and options of `find` that only choose what is shown, by how many words follow them. */
const harmless: ReadonlyMap<string, number> = new Map([
	...'-print -print0 -ls -prune -quit -depth -mount -xdev -follow -daystart -noleaf -empty -readable -writable -executable -true -false -not -and -or -a -o -nouser -nogroup ! ( ) ,'
		.split(' ')
		.map(name => [name, 0] as const),
	...'-name -iname -path -ipath -wholename -regex -iregex -regextype -type -xtype -size -mtime -mmin -atime -amin -ctime -cmin -newer -anewer -cnewer -newermt -newerct -user -group -uid -gid -perm -links -inum -samefile -lname -ilname -maxdepth -mindepth -printf -fstype -used -context'
		.split(' ')
		.map(name => [name, 1] as const),
]);

const runs = new Set(['-exec', '-execdir', '-ok', '-okdir']);

/** `find`: shows names unless it deletes, writes, or runs a command on what it finds. */
export const find: Rule = call => {
	const begin = call.args.findIndex(({text}) => /^[-!(]/.test(text) && !/^-[HLPO]/.test(text));
	const starts = (begin === -1 ? call.args : call.args.slice(0, begin)).filter(({text}) => !text.startsWith('-'));
	return [
		reason('find', 'allowed', 'find shows names'),
		...starts.flatMap(start => nameReasons(start, call.place)),
		...(begin === -1 ? [] : expression(call.args.slice(begin), starts, call)),
	];
};

const expression = (words: readonly Argument[], starts: readonly Argument[], call: Call): readonly Reason[] => {
	const found: Reason[] = [];
	for (let index = 0; index < words.length; index += 1) {
		const text = words[index]?.text ?? '';
		const follows = harmless.get(text);
		if (follows !== undefined) {
			index += follows;
		} else if (runs.has(text)) {
			const end = words.findIndex(
				(word, at) => at > index && (word.text === ';' || (word.text === '+' && words[at - 1]?.text === '{}')),
			);
			const command = words.slice(index + 1, end === -1 ? words.length : end);
			found.push(...each(command, starts, call, text.endsWith('dir')));
			index += command.length + 1;
		} else if (text === '-delete') {
			found.push(reason('find-delete', 'destructive', 'find deletes what it finds'));
		} else if (/^-f(?:print|ls)/.test(text)) {
			found.push(
				reason('find-writes', 'confirm', 'find writes a file'),
				...call.run([exact('tee'), ...words.slice(index + 1, index + 2)]),
			);
			index += text === '-fprintf' ? 2 : 1;
		} else {
			found.push(reason('option', 'confirm', 'a test of find that is not known to be harmless'));
		}
	}

	return found;
};

/** The command is run on something below each place that the search begins at. */
const each = (
	command: readonly Argument[],
	starts: readonly Argument[],
	call: Call,
	moves: boolean,
): readonly Reason[] =>
	(starts.length === 0 ? [exact('.')] : starts).flatMap(start =>
		call.run(
			command.map(word =>
				word.text.includes('{}')
					? {text: word.text.replaceAll('{}', `${start.text}/*`), glob: true, quoted: true}
					: word,
			),
			// `-execdir` goes to each place it finds something in.
			moves ? {cwd: undefined} : {},
		),
	);
