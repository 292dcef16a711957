import type {PolicyClass, Reason} from '../classification.ts';
import {type Argument, isExact} from './argument.ts';
import {type Call, reason, type Rule} from './call.ts';
import {grammar, parseOptions} from './options.ts';
import {nameReasons, readAllReasons, readReasons} from './path-class.ts';

/** What the operands of a command that only reads are. */
export type Operands =
	/** There are none: with one the command would do something else. */
	| 'none'
	/** Text, numbers, names of things that are not files. */
	| 'words'
	/** Files whose names, sizes and dates are shown. */
	| 'names'
	/** Files whose contents are shown. */
	| 'files'
	/** The same, down into directories. */
	| 'trees'
	/** A pattern or a program first, then files. */
	| 'pattern-files'
	/** One file; a second one would be written. */
	| 'one-file';

export const allowed = (name: string): Reason => reason('allowed', 'allowed', `${name} only reads`);

/** A command that only reads with these options and operands; with anything else it asks. */
export const reads = (operands: Operands, options = ''): Rule => {
	const known = grammar(options);
	return call => {
		const parsed = parseOptions(call.args, known);
		if (parsed.unknown !== undefined) {
			return [unknownOption(call)];
		}

		return [
			allowed(call.name),
			...operandReasons(
				operands,
				parsed.operands,
				call,
				parsed.options.some(({name}) => givesPattern(name)),
			),
		];
	};
};

/** `-e` and `--regexp` take the place of the first operand of `grep`. */
const givesPattern = (name: string): boolean => name === '-e' || name === '--regexp';

export const unknownOption = ({name}: Call): Reason =>
	reason('option', 'confirm', `an option of ${name} that is not known to be harmless`);

export const operandReasons = (
	kind: Operands,
	operands: readonly Argument[],
	{name, place}: Call,
	patternGiven = false,
): readonly Reason[] => {
	switch (kind) {
		case 'none':
			return operands.length === 0 ? [] : [reason('operand', 'confirm', `${name} with an operand changes something`)];
		case 'words':
			return [];
		case 'names':
			return operands.flatMap(operand => nameReasons(operand, place));
		case 'files':
			return operands.flatMap(operand => readReasons(operand, place));
		case 'trees':
			return operands.flatMap(operand => readAllReasons(operand, place));
		case 'pattern-files':
			return operands.slice(patternGiven ? 0 : 1).flatMap(operand => readReasons(operand, place));
		case 'one-file':
			return operands.length > 1
				? [reason('operand', 'confirm', `${name} writes its second operand`)]
				: operands.flatMap(operand => readReasons(operand, place));
	}
};

/** A command that always has the same class. */
export const always =
	(level: PolicyClass, text: string, ...flags: readonly string[]): Rule =>
	({name}) => [reason(`command.${name}`, level, text, ...flags)];

export type Verbs = {
	/** Options of the whole program, which may come anywhere. */
	readonly options?: string;
	/** What each verb, or verb and object, comes to. The longest that fits counts. */
	readonly verbs: Readonly<Partial<Record<PolicyClass, string>>>;
	/** What a verb that is not listed comes to. */
	readonly otherwise?: PolicyClass;
	/** What the program does without any verb. */
	readonly bare?: PolicyClass;
	/** Verbs are not told apart by case. */
	readonly ignoresCase?: boolean;
	/** What else follows from some verbs. */
	readonly flags?: Readonly<Record<string, string>>;
};

/**
 * A program that is told by verbs what to do. Verbs are separated by commas; `member list` are two words in a row. Harmless
 * ones need options that are known.
 */
export const verbs = ({
	options = '',
	verbs: table,
	otherwise = 'confirm',
	bare = 'confirm',
	ignoresCase = false,
	flags = {},
}: Verbs): Rule => {
	const known = grammar(options);
	const levels = new Map(
		Object.entries(table).flatMap(([level, names]) =>
			names.split(',').map(name => [name.trim(), level as PolicyClass] as const),
		),
	);
	return call => {
		const parsed = parseOptions(call.args, known);
		const words = parsed.operands.slice(0, 3).map(({text}) => (ignoresCase ? text.toLowerCase() : text));
		const found = [3, 2, 1].map(count => words.slice(0, count).join(' ')).find(name => levels.has(name));
		const level = words.length === 0 ? bare : found === undefined ? otherwise : (levels.get(found) ?? otherwise);
		const dynamic = parsed.operands.slice(0, 2).some(operand => !isExact(operand));
		return [
			reason(
				`${call.name}${found === undefined ? '' : `.${found.replaceAll(' ', '-')}`}`,
				level,
				saying(call.name, found, level),
				...flagsOf(words[0] ?? '', flags),
			),
			...((level === 'allowed' || level === 'business-data') && parsed.unknown !== undefined
				? [unknownOption(call)]
				: []),
			...(dynamic ? [reason('unknown-verb', 'destructive', `what ${call.name} does is only known when it runs`)] : []),
			...(parsed.unknown === undefined ? [] : worstAfter(parsed.operands, levels)),
		];
	};
};

const flagsOf = (verb: string, flags: NonNullable<Verbs['flags']>): readonly string[] =>
	Object.entries(flags)
		.filter(([, names]) => names.split(', ').includes(verb))
		.map(([flag]) => flag);

/** After an option that is not known, any word could be the verb. */
const worstAfter = (operands: readonly Argument[], levels: ReadonlyMap<string, PolicyClass>): readonly Reason[] =>
	operands.some(({text}) => levels.get(text) === 'destructive')
		? [reason('verb-in-doubt', 'destructive', 'a word that may be the verb destroys')]
		: [];

const saying = (name: string, verb: string | undefined, level: PolicyClass): string => {
	const subject = verb === undefined ? name : `${name} ${verb}`;
	switch (level) {
		case 'allowed':
			return `${subject} only reads`;
		case 'business-data':
			return `${subject} shows business data`;
		case 'destructive':
			return `${subject} destroys or takes out of service`;
		case 'confirm':
		case 'rejected':
			return `${subject} changes something, or is not known to only read`;
	}
};
