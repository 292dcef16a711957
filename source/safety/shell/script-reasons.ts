import type {Reason} from '../classification.ts';
import {hole} from '../hole.ts';
import {type Argument, isExact} from './argument.ts';
import {type Input, type Place, reason} from './call.ts';
import {commandReasons} from './command-reasons.ts';
import {expandWords} from './expand.ts';
import {readReasons, writeReasons} from './path-class.ts';
import type {Assignment, Command, Compound, Part, Pipeline, Redirect, Script, Simple, Word} from './syntax.ts';

/** Wrappers, shells and hosts within one another are followed this far. */
const deepest = 5;
/** More commands are refused, not looked at in part. */
const mostCommands = 50;

/** Reads and judges a text as a script: the strictest of all the commands in it. */
export const textReasons = (text: string, place: Place): readonly Reason[] => {
	if (place.depth > deepest) {
		return [reason('too-deep', 'rejected', 'commands in commands in commands, too many times')];
	}

	const read = place.shared.parse(text);
	if (!read.ok) {
		return [{rule: read.rule, class: 'rejected', text: read.text}];
	}

	const reasons = scriptReasons(read.script, place);
	// What one reader finds to destroy stays that; anything less is refused when they differ.
	const doubted = read.doubt !== undefined && !reasons.some(({class: level}) => level === 'destructive');
	return [
		...reasons,
		...(read.script.length > 1 && text.includes('\n')
			? [reason('multiline', 'allowed', 'commands on several lines', 'multiline')]
			: []),
		...(doubted ? [reason('readers-differ', 'rejected', read.doubt ?? '')] : []),
		...(read.script.length === 0 ? [reason('empty', place.depth === 0 ? 'rejected' : 'allowed', 'no command')] : []),
	];
};

export const scriptReasons = (script: Script, place: Place): readonly Reason[] =>
	script.flatMap(pipeline => pipelineReasons(pipeline, place));

const pipelineReasons = ({commands, background}: Pipeline, place: Place): readonly Reason[] => {
	const alone = commands.length === 1 && !background;
	return [
		...(background ? [reason('background', 'confirm', 'goes on in the background')] : []),
		...commands.flatMap((command, index) => {
			const before = commands[index - 1];
			const input: Input =
				before === undefined
					? place.input
					: {kind: 'data', text: outputOf([{commands: [before], background: false, at: undefined}])};
			// What a command in a pipeline does to the shell ends with it.
			const here: Place = alone ? place : {...place, input};
			return command.kind === 'simple' ? simpleReasons(command, here) : compoundReasons(command, here);
		}),
	];
};

const compoundReasons = (command: Compound, place: Place): readonly Reason[] => {
	const inner: Place = command.kind === 'subshell' || command.kind === 'function' ? {...place} : place;
	if (command.kind === 'loop' && command.name !== undefined) {
		place.variables.set(command.name, undefined);
	}

	return [
		reason('compound', 'confirm', `a ${command.kind} decides what runs`),
		...wordReasons(command.words, place),
		...subscripts(
			command.words.flatMap(({parts}) => parts),
			place,
		),
		...redirectsReasons(command.redirects, place),
		...command.scripts.flatMap(script => scriptReasons(script, {...inner, input: inputOf(command.redirects, inner)})),
	];
};

const simpleReasons = (command: Simple, place: Place): readonly Reason[] => {
	place.shared.commands += 1;
	if (place.shared.commands > mostCommands) {
		return place.shared.commands === mostCommands + 1
			? [reason('too-many', 'rejected', `more than ${mostCommands} commands`)]
			: [];
	}

	const {args, scripts, expands, indirect} = expandWords(command.words, place.variables, outputOf);
	if (args === undefined) {
		return [reason('too-many', 'rejected', 'words that expand to too many')];
	}

	const assigned = command.assignments.flatMap(assignment =>
		assignmentReasons(assignment, command.words.length > 0, place),
	);
	const input = inputOf(command.redirects, place);
	return [
		...expansionReasons(expands, indirect),
		...scripts.flatMap(script => scriptReasons(script, nestedPlace(place))),
		...assigned,
		...redirectsReasons(command.redirects, place),
		...argsReasons(args, input === place.input ? place : Object.assign({...place}, {input})),
	];
};

const expansionReasons = (expands: boolean, indirect: boolean): readonly Reason[] => [
	...(expands ? [reason('expansion', 'confirm', 'a part is only known when it runs')] : []),
	...(indirect ? [reason('indirect', 'destructive', 'an expansion runs what is in a variable')] : []),
];

/** A substitution runs in a shell of its own. */
const nestedPlace = (place: Place): Place => ({...place, input: {kind: 'terminal'}});

const wordReasons = (words: readonly Word[], place: Place): readonly Reason[] => {
	const {scripts, expands, indirect} = expandWords(words, place.variables, outputOf);
	return [
		...expansionReasons(expands, indirect),
		...scripts.flatMap(script => scriptReasons(script, nestedPlace(place))),
	];
};

/** Arithmetic runs what stands in a subscript, even when it was quoted. */
const subscripts = (parts: readonly Part[], place: Place): readonly Reason[] =>
	parts.flatMap(part => {
		if (part.kind !== 'text') {
			return part.kind === 'arithmetic' || part.kind === 'variable' ? subscripts(part.inner, place) : [];
		}

		return /\[.*(?:\$\(|`)/s.test(part.text) ? [...textReasons(`: ${part.text}`, deeper(place, {}))] : [];
	});

const deeper = (place: Place, changes: Partial<Place>): Place => ({...place, ...changes, depth: place.depth + 1});

/** Judges words that are a command. */
const argsReasons = (args: readonly Argument[], place: Place): readonly Reason[] =>
	place.depth > deepest
		? [reason('too-deep', 'rejected', 'commands in commands in commands, too many times')]
		: commandReasons(args, {
				place,
				run: (words, changes = {}) => argsReasons(words, deeper(place, {input: {kind: 'terminal'}, ...changes})),
				runText: (text, changes = {}) => textReasons(text, deeper(place, {input: {kind: 'terminal'}, ...changes})),
			});

const assignmentReasons = (
	{name, append, array, values}: Assignment,
	forOne: boolean,
	place: Place,
): readonly Reason[] => {
	const {args} = expandWords(values, place.variables, outputOf);
	const [value, ...more] = args ?? [];
	const plain = !append && !array && more.length === 0 && (value === undefined || isExact(value));
	const again = place.variables.has(name);
	if (!forOne) {
		place.variables.set(name, plain && !again ? (value?.text ?? '') : undefined);
	}

	return [
		reason('assignment', 'confirm', forOne ? `sets ${name} for a command` : `sets the variable ${name}`),
		...wordReasons(values, place),
		// Of a variable with several values nobody knows which is run as a command: the worst of them counts.
		...(array || again ? argsReasons((args ?? []).flatMap(words), deeper(place, {})) : []).filter(
			({class: level}) => level === 'destructive',
		),
	];
};

const words = ({text, ...rest}: Argument): readonly Argument[] =>
	text
		.split(/\s+/)
		.filter(word => word !== '')
		.map(word => ({...rest, text: word}));

const redirectsReasons = (redirects: readonly Redirect[], place: Place): readonly Reason[] =>
	redirects.flatMap(redirect => [...wordReasons([redirect.target], place), ...redirectReasons(redirect, place)]);

const redirectReasons = ({operator, target}: Redirect, place: Place): readonly Reason[] => {
	if (operator === '<<' || operator === '<<<') {
		return [reason('here-document', 'confirm', 'a command reads a text from the script')];
	}

	const {args = []} = expandWords([target], place.variables, outputOf);
	const [file, ...more] = args;
	if (file === undefined || more.length > 0) {
		return [reason('redirect', 'confirm', 'a redirection to more than one place')];
	}

	if ((operator === '>&' || operator === '<&') && /^(?:\d+-?|-)$/.test(file.text)) {
		return [];
	}

	return operator === '<' || operator === '<&' ? readReasons(file, place) : writeReasons(file, place);
};

/** What the last redirection of the input says of it. */
const inputOf = (redirects: readonly Redirect[], place: Place): Input => {
	const last = redirects.findLast(({operator}) => operator.startsWith('<') && operator !== '<&');
	if (last === undefined) {
		return place.input;
	}

	const {args = []} = expandWords([last.target], new Map(), outputOf);
	const text = (last.operator === '<<' || last.operator === '<<<') && args.length === 1 ? args[0]?.text : undefined;
	return last.operator === '<' && args[0]?.text === '/dev/null'
		? {kind: 'data', text: ''}
		: {kind: 'data', text: text === undefined || text.includes(hole) ? undefined : text};
};

/** What a script prints, when it is one `echo` or `printf` of plain words. */
const outputOf = (script: Script): string | undefined => {
	const [pipeline, ...more] = script;
	const [command, ...others] = pipeline?.commands ?? [];
	return more.length + others.length === 0 && command !== undefined ? printed(command) : undefined;
};

const printed = (command: Command): string | undefined => {
	if (command.kind !== 'simple' || command.redirects.length + command.assignments.length > 0) {
		return undefined;
	}

	const {args = []} = expandWords(command.words, new Map(), () => undefined);
	const [name, ...words] = args;
	const texts = words.map(({text}) => text).filter((text, index) => !(index === 0 && /^-[neE]+$/.test(text)));
	return (name?.text === 'echo' || (name?.text === 'printf' && texts.length === 1)) &&
		args.every(isExact) &&
		!texts.some(text => /[\\%]/.test(text))
		? texts.join(' ')
		: undefined;
};
