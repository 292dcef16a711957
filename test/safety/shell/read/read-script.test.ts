import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import {describe, expect, test} from 'vitest';
import {hole} from '../../../../source/safety/hole.ts';
import {expandWords} from '../../../../source/safety/shell/expand.ts';
import {readScript} from '../../../../source/safety/shell/read/read-script.ts';
import type {Command, Part, Script} from '../../../../source/safety/shell/syntax.ts';

/** Every simple command in a script, in the order of reading, as words; what is only known later is `…`. */
const commandsOf = (script: Script): readonly string[] =>
	script.flatMap(({commands}) => commands).flatMap(command => [...wordsOf(command), ...insideOf(command)]);

const wordsOf = (command: Command): readonly string[] =>
	command.kind === 'simple' && command.words.length > 0
		? [
				(expandWords(command.words, new Map(), () => undefined).args ?? [])
					.map(({text}) => text.replaceAll(hole, '…'))
					.join(' '),
			]
		: [];

const insideOf = (command: Command): readonly string[] => [
	...[
		...command.words,
		...command.redirects.map(({target}) => target),
		...(command.kind === 'simple' ? command.assignments.flatMap(({values}) => values) : []),
	].flatMap(({parts}) => parts.flatMap(inPart)),
	...(command.kind === 'simple' ? [] : command.scripts.flatMap(commandsOf)),
];

const inPart = (part: Part): readonly string[] =>
	part.kind === 'text' ? [] : 'script' in part ? commandsOf(part.script) : part.inner.flatMap(inPart);

const read = (text: string): readonly string[] | string => {
	const answer = readScript(text);
	return answer.ok ? commandsOf(answer.script) : answer.text;
};

test.each<readonly [string, readonly string[]]>([
	['a; b & c', ['a', 'b', 'c']],
	['a && b || c | d |& e', ['a', 'b', 'c', 'd', 'e']],
	['a\n\n# b\nc # d', ['a', 'c']],
	['a#b #c', ['a#b']],
	['a "b  c" \'d\' e\\ f', ['a b  c d e f']],
	['a $(b "$(c)") `d` <(e) >(f)', ['a … … /dev/fd/… /dev/fd/…', 'b …', 'c', 'd', 'e', 'f']],
	['a `b \\`c\\``', ['a …', 'b …', 'c']],
	['a "`b \\"c\\"`"', ['a …', 'b c']],
	['a ${x:-$(b)} "${y#"$(c)"}" $((1+$(d))) $[$(e)]', ['a … … … …', 'b', 'c', 'd', 'e']],
	['x=$(a) y=(b $(c)) z[1]=$(d) e', ['e', 'a', 'c', 'd']],
	['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
	['for x in $(a); do b; done; for ((i=$(c); ; )) { d; }', ['a', 'b', 'c', 'd']],
	['while a; do b; done; until c; do d; done < $(e)', ['a', 'b', 'c', 'd', 'e']],
	['case $(a) in (b|c) d;; *) e;& f) g; esac', ['a', 'd', 'e', 'g']],
	['f() { a; }; function g { b; }; function h() ( c )', ['a', 'b', 'c']],
	['(a; (b)); { c; }; ! d; time -p e; coproc f', ['a', 'b', 'c', 'd', 'e', 'f']],
	['[[ -n $(a) && ( b < c ) ]]; (( x = $(d) ))', ['a', 'd']],
	['( (a); b ); ((c); d)', ['a', 'b', 'c', 'd']],
	['$( (a); b )', ['…', 'a', 'b']],
	['cat <<E | a; b\n$(c) `d` \\$(e)\nE\nf', ['cat', 'c', 'd', 'a', 'b', 'f']],
	["cat <<'E' <<-F\n$(a)\nE\n\t$(b)\n\tF\nc", ['cat', 'b', 'c']],
	['a \\\n b c\\\nd $\\\n(e)', ['a b cd …', 'e']],
	['a {b,c}{d,e} {1..3} {f..h} {i} {} "{j,k}"', ['a bd be cd ce … f g h {i} {} {j,k}']],
	["a $'b\\x41\\101\\u0041\\'' $\"c\"", ["a bAAA' c"]],
	['a 2>&1 >b <c >&- 3<>d &>e {x}>f', ['a']],
	['> a; 2>b c > d e', ['c e']],
	['export a=(b $(c)) d; declare -x e=$(f)', ['export d', 'c', 'declare -x', 'f']],
	['a=b', []],
	['a "${x:-"b c"}" \'#\' "#" \\# ${#y} $#', ['a … # # # … …']],
])('in %j it sees every command', (text, wanted) => {
	const found = read(text);
	expect(Array.isArray(found) ? new Set(found) : found).toEqual(new Set(wanted));
});

test.each([
	'a "b',
	"a 'b",
	'a `b',
	'a $(b',
	'a ${b',
	'a <(b',
	'(a',
	'{ a',
	'{ a }',
	'a )',
	'a }; }',
	'a &&',
	'| a',
	'a | | b',
	'a ;; b',

	'; a',
	'a & ; b',
	'if a',
	'if a; then fi',
	'for in a; do b; done',
	'for x in a; b',
	'while a; b; done',
	'case a in b',
	'case a in b c',

	'f() a',
	'function',
	'then a',
	'done',
	'! ! fi',
	'a <',
	'a > ;',
	'a <<E',
	'a <<E\nb',
	'[[ a',
	'(( a',
	'a (b)',
	'a=(b',
	'$(a',
	'a ${',
	'${}',
	'${ a; }',
	'a <<E\nb\\\nE\n',
	'"${x#\'}\'}"',
	'a <<$x\n$x',
])('%j is no script', text => {
	expect(readScript(text)).toMatchObject({ok: false, rule: 'shell.syntax'});
});

describe.skipIf(!fs.existsSync('/bin/bash'))('Bash itself runs nothing that was not seen', () => {
	/** Texts that run nothing but `c1`, `c2` and `c3`, which are defined as functions that say so. */
	const texts = [
		'c1 a; c2 "b c" | c3 \'d\' && c1 e\\ f || c2 g',
		'c1 $(c2 x) "`c3 "y z"`" `c2 \\`c3 w\\``',
		'c1 "${u:-$(c2 a)}" ${u:-`c3 b`} $((1+$(c2 c)0)) $[$(c3 d)0+1]',
		'x=$(c1 a) c2 b; y=(c $(c3 d)); c1 "${y[0]}"',
		'cat=1; c1 <<E; c2 after\n$(c3 in) `c1 back` \\$(c2 no)\nE\nc3 end',
		"c1 <<'E'\n$(c2 no)\nE\nc3 yes",
		'c1 <<-E\n\t$(c2 yes)\n\tE\nc3 x',
		'c1 # c2 no\\\nc3 yes',
		'c\\\n1 a\\\nb $\\\n(c2 c)',
		'if c1 a; then c2 b; else c3 c; fi; for i in 1 2; do c1 $i; done',
		'case $(c1 a) in a) c2 b;; *) c3 c;; esac',
		'f() { c1 "$@"; }; f a b; function g { c2 c; }; g',
		'(c1 a; (c2 b)); { c3 c; }; ! c1 d; time c2 e',
		'[[ -n $(c1 a) && x < y ]]; (( 1 + $(c2 b)0 ))',
		'( (c1 a); c2 b ); c3 $( (c1 c); c2 d )',
		'c1 {a,b}{c,d} {e..g} "{h,i}" {j}',
		"c1 $'a\\x41' $'it\\'s' $\"b\"; $'c2' c; \"c\"'3' d",
		'x=c1; $x a; ${x} b; "$x" c; $(c2 >/dev/null; echo c3) d 2>/dev/null',
		'c1 ${u-"a b"} "${u-a b}" ${u:+$(c2 no)} ${x=$(c3 yes)}',
		'c1 <<<"$(c2 a)" b; c3 2>&1 >/dev/null c',
		'case a in (a) c1 x;& b) c2 y;;& *) c3 z; esac',
		'c1 "a\\"b\\$(c2)\\`c3\\`" \'c\'"\'"\'d\'',
		'c1 a#b "#c" \\#d #c2',
		'c1 & c2 a & wait; c3 b',
	];
	const probe = (name: string): string =>
		// In one write: two in the background would mix their pieces.
		`${name}() { printf 'RAN ${name}%s\\n' "\${*:+ $*}" >&3; }`;

	test.each(texts)('%j', text => {
		const script = `exec 3>&2 2>/dev/null\n${['c1', 'c2', 'c3'].map(probe).join('\n')}\n${text}\n`;
		const {stderr} = spawnSync('/bin/bash', ['--norc', '--noprofile', '-c', script], {
			encoding: 'utf8',
			timeout: 5000,
			env: {PATH: '/nonexistent'},
			input: '',
		});
		const ran = [...stderr.matchAll(/^RAN (.*?) *$/gm)].map(([, words = '']) => words);
		const seen = read(text);
		expect(ran.length).toBeGreaterThan(0);
		expect(ran.filter(words => Array.isArray(seen) && !seen.some(pattern => fits(words, pattern)))).toEqual([]);
	});

	/** Whether words could come of a command in which some are only known when it runs. */
	const fits = (words: string, pattern: string): boolean =>
		new RegExp(
			`^${pattern
				.trimEnd()
				.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
				.replaceAll(/ ?…/g, '[^]*')}$`,
		).test(words);
});
