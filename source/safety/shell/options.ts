import {type Argument, isExact} from './argument.ts';

/**
 * The options of a command, written as its manual would: `-abc` are three flags, `-n=` takes a value, `--all` is a flag,
 * `--type=` takes a value, `--output[=]` takes one only when it is attached.
 */
export type Grammar = ReadonlyMap<string, 'flag' | 'value' | 'attached'>;

export const grammar = (text: string): Grammar =>
	new Map(
		text
			.trim()
			.split(/\s+/)
			.filter(token => token !== '')
			.flatMap(token => {
				const [, name = '', mark = ''] = /^(-[^=[]+)(=|\[=\])?$/.exec(token) ?? [];
				const kind = mark === '' ? 'flag' : mark === '=' ? 'value' : 'attached';
				return name.startsWith('--')
					? [[name, kind] as const]
					: name
							.slice(1)
							.split('')
							.map(letter => [`-${letter}`, kind] as const);
			}),
	);

export type Parsed = {
	/** As given: the name and the value, in order. */
	readonly options: readonly {readonly name: string; readonly value: Argument | undefined}[];
	readonly operands: readonly Argument[];
	/** The first option that the grammar does not have. What comes after it is in doubt. */
	readonly unknown: string | undefined;
};

type Style = {
	/** Options end at the first operand, as for a command that runs another. */
	readonly stopsAtOperand?: boolean;
};

/** Reads arguments by a grammar. Abbreviated long options are unknown. */
export const parseOptions = (
	args: readonly Argument[],
	known: Grammar,
	{stopsAtOperand = false}: Style = {},
): Parsed => {
	const options: Parsed['options'][number][] = [];
	const operands: Argument[] = [];
	for (let index = 0; index < args.length; index += 1) {
		const argument = args[index] ?? {text: '', glob: false, quoted: true};
		const {text} = argument;
		if (text === '--') {
			operands.push(...args.slice(index + 1));
			break;
		}

		if (!text.startsWith('-') || text === '-') {
			if (stopsAtOperand) {
				operands.push(...args.slice(index));
				break;
			}

			operands.push(argument);
			continue;
		}

		const read = text.startsWith('--') ? readLong(argument, known) : readShort(argument, known);
		if (read === undefined || !isExact({...argument, glob: false})) {
			return {options, operands: [...operands, ...args.slice(index + 1)], unknown: text};
		}

		const {given, wantsNext} = read;
		options.push(...given);
		if (wantsNext === undefined) {
			continue;
		}

		// Some programs take a value only when it is attached: then what follows is an option of its own.
		const next = args[(index += 1)];
		if (next !== undefined && /^-[^\d]/.test(next.text)) {
			return {options, operands: [...operands, ...args.slice(index)], unknown: next.text};
		}

		options.push({name: wantsNext, value: next});
	}

	return {options, operands, unknown: undefined};
};

type Read = {readonly given: Parsed['options']; readonly wantsNext: string | undefined};

const readLong = (argument: Argument, known: Grammar): Read | undefined => {
	const {text} = argument;
	const equals = text.indexOf('=');
	const name = equals === -1 ? text : text.slice(0, equals);
	const kind = known.get(name);
	if (kind === undefined || (kind === 'flag' && equals !== -1)) {
		return undefined;
	}

	if (equals !== -1) {
		return {given: [{name, value: {...argument, text: text.slice(equals + 1)}}], wantsNext: undefined};
	}

	return kind === 'value' ? {given: [], wantsNext: name} : {given: [{name, value: undefined}], wantsNext: undefined};
};

const readShort = (argument: Argument, known: Grammar): Read | undefined => {
	const given: Parsed['options'][number][] = [];
	// A whole number is an option of its own to some: `head -20`, `nice -5`, `tail -20f`.
	const [digits = ''] = /^-\d+/.exec(argument.text) ?? [];
	if (digits !== '' && known.has('-#')) {
		const rest = argument.text.slice(digits.length);
		const read = rest === '' ? {given: [], wantsNext: undefined} : readShort({...argument, text: `-${rest}`}, known);
		return read && {...read, given: [{name: '-#', value: {...argument, text: digits.slice(1)}}, ...read.given]};
	}

	for (const [index, letter] of argument.text.split('').entries()) {
		const name = `-${letter}`;
		const kind = index === 0 ? 'skip' : known.get(name);
		if (kind === undefined) {
			return undefined;
		}

		const rest = argument.text.slice(index + 1);
		if (kind === 'value' && rest === '') {
			return {given, wantsNext: name};
		}

		if ((kind === 'value' || kind === 'attached') && rest !== '') {
			return {given: [...given, {name, value: {...argument, text: rest}}], wantsNext: undefined};
		}

		given.push(...(kind === 'skip' ? [] : [{name, value: undefined}]));
	}

	return {given, wantsNext: undefined};
};
