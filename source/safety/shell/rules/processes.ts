import {isExact} from '../argument.ts';
import {reason, type Rule} from '../call.ts';
import {parseOptions, grammar} from '../options.ts';
import {allowed, unknownOption} from '../rule.ts';

/** `kill`: a polite signal is a change; one that cannot be caught loses what the process had not saved. */
export const kill: Rule = ({args}) => {
	const text = args.map(argument => argument.text).join(' ');
	if (/^-[lL](?: \w+)?$/.test(text) || text === '--list') {
		return [reason('allowed', 'allowed', 'lists signals')];
	}

	const hard =
		/(?:^| )(?:-(?:s|-signal|n)?[ =]?(?:SIG)?(?:9|KILL|3|QUIT|6|ABRT|4|ILL|11|SEGV|7|BUS|19|STOP))(?: |$)/i.test(text);
	const everybody = /(?:^| )-(?:-|\w+)? ?-?1$/.test(text) && /(?:^| )-1$/.test(text) && args.length > 1;
	return hard || everybody || !args.every(isExact)
		? [reason('kill', 'destructive', 'ends a process without a chance to save')]
		: [reason('kill', 'confirm', 'signals a process')];
};

/** `pkill` and `killall` hit whatever has the name; only a signal that means "read your configuration" is harmless enough. */
export const killByName: Rule = ({name, args}) =>
	/^-(?:s |-signal[ =])?(?:SIG)?(?:HUP|1|USR1|USR2) [\w-]+$/.test(args.map(({text}) => text).join(' '))
		? [reason('signal', 'confirm', 'signals every process of that name')]
		: [reason('kill', 'destructive', `${name} ends every process of that name`)];

const psOptions = grammar(
	'-AadeNfFHjlLMmTwWyZcVx -C= -G= -g= -o= -O= -p= -q= -s= -t= -u= -U= --forest --sort= --no-headers --headers --width= --cols= --columns= --rows= --lines= --pid= --ppid= --sid= --tty= --user= --User= --group= --Group= --format= --deselect --cumulative --context --version',
);

/** `ps`: in the BSD form, without a dash, `e` shows the environment, where passwords are. */
export const ps: Rule = call => {
	const {operands, unknown} = parseOptions(call.args, psOptions);
	const bsd = operands[0]?.text ?? '';
	return [
		unknown === undefined ? allowed('ps') : unknownOption(call),
		...(/^[A-Za-z]*e[A-Za-z]*$/.test(bsd) && bsd.length < 8
			? [reason('environment', 'confirm', 'shows the environment of processes, where passwords are', 'secret')]
			: []),
	];
};
