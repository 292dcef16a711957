import {expect, test} from 'vitest';
import {readArguments} from '../../source/app/arguments.ts';
import {readLogOptions} from '../../source/app/log-options.ts';

const now = Date.UTC(2026, 10, 24, 3);
const since = (text: string) => {
	const options = readLogOptions({since: text}, now);
	return 'problem' in options ? options.problem : options.filter.since;
};

test.each([
	['10m', now - 600_000],
	['-10m', now - 600_000],
	['2h', now - 7_200_000],
	['90s', now - 90_000],
	['1d', now - 86_400_000],
	['2026-11-24T02:00:00Z', now - 3_600_000],
	['2026-11-24 02:00', now - 3_600_000],
	['2026-11-24T03:00:00+01:00', now - 3_600_000],
	['2026-11-24', Date.UTC(2026, 10, 24)],
])('--since %s is a moment', (text, at) => {
	expect(since(text)).toBe(at);
});

test.each(['soon', '10', '10 m', '2026-13-40', '', '2026-11-24T25:00:00Z'])('--since %j is none', text => {
	expect(since(text)).toMatch(/^--since takes an age such as 10m/);
});

test.each([
	[{level: 'loud'}, '--level takes debug, info, notice, warning, error, fatal, panic'],
	[{grep: '('}, /^--grep: Invalid regular expression/],
	[{exclude: '['}, /^--exclude: Invalid regular expression/],
	[{follow: true, 'no-follow': true}, '--follow and --no-follow exclude each other'],
])('%j is refused in one sentence', (values, sentence) => {
	const options = readLogOptions(values, now);
	expect('problem' in options ? options.problem : '').toMatch(sentence);
});

test('an age with its sign is the value of --since wherever it stands', () => {
	for (const argv of [
		['logs', 'pg-test', '--since', '-10m', '-f'],
		['logs', '-f', '--since=-10m', 'pg-test'],
	]) {
		expect(readArguments(argv)).toEqual({
			ok: true,
			command: 'logs',
			names: ['pg-test'],
			values: {since: '-10m', follow: true},
		});
	}
});
