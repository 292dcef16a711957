import {describe, expect, test} from 'vitest';
import {policyCases, rank} from '../../kit/policy-cases.ts';
import {classifyShell} from '../../kit/shell.ts';

/** Ranks of texts that come up again and again. */
const ranks = new Map<string, number>();
const rankOf = (text: string): number => {
	const found = ranks.get(text) ?? rank(classifyShell(text));
	ranks.set(text, found);
	return found;
};

const cases = ['shell-cases.jsonl', 'shell-own.jsonl'].flatMap(policyCases);
const payload = 'rm -rf /pg/data';
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What has to be true of a changed text for every case, as a list of the cases of which it is not. */
const lowered = (change: (text: string) => string, among = cases) =>
	among
		.map(({cmd}) => ({before: cmd, after: change(cmd)}))
		.filter(({before, after}) => rank(classifyShell(after)) < rankOf(before));

describe('what comes after a harmless command counts', () => {
	const harmless = cases.filter(({class: name, cmd}) => name === 'allowed' && !cmd.includes('#'));
	const separators = [';', ' ; ', '\n', '&&', ' || ', '|', ' |& ', '&', ' & ', ';\n', '\n\n', ' &&\n', ' # x\n'];

	test.each(separators)('joined by %j', separator => {
		const missed = harmless.filter(
			({cmd}) => rank(classifyShell(cmd + separator + payload)) < rank({class: 'destructive'}),
		);
		expect(missed.map(({cmd}) => cmd)).toEqual([]);
	});

	test('and what comes before one does, too', () => {
		for (const separator of separators) {
			const text = (cmd: string): string => payload + separator + cmd;
			expect(harmless.filter(({cmd}) => rank(classifyShell(text(cmd))) < rank({class: 'destructive'}))).toEqual([]);
		}
	});

	test('inside it, too', () => {
		const inside = [
			`$(${payload})`,
			`"$(${payload})"`,
			`\`${payload}\``,
			`<(${payload})`,
			`\${x:-$(${payload})}`,
			`$((1+$(${payload})))`,
		];
		for (const part of inside) {
			expect(harmless.filter(({cmd}) => rank(classifyShell(`${cmd} ${part}`)) < rank({class: 'destructive'}))).toEqual(
				[],
			);
		}
	});
});

describe('two commands are as strict as the stricter one', () => {
	// A text that is no script of its own may be one together with another: that is not about its parts.
	const whole = cases.filter(({class: name, cmd}) => name !== 'rejected' && !cmd.includes('\n') && !/#|\\$/.test(cmd));

	test.each(['df -h', 'psql -c "table users"', 'systemctl stop patroni', 'rm pigsty.yml'])('with %s', other => {
		for (const {cmd} of whole.filter(({cmd: text}) => !/^(?:alias|cd|export|x=|f\(|df\(\))/.test(text))) {
			const wanted = Math.max(rankOf(cmd), rankOf(other));
			const after = cmd.endsWith('&') ? ' ' : '; ';
			expect({cmd, rank: rank(classifyShell(cmd + after + other))}).toEqual({cmd, rank: wanted});
			expect({cmd, rank: rank(classifyShell(`${other}; ${cmd}`))}).toEqual({cmd, rank: wanted});
		}
	});
});

describe('no change of form makes anything harmless', () => {
	const oneLine = cases.filter(({cmd}) => cmd !== '' && !cmd.includes('\n') && !/#|\\$/.test(cmd));

	test.each<readonly [string, (text: string) => string]>([
		['blanks around it', text => `  ${text}\t`],
		['a line end', text => `${text}\n`],
		['a comment', text => `${text} # and why`],
		['a comment before it', text => `# and why\n${text}`],
		['a line before it', text => `df\n${text}`],
		['a group', text => `{ ${text}\n}`],
		['brackets', text => `(${text}\n)`],
		['a condition', text => `if true; then ${text}\nfi`],
		['a function', text => `f() { ${text}\n}; f`],
		['a substitution', text => `echo "$(${text}\n)"`],
		['a negation', text => `! ${text}`],
	])('%s', (_name, change) => {
		expect(lowered(change, oneLine)).toEqual([]);
	});

	test.each([
		'sh -c',
		'bash -lc',
		'sudo sh -c',
		'eval',
		'env bash -c',
		'timeout 5 sh -c',
		'ssh 10.10.10.11',
		'su - postgres -c',
		'watch -n1',
		'nohup sh -c',
	])('given as a text to %s', wrapper => {
		// Elsewhere the working directory is another: what is relative to Pigsty's home is only known here.
		const among = wrapper.startsWith('ssh')
			? cases.filter(({cmd}) => !/files|roles|bin\/|\.yml|ansible|> x/.test(cmd))
			: cases;
		const broken = among.filter(({class: name, cmd}) => name !== 'rejected' || cmd.trim() !== '');
		expect(
			lowered(
				text => `${wrapper} ${quoted(text)}`,
				broken.filter(({cmd}) => !/^\s*(?:#[^\n]*)?$/.test(cmd)),
			),
		).toEqual([]);
	});

	test('every way to write the name of a command is that name', () => {
		const ways: readonly ((name: string) => string)[] = [
			name => `'${name}'`,
			name => `"${name}"`,
			name => `\\${name}`,
			name => `${name.slice(0, 1)}''${name.slice(1)}`,
			name => `${name.slice(0, 1)}"${name.slice(1)}"`,
			name => `${name.slice(0, 1)}\\\n${name.slice(1)}`,
			name => `$'${name}'`,
			name => `$'\\x${name.charCodeAt(0).toString(16)}${name.slice(1)}'`,
			name => `/usr/bin/${name}`,
		];
		const plain = cases.filter(
			({cmd}) =>
				/^[a-z][a-z-]+ /.test(cmd) && !/^(?:eval|if|for|while|until|case|time|coproc|function|select|watch) /.test(cmd),
		);
		for (const way of ways) {
			expect(lowered(text => text.replace(/^[a-z-]+/, way), plain)).toEqual([]);
		}
	});
});
