import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {classifyAnsible} from '../../../source/safety/ansible/classify-ansible.ts';
import {playbookOptions} from '../../../source/safety/ansible/playbook-options.ts';
import {playbooks} from '../../../source/safety/ansible/playbooks.ts';
import {policyCases, rank} from '../../kit/policy-cases.ts';

const files = ['ansible-cases.jsonl', 'ansible-own.jsonl'] as const;
const cases = files.flatMap(policyCases);
const run = (...args: readonly string[]) => classifyAnsible(['ansible-playbook', ...args]);

describe.each(files)('%s', file => {
	test.each(policyCases(file))('$id $class: $argv ($why)', ({argv, class: wanted, flags, context = {}}) => {
		const {class: found, flags: raised} = classifyAnsible(argv, {context});
		expect({class: found, flags: raised.toSorted()}).toEqual({class: wanted, flags: flags.toSorted()});
	});
});

test('every answer says why, with a rule of Ansible, and repeats no value', () => {
	for (const {argv, context = {}} of cases) {
		const {reasons} = classifyAnsible(argv, {context});
		expect(reasons.length).toBeGreaterThan(0);
		expect(reasons.filter(({rule, text}) => !/^ansible\.[a-z-]+$/.test(rule) || text.length < 7)).toEqual([]);
	}

	expect(JSON.stringify(run('pgsql.yml', '-e', 'pg_admin_password=hunter2'))).not.toContain('hunter2');
});

test.each([...playbooks])('%s asks when it runs, and is free to be listed', (name, playbook) => {
	expect(rank(run(name, '-l', 'pg-test'))).toBeGreaterThanOrEqual(rank({class: playbook.class}));
	expect(run(name, '-l', 'pg-test', '--list-hosts').class).toBe('allowed');
	expect(run(name, '-l', 'pg-test', '--check').class).toBe('allowed');
	expect(playbook.class).toBe(/-(?:rm|pitr)\.yml$/.test(name) ? 'destructive' : 'confirm');
});

test('order does not matter, save that of several limits the last counts', () => {
	const options = [['-l', 'pg-test'], ['--tags=pg_hba'], ['-e', 'pg_reload=true'], ['--check'], ['-vv']];
	fc.assert(
		fc.property(fc.shuffledSubarray(options, {minLength: options.length}), fc.nat(options.length), (order, at) => {
			const argv = [...order.slice(0, at).flat(), 'pgsql.yml', ...order.slice(at).flat()];
			expect(run(...argv).class).toBe('allowed');
		}),
	);
	expect(run('pgsql.yml', '--check', '-l', '', '-l', 'pg-test').class).toBe('allowed');
	expect(run('pgsql.yml', '--check', '-l', 'pg-test', '-l', '').class).toBe('rejected');
});

test('every beginning of a long option means it, is ambiguous, or is no option', () => {
	const spellings = playbookOptions.flatMap(({spellings: all}) => all).filter(name => name.startsWith('--'));
	for (const {spellings: own, takesValue, meaning} of playbookOptions.filter(option => option.meaning !== 'help')) {
		for (const name of own.filter(spelling => spelling.startsWith('--'))) {
			for (let length = 3; length < name.length; length += 1) {
				const beginning = name.slice(0, length);
				if (spellings.includes(beginning)) {
					continue;
				}

				const others = spellings.filter(spelling => spelling.startsWith(beginning));
				const answer = run('pgsql.yml', '-l', 'pg-test', '-C', beginning, ...(takesValue ? ['pigsty.yml'] : []));
				const refused = others.length > 1 || meaning === 'refused';
				expect({beginning, refused: answer.class === 'rejected'}).toEqual({beginning, refused});
			}
		}
	}
});

test('check mode is an option and nothing else', () => {
	for (const argv of [
		['-e--check'],
		['-e', 'x=--check'],
		['-t', 'check'],
		['-t--check'],
		['--skip-tags=--check'],
		['--start-at-task', 'C'],
	]) {
		expect(rank(run('node.yml', '-l', 'pg-test', ...argv))).toBeGreaterThanOrEqual(rank({class: 'confirm'}));
	}
});

test('nothing that is added to a real run makes it harmless', () => {
	const additions = [
		['-v'],
		['--diff'],
		['--step'],
		['-f', '1'],
		['-t', 'pg_hba'],
		['-e', 'a=b'],
		['--flush-cache'],
		['--start-at-task', 'x'],
		['-K'],
		['x.yml'],
	];
	const real = cases.filter(
		({argv, class: name}) => argv[0] === 'ansible-playbook' && name !== 'allowed' && !argv.includes('--'),
	);
	for (const {argv, context = {}} of real) {
		for (const addition of additions) {
			expect(rank(classifyAnsible([...argv, ...addition], {context}))).toBeGreaterThanOrEqual(rank({class: 'confirm'}));
		}
	}
});

test('a removal stays one, whatever is added but a dry run', () => {
	const words = fc.constantFrom(
		'-l',
		'pg-test',
		'all',
		'',
		'-t',
		'pg_hba',
		'-e',
		'a=b',
		'{}',
		'-v',
		'--diff',
		'-f',
		'5',
		'--',
		'-eC',
		'@x',
		'--limit=x',
	);
	fc.assert(
		fc.property(fc.array(words, {maxLength: 8}), rest => {
			expect(rank(run('pgsql-rm.yml', ...rest))).toBeGreaterThanOrEqual(rank({class: 'destructive'}));
		}),
	);
});

test('what is unknown about the world never makes it better', () => {
	const states = [undefined, null, 'unknown', '', 0, 'absent', 'recreate', {}, []];
	for (const state of states) {
		expect(
			classifyAnsible(['ansible-playbook', 'pgsql-db.yml', '-l', 'a'], {context: {definedState: state}}).class,
		).toBe('destructive');
		expect(classifyAnsible(['ansible-playbook', 'pgsql.yml', '-l', 'a'], {context: {clusterExists: state}}).class).toBe(
			'destructive',
		);
	}
});

test('whatever the arguments, there is an answer', () => {
	const words = fc.oneof(
		fc.constantFrom(
			...playbookOptions.flatMap(({spellings}) => spellings),
			'pgsql.yml',
			'ansible',
			'-',
			'--',
			'--=',
			'-=',
			'@',
			'{{',
			'{"a":',
			'[1]',
			',',
			'!',
			'~.*',
		),
		fc.string({unit: 'binary', maxLength: 12}),
	);
	fc.assert(
		fc.property(fc.array(words, {maxLength: 10}), fc.boolean(), (argv, real) => {
			const answer = classifyAnsible(real ? ['ansible-playbook', ...argv] : argv);
			expect(answer.reasons.length).toBeGreaterThan(0);
		}),
		{numRuns: 2000},
	);
});

test('more than 500 arguments, or 65536 characters, are refused', () => {
	expect(run('pgsql.yml', '--check', '-l', 'a', ...Array.from({length: 495}, () => '-v')).class).toBe('allowed');
	expect(run('pgsql.yml', '--check', '-l', 'a', ...Array.from({length: 496}, () => '-v')).class).toBe('rejected');
	expect(run('pgsql.yml', '--check', '-l', 'a'.repeat(65_536)).class).toBe('rejected');
});
