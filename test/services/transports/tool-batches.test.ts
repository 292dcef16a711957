import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createToolBatches} from '../../../source/services/transports/tool-batches.ts';

const env = {PATH: process.env['PATH']};
const batches = (timeoutMs = 20_000) => createToolBatches({env, timeoutMs});

test('each program gives its own code, output and errors, in whatever order it is waited for', async () => {
	const run = batches();
	const answers = await Promise.all(
		Array.from({length: 120}, (_, index) =>
			run(['sh', '-c', 'printf "out %s" "$1"; printf "err %s\\n" "$1" >&2; exit "$1"', 'sh', String(index)]),
		),
	);
	expect(answers).toEqual(
		Array.from({length: 120}, (_, index) => ({code: index, stdout: `out ${index}`, stderr: `err ${index}\n`})),
	);
});

test('arguments reach the program as they are, more than nine and whatever they hold', async () => {
	const argument = fc
		.oneof(
			fc.string({unit: 'binary', maxLength: 10}),
			fc.constantFrom('', '-n', '$(id)', '`id`', "'", '"', '\\', '\n', '${1}', '*', '; id'),
		)
		.filter(text => !text.includes('\0'));
	const run = batches();
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(argument, {minLength: 1, maxLength: 30}), {maxLength: 40}), async lines => {
			const answers = await Promise.all(lines.map(argv => run(['printf', '%s\u0001', ...argv])));
			expect(answers).toEqual(
				lines.map(argv => ({code: 0, stdout: argv.map(text => `${text}\u0001`).join(''), stderr: ''})),
			);
		}),
		{numRuns: 3}, // Each is one process with many argument lists.
	);
});

test('output of any shape stays with the program that gave it', async () => {
	const run = batches();
	const text = 'no end\n\nend-of nothing 0\n\n';
	const [first, second] = await Promise.all([run(['printf', '%s', text]), run(['printf', 'é'])]);
	expect(first).toEqual({code: 0, stdout: text, stderr: ''});
	expect(second).toEqual({code: 0, stdout: 'é', stderr: ''});
});

test('programs find no input and no variables but those that were given', async () => {
	const run = createToolBatches({env: {...env, LANG: 'C'}, timeoutMs: 20_000});
	expect(await run(['cat'])).toEqual({code: 0, stdout: '', stderr: ''});
	const answer = await run(['env']);
	const names =
		answer === 'too late'
			? []
			: answer.stdout
					.trim()
					.split('\n')
					.map(line => line.replace(/=.*/s, ''));
	const ownOfShell = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);
	expect(names.filter(name => !ownOfShell.has(name)).toSorted()).toEqual(['LANG', 'PATH']);
});

test('a program that is not there has the code that a shell gives it', async () => {
	expect(await batches()(['no-such-program'])).toMatchObject({code: 127});
});

test('one that hangs is given up alone: those before and after it are answered', async () => {
	const run = batches(300);
	const answers = await Promise.all([run(['printf', 'before']), run(['sleep', '600']), run(['printf', 'after'])]);
	expect(answers).toEqual([
		{code: 0, stdout: 'before', stderr: ''},
		'too late',
		{code: 0, stdout: 'after', stderr: ''},
	]);
});
