import type {Reason} from '../../classification.ts';
import {type Argument, isExact} from '../argument.ts';
import {type Call, reason, type Rule} from '../call.ts';

const valued = /^(?:-o|\+o|-O|\+O|--rcfile|--init-file)$/;

/** `sh`, `bash` and their like: a text is opened, a file is opaque, and what comes by a pipe is the worst. */
export const shell: Rule = call => {
	let index = 0;
	let takesText = false;
	let readsInput = false;
	for (; /^[-+]./.test(call.args[index]?.text ?? ''); index += 1) {
		const text = call.args[index]?.text ?? '';
		if (text === '--') {
			index += 1;
			break;
		}

		index += valued.test(text) ? 1 : 0;
		takesText ||= /^-[a-zA-Z]*c/.test(text);
		readsInput ||= /^-[a-zA-Z]*s/.test(text);
	}

	const rest = call.args.slice(index);
	if (call.args.length === 1 && /^--(?:version|help)$/.test(call.args[0]?.text ?? '')) {
		return [reason('allowed', 'allowed', 'prints its version')];
	}

	return takesText ? textReasons(rest, call) : rest.length > 0 && !readsInput ? scriptFile : inputReasons(call);
};

const scriptFile: readonly Reason[] = [reason('script-file', 'confirm', 'runs a script that nobody has looked at')];

const textReasons = ([text, , ...values]: readonly Argument[], call: Call): readonly Reason[] => [
	...(text === undefined || !isExact({...text, glob: false}) ? [unknownScript] : call.runText(text.text)),
	// `bash -c '"$@"' - rm -rf x` runs what it is given.
	...(values.length > 0
		? call.run(values).filter(({class: level}) => level === 'destructive' || level === 'rejected')
		: []),
];

const unknownScript = reason('unknown-script', 'destructive', 'a script that is only known when it runs');

const inputReasons = ({place: {input}, runText}: Call): readonly Reason[] => {
	if (input.kind === 'terminal') {
		return [reason('session', 'confirm', 'opens a shell')];
	}

	return input.text === undefined
		? [{...unknownScript, text: 'a shell runs what another command prints'}]
		: [
				reason('script-input', 'confirm', 'a shell runs its input'),
				...runText(input.text, {input: {kind: 'terminal'}}),
			];
};

/** `at` and `batch` run their input later. */
export const scheduled: Rule = call => [
	reason('scheduled', 'confirm', 'runs commands later'),
	...(call.place.input.kind === 'data' ? inputReasons(call) : []),
];

/** `source FILE` is a script like any other. */
export const source: Rule = () => scriptFile;

/** `eval` joins its words and runs them. What it would run is known, or nothing is. */
export const evaluate: Rule = ({args, runText}) =>
	args.every(argument => isExact({...argument, glob: false}))
		? [reason('eval', 'allowed', 'eval was opened'), ...runText(args.map(({text}) => text).join(' '))]
		: [reason('unknown-eval', 'rejected', 'eval of a text that is only known when it runs')];

/** `trap TEXT SIGNAL` runs the text later. */
export const trap: Rule = ({args: [text], runText}) =>
	text === undefined || /^(?:-[lp]?|)$/.test(text.text)
		? [reason('trap', 'confirm', 'changes what signals do')]
		: isExact({...text, glob: false})
			? [reason('trap', 'confirm', 'runs a command on a signal'), ...runText(text.text)]
			: [{...unknownScript, text: 'a trap that is only known when it runs'}];

/** `alias NAME=TEXT`: from then on the name is the text. */
export const alias: Rule = ({args, runText}) => [
	reason('alias', 'confirm', 'changes or shows what names mean'),
	...args.flatMap(({text}) => (text.includes('=') ? runText(text.slice(text.indexOf('=') + 1)) : [])),
];

/** `cd` only matters to what comes after it: from an unknown directory, no relative path is known. */
export const changeDirectory: Rule = ({args, place}) => {
	const [target, ...more] = args.filter(({text}) => !/^-[LPe]+$/.test(text));
	const known = target !== undefined && isExact(target) && more.length === 0 && !/^-|\.\./.test(target.text);
	place.cwd = target === undefined ? '~' : known ? absolute(target.text, place.cwd) : undefined;
	return [reason('cd', 'confirm', 'changes where everything after it happens')];
};

const absolute = (text: string, cwd: string | undefined): string | undefined =>
	/^[/~]/.test(text) ? text : cwd === undefined ? undefined : `${cwd}/${text}`;
