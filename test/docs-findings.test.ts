import {expect, test} from 'vitest';
import {rules} from '../source/store/findings/rules.ts';
import {defaultThresholds} from '../source/store/thresholds.ts';

const looked = {pgsql: 'each PostgreSQL cluster', plain: 'etcd and Redis', node: 'each host', fleet: 'the fleet'};

test('docs/FINDINGS.md says what is looked for, in what, and how long it must last', async () => {
	const rows = rules.map(
		({id, about, docs, of, holdMs = 0}) =>
			`| [\`${id}\`](${docs}) | ${about} | ${looked[of]} | ${holdMs === 0 ? 'at once' : `${holdMs / 1000} s`} |`,
	);
	const limits = Object.entries(defaultThresholds).map(([name, value]) => `| \`${name}\` | ${value} |`);
	await expect(`${intro}${rows.join('\n')}\n${outro}${limits.join('\n')}\n`).toMatchFileSnapshot('../docs/FINDINGS.md');
});

const intro = `# Findings

What pigsty-top looks for. Of equal severity, findings are shown in this order. A finding is shown when its condition has
lasted for the time in the last column, or at once when it was there at the first look. The link leads to what its
program says about it.

| Finding | What it is | Looked for in | Must last |
|---|---|---|---|
`;

const outro = `
## Thresholds

Set under \`thresholds:\` in \`config.yml\`. The unit is in the name; a fraction is between 0 and 1.

| Threshold | Default |
|---|---|
`;
