import {expect, test} from 'vitest';
import packageJson from '../../package.json' with {type: 'json'};
import {commandNames, options, readArguments, usage} from '../../source/app/arguments.ts';
import {version} from '../../source/app/version.ts';

test('no word is the cockpit', () => {
	expect(readArguments([])).toEqual({ok: true, command: 'cockpit', names: [], values: {}});
	expect(readArguments(['-i', 'x.yml'])).toEqual({
		ok: true,
		command: 'cockpit',
		names: [],
		values: {inventory: 'x.yml'},
	});
});

test('options may stand before and after the names', () => {
	expect(readArguments(['status', 'pg-test', '--json', '-i', 'x.yml', 'pg-meta'])).toEqual({
		ok: true,
		command: 'status',
		names: ['pg-test', 'pg-meta'],
		values: {json: true, inventory: 'x.yml'},
	});
});

test.each([
	[['stauts'], '`stauts` is not a command; try `pigsty-top --help`'],
	[['demo', 'pg-test'], '`pg-test` is not a command'],
	[['check', '--json'], '--json is an option of status'],
	[['--no-such'], '--no-such is not an option; try `pigsty-top --help`'],
	[['status', '-i'], '--inventory needs FILE after it'],
	[['status', '--json=yes'], '--json takes no value'],
	[['--config', 'x.yml', 'status'], 'the command comes first: pigsty-top status …'],
	[['demo', '--theme', 'pink'], '--theme is one of dark, light, contrast, plain'],
])('%j is refused in one sentence', (argv, sentence) => {
	const given = readArguments(argv);
	expect(given).toMatchObject({ok: false});
	expect('problem' in given ? given.problem : '').toContain(sentence);
});

test('help and version are asked for anywhere', () => {
	expect(readArguments(['status', '--help'])).toEqual({ok: true, command: 'help'});
	expect(readArguments(['--version'])).toEqual({ok: true, command: 'version'});
});

test('the usage names every command and every option that is not hidden', () => {
	for (const name of commandNames.filter(command => command !== 'cockpit')) {
		expect(usage()).toContain(name);
	}

	for (const {name, isHidden} of options) {
		expect(usage().includes(`--${name}`)).toBe(isHidden === undefined);
	}
});

test('a defect on purpose is for the demo alone', () => {
	expect(readArguments(['demo', '--crash-after-ms', '5'])).toMatchObject({ok: true, values: {'crash-after-ms': '5'}});
	expect(readArguments(['--crash-after-ms', '5'])).toMatchObject({ok: false});
});

test('the version is that of package.json', () => {
	expect(version).toBe(packageJson.version);
});
