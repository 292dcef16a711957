import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {shellQuote} from '../../../source/services/transports/quote.ts';

/** What a real shell makes of a command line, argument by argument. */
const readBack = (commandLine: string): readonly string[] =>
	execFileSync('/bin/sh', ['-c', `set -- ${commandLine}\nif [ $# -gt 0 ]; then printf '%s\\0' "$@"; fi`], {
		encoding: 'utf8',
	})
		.split('\0')
		.slice(0, -1);

const nasty = [
	'',
	'-n',
	'--',
	'~',
	'~root',
	'*',
	'?',
	'$HOME',
	'`id`',
	'$(id)',
	"'",
	'"',
	'\\',
	'\n',
	'a\nb',
	'!x',
	'#x',
	'{a,b}',
	'a=b',
	'=',
	';',
	'&',
	'|',
	'<',
	'>',
	' ',
	'\t',
	'\u00A0',
	'é',
	'漢字',
	'👩🏽‍💻',
	'\u001B[31m',
];

test('a shell gets every argument back as it was', () => {
	expect(readBack(shellQuote(nasty))).toEqual(nasty);
});

test('a shell gets any arguments back as they were', () => {
	// One shell for many argument lists, since starting one costs more than the property.
	const argument = fc
		.oneof(
			fc.constantFrom(...nasty),
			fc.string({unit: 'binary', maxLength: 12}),
			fc.string({unit: fc.constantFrom(...Array.from(`'"\\$\`*?[]{}()~!#&;|<>= -=\n\t`)), maxLength: 8}),
		)
		.filter(text => !text.includes('\0'));
	fc.assert(
		fc.property(fc.array(argument, {minLength: 1, maxLength: 200}), argv => {
			expect(readBack(shellQuote(argv))).toEqual(argv);
		}),
		{numRuns: 10},
	);
});

test('a word that could be an assignment or an option stays a word', () => {
	expect(readBack(`x ${shellQuote(['PATH=/tmp', '-rf', '--'])}`)).toEqual(['x', 'PATH=/tmp', '-rf', '--']);
	expect(execFileSync('/bin/sh', ['-c', `${shellQuote(['A=B'])} 2>/dev/null; echo $?`], {encoding: 'utf8'})).toBe(
		'127\n',
	);
});

test('ordinary commands stay readable', () => {
	expect(shellQuote(['sudo', '-n', '-u', 'postgres', '--', '/usr/bin/pgbackrest', 'info', '--output=json'])).toBe(
		'sudo -n -u postgres -- /usr/bin/pgbackrest info --output=json',
	);
});

test.each(['a\0b', '\0', '\uD800'])('what no command line can carry is refused: %j', text => {
	expect(() => shellQuote(['echo', text])).toThrow(/no command line can carry/);
});
