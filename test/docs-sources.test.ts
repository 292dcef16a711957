import {expect, test} from 'vitest';
import type {Ask} from '../source/services/source.ts';
import {sources} from '../source/services/sources/index.ts';
import {target} from './services/sources/answers.ts';

const all = Object.values(sources);

test('docs/SOURCES.md says what is asked, of whom, how often, and what that needs', async () => {
	const rows = all.map(
		({id, of, about, needs, everyMs, timeoutMs}) =>
			`| \`${id}\` | ${whom[of]} | ${about} | ${needs} | ${everyMs / 1000} s | ${timeoutMs / 1000} s |`,
	);
	const asked = all.map(source => `### ${source.id}\n\n\`\`\`\n${inWords(source.ask(target(source.of)))}\n\`\`\`\n`);
	await expect(`${intro}${rows.join('\n')}\n${outro}${asked.join('\n')}`).toMatchFileSnapshot('../docs/SOURCES.md');
});

const whom = {
	cluster: 'one member of each cluster',
	instance: 'each PostgreSQL instance',
	node: 'each node',
	etcd: 'each etcd member',
	redis: 'each Redis instance',
	infra: 'each infra node',
};

const inWords = (ask: Ask): string => {
	switch (ask.via) {
		case 'sql':
			return ask.variants
				.map(({since, text}) => `-- PostgreSQL ${Math.floor(since / 10_000)} and newer${text.replace(/^\n?/, '\n')}`)
				.join('\n\n');
		case 'console':
			return `pgbouncer=# ${ask.text}`;
		case 'patroni':
			return `GET ${ask.path} (Patroni's REST API)`;
		case 'http':
			return `GET ${ask.path} (${ask.service})`;
		case 'ssh': {
			const {as, argv, stdin} = ask.command;
			return `${argv.join(' ').trimEnd()}\n# as the ${as} user${stdin === undefined ? '' : ', the password on standard input'}`;
		}
		case 'files':
			return `owner and mode of ${ask.what}`;
	}
};

const intro = `# What pigsty-top asks of your servers

This page is written by \`npm test -- -u\` from \`source/services/sources\`. Nothing here changes anything: SQL runs in
a transaction that is read only, HTTP is GET, and the commands only look. A poll waits for the one before, so a slow
server is asked less often, never more.

| source | asked of | what for | needs | every | gives up after |
|---|---|---|---|---|---|
`;

const outro = `
## What exactly is asked

Of the first target of each kind in a small fleet.

`;
