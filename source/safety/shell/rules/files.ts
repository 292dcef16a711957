import type {Reason} from '../../classification.ts';
import {hole} from '../../hole.ts';
import {type Argument, isExact} from '../argument.ts';
import {type Call, reason, type Rule} from '../call.ts';
import {grammar, parseOptions} from '../options.ts';
import {allowed} from '../rule.ts';
import {holdsVital, readAllReasons, weightOf, writeReasons} from '../path-class.ts';

const operandsOf = ({args}: Call): readonly Argument[] => args.filter(({text}) => !/^-./.test(text));
const flagged = ({args}: Call, pattern: RegExp): boolean => args.some(({text}) => pattern.test(text));

/** `rm`: one temporary file is a small matter, everything else is gone for good. */
export const remove: Rule = call => {
	const operands = operandsOf(call);
	const small =
		!flagged(call, /^-(?!-)\w*[rR]|^--rec/) &&
		operands.every(operand => isExact(operand) && weightOf(operand, call.place) === 'temporary');
	return small && operands.length > 0
		? [reason('remove', 'confirm', 'deletes a temporary file')]
		: flagged(call, /^--(?:help|version)$/)
			? [reason('allowed', 'allowed', 'prints help')]
			: [reason('remove', 'destructive', `${call.name} deletes what cannot be brought back`)];
};

/** What is moved away is as gone as if it was deleted, for whoever looks for it where it was. */
export const move: Rule = call => [
	reason('move', 'confirm', 'moves files'),
	...operandsOf(call).flatMap(operand => touch(operand, call, 'moves what the node or the deployment lives on')),
];

const touch = (operand: Argument, {place}: Call, text: string): readonly Reason[] =>
	weightOf(operand, place) === 'vital' || holdsVital(operand, place) || operand.text.startsWith(hole)
		? [reason('touch-vital', 'destructive', text)]
		: [];

const copyOptions = grammar(
	'-abdfHilLnpPrRsTuvx -S= -t= --archive --force --interactive --link --no-clobber --preserve[=] --recursive --symbolic-link --target-directory= --update[=] --verbose --backup[=] --parents --sparse= --reflink[=] -m= -o= -g= -D --mode= --owner= --group=',
);

/** `cp`, `install`, `ln`: the last operand is written; what is read counts as well. */
export const copy: Rule = call => {
	const {operands, options} = parseOptions(call.args, copyOptions);
	const target = options.find(({name}) => name === '-t' || name === '--target-directory')?.value ?? operands.at(-1);
	const sources = operands.filter(operand => operand !== target);
	return [
		reason('copy', 'confirm', `${call.name} writes files`),
		...sources.flatMap(source => readAllReasons(source, call.place)),
		...(target === undefined
			? []
			: [target, ...inside(target, sources)].flatMap(file => writeReasons(file, call.place))),
	];
};

/** `cp x/pigsty.yml .` writes `./pigsty.yml`: every target could be a directory, save one with another name. */
const inside = (target: Argument, sources: readonly Argument[]): readonly Argument[] =>
	/^(?:\.{1,2}|~)$|\/$|\/\.$|\/pigsty$/.test(target.text)
		? sources.map(({text}) => ({...target, text: `${target.text}/${text.split('/').at(-1) ?? ''}`}))
		: [];

/** `tee`, `touch`, `truncate`, `mkdir` and their like write every operand. */
export const writes: Rule = call => {
	const found = operandsOf(call).flatMap(operand => writeReasons(operand, call.place));
	return found.length > 0 || call.name !== 'tee'
		? [reason('write', 'confirm', `${call.name} writes files`), ...found]
		: [allowed('tee')];
};

/** The same for what makes something new and leaves what is there alone. */
export const creates: Rule = call => [
	reason('unknown-command', 'confirm', `no rule says that ${call.name} is harmless`, 'unknown'),
	...(operandsOf(call).some(operand => operand.text.startsWith('/dev/'))
		? [reason('touch-vital', 'destructive', 'a device')]
		: []),
];

/** `chmod`, `chown`, `chgrp`: one file is a change, a whole tree that something lives in is lost. */
export const permissions: Rule = call => {
	const deep = flagged(call, /^-\w*R|^--recursive$/);
	return [
		reason('permissions', 'confirm', 'changes who may do what'),
		...(deep
			? operandsOf(call)
					.slice(1)
					.flatMap(operand => touch(operand, call, 'changes whole trees'))
			: []),
	];
};

/** `shred`, `truncate` and `dd of=` overwrite. */
export const overwrite: Rule = call => [
	reason('overwrite', 'destructive', `${call.name} overwrites what was there`),
	...operandsOf(call).flatMap(operand => writeReasons(operand, call.place)),
];

export const dd: Rule = call =>
	call.args.some(({text}) => text.startsWith('of=') || text.includes(hole))
		? [reason('overwrite', 'destructive', 'dd overwrites a file or a disk')]
		: [reason('dd', 'confirm', 'dd reads a file or a disk')];

/** `tar` and `rsync` run programs that their options name. */
export const tar: Rule = call => [
	reason('archive', 'confirm', 'packs or unpacks files'),
	...(flagged(
		call,
		/^--(?:checkpoint-action|to-command|use-compress-program|rsh-command|info-script|new-volume-script|rmt-command|remove-files|unlink-first|recursive-unlink)|^-\w*[IF]/,
	)
		? [reason('runs-program', 'destructive', 'tar runs a program or removes files')]
		: []),
	...(/^-?\w*x/.test(call.args[0]?.text ?? '')
		? writeInto(call)
		: operandsOf(call).flatMap(operand => readAllReasons(operand, call.place))),
];

/** Where an archive is unpacked: the operand of `-C`. */
const writeInto = (call: Call): readonly Reason[] =>
	call.args.flatMap(({text}, index) => {
		const [, attached] = /^(?:-\w*C|--directory=?)(.*)$/.exec(text) ?? [];
		const target =
			attached === undefined
				? undefined
				: attached === ''
					? call.args[index + 1]
					: {text: attached, glob: false, quoted: true};
		return target === undefined ? [] : writeReasons(target, call.place).concat(touch(target, call, 'unpacks over it'));
	});

export const rsync: Rule = call => {
	const operands = operandsOf(call);
	const target = operands.at(-1);
	return [
		reason('copy', 'confirm', 'copies files, maybe to another host'),
		...(flagged(call, /^--(?:del|delete.*|remove-source-files|inplace|existing|force)$/)
			? [reason('mirror', 'destructive', 'deletes what the source does not have')]
			: []),
		...call.args.flatMap((argument, index) => remoteShell(argument, call.args[index + 1], call)),
		...(target === undefined || target.text.includes(':') ? [] : writeReasons(target, call.place)),
	];
};

/** `-e COMMAND` is run to reach the other host. */
const remoteShell = ({text}: Argument, next: Argument | undefined, call: Call): readonly Reason[] => {
	const [, attached] = /^(?:-\w*e|--rsh|--rsync-path)(?:=(.*))?$/s.exec(text) ?? [];
	if (!/^(?:-\w*e|--rsh|--rsync-path)(?:=|$)/.test(text)) {
		return [];
	}

	const command = attached ?? next?.text ?? hole;
	return command.includes(hole)
		? [reason('runs-program', 'destructive', 'rsync runs a program')]
		: call.runText(command);
};

export const scp: Rule = call => [
	reason('copy', 'confirm', 'copies files to or from another host'),
	...(flagged(call, /^-(?:o|S|F)/) ? [reason('runs-program', 'destructive', 'scp runs a program')] : []),
	...operandsOf(call)
		.slice(-1)
		.flatMap(target => writeReasons({...target, text: target.text.replace(/^[^/:]*:/, '')}, {cwd: '~'})),
];
