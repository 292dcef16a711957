import {expect, test} from 'vitest';
import {problemLog} from '../../../../source/model/inventory/problem-log.ts';
import {readYaml} from '../../../../source/model/inventory/yaml/yaml-document.ts';
import type {YamlNode} from '../../../../source/model/inventory/yaml/yaml-node.ts';

const read = (text: string) => {
	const problems = problemLog();
	const node = readYaml({path: 'pigsty.yml', text}, problems);
	return {node, value: node && plain(node), problems: problems.all().map(({line, rule}) => `${line ?? '-'} ${rule}`)};
};

const plain = (node: YamlNode): unknown => {
	if (node.kind === 'scalar') return node.value;
	return node.kind === 'list'
		? node.items.map(plain)
		: Object.fromEntries([...node.entries].map(([key, {value}]) => [key, plain(value)]));
};

const placed = (node: YamlNode | undefined, ...path: readonly string[]): number | undefined => {
	const [key, ...rest] = path;
	const entry = node?.kind === 'map' ? node.entries.get(key ?? '') : undefined;
	return rest.length === 0 ? entry?.line : placed(entry?.value, ...rest);
};

test('keys know their line, in blocks, in brackets and after comments', () => {
	const {node} = read('# first\na:\n  b: 1\n\n  c: {d: 2,\n      e: 3}\nf: |\n  text\n  text\ng: 1\n');
	expect([
		placed(node, 'a'),
		placed(node, 'a', 'b'),
		placed(node, 'a', 'c', 'e'),
		placed(node, 'f'),
		placed(node, 'g'),
	]).toEqual([2, 3, 6, 7, 10]);
});

test('a duplicate key keeps the last value and is reported where it is repeated', () => {
	expect(read('a: 1\nb: 2\na: 3\n')).toMatchObject({value: {a: 3, b: 2}, problems: ['3 duplicate-key']});
});

test('merge keys: own keys win over merged ones, earlier maps of a list over later ones', () => {
	const text = 'x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\none: {<<: [*x, *y], a: 0}\ntwo:\n  <<: *x\n  <<: *y\n"<<": 1\n';
	expect(read(text)).toMatchObject({
		value: {one: {a: 0, b: 1, c: 2}, two: {a: 1, b: 2, c: 2}, '<<': 1},
		problems: [],
	});
});

test.each([
	['a byte order mark', '\uFEFFa: 1\n', []],
	['Windows line ends', 'a: 1\r\nb:\r\n  c: 2\r\n', []],
	['start and end markers', '---\na: 1\n...\n...\n', []],
	['a comment right after a bracket', 'a: [1]#x\n', []],
	['a tab after a value', 'a: 1\t\nb: 2\n', []],
	['a tab as indentation', 'a:\n\tb: 1\n', ['2 yaml-syntax']],
	['an open bracket', 'a: [1, 2\nb: 1\n', ['2 yaml-syntax']],
	['an open quote', 'a: "x\nb: 1\n', ['3 yaml-syntax']],
	['a nested map on one line', 'a: b: c\n', ['1 yaml-syntax']],
	['a key left out in brackets', 'a: {b: 1, : 2}\n', ['1 yaml-syntax']],
	['two documents', 'a: 1\n---\nb: 2\n', ['2 yaml-documents']],
	['an unknown tag', 'a: !python/object:os.system x\n', ['1 yaml-tag']],
	['an unknown tag on a map', 'a:\n  !mine\n  b: 1\n', ['3 yaml-tag']],
	['a map as a key', '? {a: 1}\n: b\n', ['1 yaml-key']],
	['a day that does not exist', 'a: 2030-02-30\n', ['1 yaml-value']],
	['an alias without anchor', 'a: *b\n', ['1 yaml-alias']],
	['an alias inside its anchor', 'a: &a\n  b: *a\n', ['2 yaml-alias']],
	['a merge of text', 'a: {<<: text}\n', ['1 bad-structure']],
	['a control character', 'a: 1\nb: x\u0007\n', ['2 yaml-syntax']],
	['a byte order mark in the middle', 'a: 1\nb: \uFEFFx\n', ['2 yaml-syntax']],
	['text of many scripts', 'a: żółć 数据 🐗\n', []],
	['an encrypted file', '$ANSIBLE_VAULT;1.1;AES256\n616263\n', ['1 vault-file']],
	['nothing', '', []],
	['comments only', '# a\n\n# b\n', []],
])('%s', (_, text, problems) => {
	const result = read(text);
	expect(result.problems.filter((each, index, all) => all.indexOf(each) === index)).toEqual(
		problems.length === 0 ? [] : expect.arrayContaining([problems[0]]),
	);
});

test('what stands before and beside an error is still read', () => {
	expect(read('a: 1\nb: [1, 2]]\nc: 3\n').value).toMatchObject({a: 1, b: [1, 2]});
});

test('the sentence about a syntax error does not quote the text, which may be a password', () => {
	const problems = problemLog();
	readYaml(
		{path: 'p', text: 'all:\n  vars:\n    pg_admin_password: "Top.Secret\n  x: @Top.Secret\n ]Top.Secret\n'},
		problems,
	);
	expect(problems.all().length).toBeGreaterThan(0);
	expect(JSON.stringify(problems.all())).not.toContain('Top.Secret');
});

test('vault values are not here, and unsafe ones are text', () => {
	const {node} = read('a: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6162\nb: !unsafe "{{ x }}"\n');
	const tags = node?.kind === 'map' ? [...node.entries.values()].map(({value}) => value) : [];
	expect(tags).toMatchObject([
		{value: '<vault>', tag: 'vault'},
		{value: '{{ x }}', tag: 'unsafe'},
	]);
});

test('aliases that blow up are cut off, quickly', () => {
	const levels = Array.from(
		{length: 30},
		(_, n) => `a${n}: &a${n} [${Array.from({length: 10}, () => (n === 0 ? 'x' : `*a${n - 1}`)).join(',')}]`,
	);
	expect(read(levels.join('\n')).problems).toEqual(['- yaml-too-large']);
});

test.each([
	['brackets', '['.repeat(10_000)],
	['braces', '{a: '.repeat(10_000)],
	['indented maps', Array.from({length: 400}, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
])('%s nested beyond reason end in a problem and not in a stack overflow', (_, text) => {
	expect(read(text).problems.length).toBeGreaterThan(0);
});

test('a file too large to be an inventory is not parsed', () => {
	expect(read('a'.repeat(5 * 1024 ** 2))).toEqual({node: undefined, value: undefined, problems: ['- file-too-large']});
});
