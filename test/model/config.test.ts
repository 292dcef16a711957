import fc from 'fast-check';
import {expect, test} from 'vitest';
import {defaultConfig, readConfig} from '../../source/model/config.ts';

const names = {
	thresholds: ['lagBytes', 'diskUsedFraction'],
	sources: ['patroniCluster', 'node'],
	themes: ['dark', 'light'],
};
const read = (text: string) => readConfig('config.yml', text, names);

test('reads what it knows, in the units of the names', () => {
	const {config, problems} = read(
		'environment: STAGE\ntheme: light\nssh_user: dba\nthresholds: {lagBytes: 1048576}\nintervals_seconds: {node: 30}\n',
	);
	expect(problems).toEqual([]);
	expect(config).toEqual({
		environment: 'STAGE',
		theme: 'light',
		sshUser: 'dba',
		thresholds: {lagBytes: 1_048_576},
		intervalsMs: {node: 30_000},
	});
});

test('an empty file is the default', () => {
	expect(read('')).toEqual({config: defaultConfig, problems: []});
});

test.each([
	['environment: [a]', 1, 'environment: must be a word'],
	['theme: dark\nthreshold: {}', 2, '`threshold` is not a setting'],
	['theme: pink', 1, 'theme: must be one of dark, light.'],
	['thresholds:\n  lagBytes: -1', 2, '`lagBytes` must be a number above zero'],
	['thresholds: {lag: 1}', 1, '`lag` is not known; known are lagBytes, diskUsedFraction.'],
	['intervals_seconds: soon', 1, 'intervals_seconds: must be a map'],
	['- a', 1, 'must be a map'],
])('%j is a problem with its line, and the rest stays as it is', (text, line, sentence) => {
	const {config, problems} = read(text);
	expect(problems[0]).toMatchObject({file: 'config.yml', line, severity: 'warn'});
	expect(problems[0]?.text).toContain(sentence);
	expect({...config, theme: undefined}).toEqual(defaultConfig);
});

test('no interval is shorter than half a second, so that a slip of the pen is no attack on the fleet', () => {
	expect(read('intervals_seconds: {node: 0.001}').config.intervalsMs).toEqual({node: 500});
});

test('whatever the file says, it is read or a problem, and nothing is thrown', () => {
	fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => read(text).config !== undefined));
});
