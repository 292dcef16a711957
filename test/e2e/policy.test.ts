import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {expect, test} from 'vitest';

const program = `${import.meta.dirname}/../../dist/pigsty-top`;
const policy = (args: readonly string[], input = '') =>
	spawnSync(program, ['policy', ...args], {cwd: tmpdir(), encoding: 'utf8', input});

test('the packaged program judges SQL from any folder, and says why', () => {
	expect(policy(['sql', 'select 1'])).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(/^allowed\n/),
		stderr: '',
	});
	expect(policy(['sql', 'select 1; drop table t'])).toMatchObject({
		status: 1,
		stdout: expect.stringMatching(/^destructive\n {2}sql\.drop: /),
	});
});

test('a batch is answered line by line, unreadable lines too', () => {
	const answers = execFileSync(program, ['policy', 'sql', '--batch'], {
		encoding: 'utf8',
		input: '{"id":"a","sql":"select 1"}\nnot json\n{"id":"b"}\n',
	})
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as {id: string | null; class: string});
	expect(answers.map(({id, class: found}) => [id, found])).toEqual([
		['a', 'allowed'],
		[null, 'rejected'],
		['b', 'rejected'],
	]);
});

test.each(['sql', 'shell', 'ansible'])('every recorded case of %s is classed as it should be', kind => {
	const text = readFileSync(`test/samples/policy/${kind}-cases.jsonl`, 'utf8');
	const read = (lines: string) =>
		lines
			.trim()
			.split('\n')
			.map(line => JSON.parse(line) as {id: string; class: string})
			.map(({id, class: found}) => [id, found]);
	expect(read(policy([kind, '--batch'], text).stdout)).toEqual(read(text));
});

test('what it cannot judge is a usage error in one sentence', () => {
	expect(policy(['perl', 'x'])).toMatchObject({
		status: 2,
		stdout: '',
		stderr: expect.stringMatching(/^pigsty-top: policy takes .*\n$/),
	});
	expect(policy(['sql'])).toMatchObject({status: 2});
});
