import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {policyCases, rank} from '../../kit/policy-cases.ts';
import {classifyShell} from '../../kit/shell.ts';

const files = ['shell-cases.jsonl', 'shell-own.jsonl'] as const;
const cases = files.flatMap(policyCases);

describe.each(files)('%s', file => {
	test.each(policyCases(file))('$id $class: $cmd ($why)', ({cmd, class: wanted, flags}) => {
		const {class: found, flags: raised} = classifyShell(cmd);
		expect({class: found, flags: raised.toSorted()}).toEqual({class: wanted, flags: flags.toSorted()});
	});
});

test('every answer says why, with a rule of the shell, of Ansible or of SQL', () => {
	for (const {cmd} of cases) {
		const {reasons} = classifyShell(cmd);
		expect(reasons.length).toBeGreaterThan(0);
		expect(reasons.filter(({rule, text}) => !/^(?:shell|ansible|sql)\.[\w.-]+$/.test(rule) || text.length < 8)).toEqual(
			[],
		);
	}
});

test('no answer repeats what could be a secret', () => {
	const secret = 'hunter2hunter2';
	const texts = [
		`psql postgresql://dba:${secret}@10.10.10.11/app -c 'select 1'`,
		`PGPASSWORD=${secret} psql -c 'select 1'`,
		`redis-cli -a ${secret} info`,
		`curl -u x:${secret} http://10.10.10.11/`,
		`echo ${secret} | psql`,
		`ansible-playbook pgsql.yml -l pg-test -e pg_admin_password=${secret}`,
	];
	for (const text of texts) {
		expect(JSON.stringify(classifyShell(text))).not.toContain(secret);
	}
});

describe('limits refuse instead of weakening', () => {
	test('50 commands are read, one more is not', () => {
		expect(classifyShell('df;'.repeat(50)).class).toBe('allowed');
		expect(classifyShell('df;'.repeat(51)).class).toBe('rejected');
		expect(classifyShell(`${'df;'.repeat(50)}rm -rf /pg/data`).class).toBe('rejected');
		expect(classifyShell(`df${' $(df)'.repeat(60)}`).class).toBe('rejected');
	});

	test('65536 characters are read, one more is not', () => {
		const text = (length: number): string => `echo ${'x'.repeat(length - 5)}`;
		expect(classifyShell(text(65_536)).class).toBe('allowed');
		expect(classifyShell(text(65_537))).toMatchObject({class: 'rejected', reasons: [{rule: 'shell.too-long'}]});
	});

	test('five wrappers are opened, six are not', () => {
		expect(classifyShell(`${'nice '.repeat(5)}df`).class).toBe('allowed');
		expect(classifyShell(`${'nice '.repeat(6)}df`).class).toBe('rejected');
		expect(classifyShell(`${'nice '.repeat(6)}rm -rf /pg/data`).class).toBe('rejected');
	});

	test.each([
		['brackets', `${'( '.repeat(5000)}df${')'.repeat(5000)}`],
		['substitutions', `echo ${'$('.repeat(5000)}df${')'.repeat(5000)}`],
		['expansions', `echo ${`\${x:-`.repeat(5000)}df${'}'.repeat(5000)}`],
		['quotes in quotes', `echo ${'"$('.repeat(3000)}df${')"'.repeat(3000)}`],
		['groups', `${'{ '.repeat(5000)}df${'; }'.repeat(5000)}`],
		['braces', `echo ${'{a,b}'.repeat(20)}`],
		['braces in braces', `echo ${'{a,'.repeat(3000)}b${'}'.repeat(3000)}`],
		['open brackets', '('.repeat(60_000)],
		['backquotes', `echo ${'`'.repeat(60_001)}`],
		['arithmetic', `echo ${'$(('.repeat(2000)}1${'))'.repeat(2000)}`],
	])(
		'what nests too deeply, or grows too large, is rejected in time: %s',
		(_name, text) => {
			expect(classifyShell(text).class).toBe('rejected');
		},
		2000,
	);
});

describe('whatever the text, there is an answer', () => {
	const words =
		'df rm cat psql ssh sudo find xargs bash curl tar patronictl redis-cli git kill -h -c -exec -rf -- - /pg/data pigsty.yml ~ .. {} ; && || | & # $( ) ` " \' \\ ${ } $(( )) { < > >& 2> <( [[ ]] * $x = é 🐘'.split(
			' ',
		);
	const pieces = [
		...words,
		' ',
		'\n',
		'<<E\n',
		'\nE\n',
		'if ',
		' then ',
		' fi',
		'for x in ',
		' do ',
		' done',
		'f() {',
		'\u0000',
		'\u202E',
	];

	test('of pieces of commands', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 14}), fc.boolean(), (words, spaced) => {
				const answer = classifyShell(words.join(spaced ? ' ' : ''));
				expect(answer.reasons.length).toBeGreaterThan(0);
			}),
			{numRuns: 1500},
		);
	});

	test('of any characters', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 60}), text => {
				expect(classifyShell(text).reasons.length).toBeGreaterThan(0);
			}),
			{numRuns: 300},
		);
	});

	test('and a name that no table has is never harmless', () => {
		const name = fc.stringMatching(/^[a-z][a-z0-9_-]{5,12}xq$/);
		fc.assert(
			fc.property(name, fc.array(fc.stringMatching(/^[a-z/.-]{1,8}$/), {maxLength: 4}), (command, args) => {
				expect(rank(classifyShell([command, ...args].join(' ')))).toBeGreaterThanOrEqual(rank({class: 'confirm'}));
			}),
		);
	});
});
