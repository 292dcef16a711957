import {existsSync, globSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import packageJson from '../package.json' with {type: 'json'};
import {readArguments} from '../source/app/arguments.ts';
import {exitCode} from '../source/app/exit-code.ts';
import {commands} from '../source/commands/registry.ts';
import {displayWidth} from '../source/format/display-width.ts';
import {readConfig} from '../source/model/config.ts';
import {scenarios} from '../source/services/simulator/scenarios.ts';
import {sources} from '../source/services/sources/index.ts';
import {themeNames} from '../source/store/state.ts';
import {defaultThresholds} from '../source/store/thresholds.ts';
import {shown} from '../source/views/parts/help.ts';

const readme = readFileSync('README.md', 'utf8');
const blocks = [...readme.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, kind = '', text = '']) => ({kind, text}));
const shellLines = blocks
	.filter(({kind}) => kind === 'sh')
	.flatMap(({text}) => text.split('\n'))
	.map(line => line.replace(/#.*/, '').trim())
	.filter(line => line !== '');

test('the screen is one of the demo, as large as a terminal of 120×36, with its four panes', () => {
	const lines =
		blocks
			.find(({kind}) => kind === '')
			?.text.trimEnd()
			.split('\n') ?? [];
	expect(lines).toHaveLength(36);
	expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(120);
	for (const word of ['DEMO', 'READ-ONLY', '1 Clusters', '2 HA', '3 Backups', '4 Logs', '1.3 GB behind']) {
		expect(lines.join('\n')).toContain(word);
	}
});

test('every call of the program is one that it understands', () => {
	const calls = shellLines.filter(line => line.startsWith('dist/pigsty-top'));
	expect(calls.length).toBeGreaterThan(3);
	for (const call of calls) {
		expect(readArguments(call.split(/\s+/).slice(1)), call).toMatchObject({ok: true});
	}
});

test('every npm script and every command of the lab is there', () => {
	const lab = readFileSync('lab/lab', 'utf8') + readFileSync('lab/README.md', 'utf8');
	for (const [, script = ''] of readme.matchAll(/npm run ([a-z0-9]+)/g)) {
		expect(Object.keys(packageJson.scripts)).toContain(script);
	}

	for (const [, command = ''] of readme.matchAll(/npm run lab -- ([a-z]+)/g)) {
		expect(lab, command).toMatch(new RegExp(`\\b${command}\\b`));
	}
});

test('the scenarios are those that there are', () => {
	const known = scenarios.map(({name}): string => name);
	const sentence = /`npm run demo -- --scenario[\s\S]*?`--fleet 1000`/.exec(readme)?.[0] ?? '';
	const named = [...sentence.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map(([, name = '']) => name);
	expect(named.length).toBeGreaterThan(6);
	expect(named.filter(name => !known.includes(name))).toEqual([]);
	expect(readArguments(['demo', '--fleet', '1000'])).toMatchObject({ok: true});
});

const keyTable = [
	['1', 'pane.clusters'],
	['4', 'pane.logs'],
	['tab', 'pane.next'],
	['enter', 'row.open'],
	['esc', 'screen.back'],
	['f', 'findings.open'],
	['l', 'logs.open'],
	['h', 'ha.open'],
	['b', 'backups.open'],
	['n', 'nodes.open'],
	['o', 'sources.open'],
	['i', 'inventory.open'],
	['N', 'node.open'],
	['H', 'logs.host'],
	['a', 'row.actions'],
	['/', 'list.filter'],
	['s', 'list.sort'],
	['S', 'list.reverse'],
	['y', 'row.copy'],
	[':', 'palette.open'],
	['?', 'help.open'],
	['z', 'pane.zoom'],
	['p', 'screen.pause'],
	['q', 'program.quit'],
] as const;

test('the keys do what the table says, and the table has no other', () => {
	for (const [key, id] of keyTable) {
		expect(commands.find(({keys}) => keys.map(shown).includes(key))?.id, key).toBe(id);
	}

	const rows = readme.split('\n').filter(line => line.startsWith('| `'));
	const told = rows.flatMap(row => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, key = '']) => key));
	expect(told.toSorted()).toEqual(keyTable.map(([key]) => key).toSorted());
});

test('the settings are settings, without a complaint', () => {
	const yaml = blocks.find(({kind}) => kind === 'yaml')?.text ?? '';
	const {config, problems} = readConfig('config.yml', yaml, {
		thresholds: Object.keys(defaultThresholds),
		sources: Object.keys(sources),
		themes: themeNames,
	});
	expect(problems).toEqual([]);
	expect(config).toEqual({
		environment: 'PROD',
		theme: 'dark',
		sshUser: 'dba',
		thresholds: {lagBytes: 16_777_216, diskUsedFraction: 0.8},
		intervalsMs: {node: 30_000},
	});
});

test('the exit codes are those of the program', () => {
	const section = readme.slice(readme.indexOf('## Exit codes'), readme.indexOf('## For developers'));
	for (const code of Object.values(exitCode)) {
		expect(section).toMatch(new RegExp(`\\b${code}\\b`));
	}
});

test('what it links to is there', () => {
	const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
	expect(links.filter(link => !link.startsWith('https://') && !existsSync(link))).toEqual([]);
});

/** What the text promises, and the test that fails when it is not kept. */
const claims = [
	['It only looks: nothing in it changes a server', 'test/commands/registry.test.ts', 'no command reaches outside'],
	['with evidence\nand its age', 'test/store/selectors/details.test.ts', 'findings are listed with their age'],
	['the one of the system only has to start `npm`', 'test/e2e/command-line.test.ts', 'answers %d in sentences'],
	['finds ~/pigsty/pigsty.yml, or -i FILE', 'test/app/inventory-file.test.ts', '-i wins, then $PIGSTY_HOME'],
	[
		'one snapshot for programs',
		'test/store/selectors/status-report.test.ts',
		'the report is as other programs know it',
	],
	['one line and a Nagios exit code', 'test/e2e/command-line.test.ts', 'critical for check'],
	['`~/.ssh/config`, agent', 'test/services/transports/ssh-config.test.ts', '~/.ssh/config is followed'],
	['TLS by Pigsty', 'test/services/transports/postgres.test.ts', 'with a CA, a server that proves its address'],
	['refused unless `--accept-new-host-keys`', 'test/services/transports/host-key-check.test.ts', 'elsewhere it is not'],
	['a changed key is always refused', 'test/services/transports', 'a changed key is refused whatever was allowed'],
	['everything that is asked of your servers', 'test/docs-sources.test.ts', 'SOURCES.md'],
	['what is looked for', 'test/docs-findings.test.ts', 'FINDINGS.md'],
	['keys and command line', 'test/docs-commands.test.ts', 'COMMANDS.md'],
	['an unlabelled fleet is shown as PROD?', 'test/views/parts/header.test.ts', 'an unlabelled fleet'],
	['with the path of its report', 'test/e2e/terminal.test.ts', 'defect'],
	['74 the output\ncannot be written', 'test/e2e/command-line.test.ts', 'an output that cannot be written'],
] as const;

test.each(claims)('%j is proved', (claim, place, name) => {
	expect(readme).toContain(claim);
	const texts = place.endsWith('.ts') ? [readFileSync(place, 'utf8')] : textsBelow(place);
	expect(texts.some(text => text.includes(name))).toBe(true);
});

function textsBelow(folder: string): readonly string[] {
	return globSync(`${folder}/*.test.ts`).map(file => readFileSync(file, 'utf8'));
}
