import {globSync} from 'node:fs';
import {cruise} from 'dependency-cruiser';
import {expect, test} from 'vitest';
import rules from '../.dependency-cruiser.js';

test('the project runs on the Node that it brings', () => {
	expect(process.version).toMatch(/^v24\./);
});

test('the import rules hold, and were applied to every source file', async () => {
	const {output} = await cruise(['source'], {...rules.options, validate: true, ruleSet: rules});
	if (typeof output === 'string') throw new TypeError(output);
	const seen = output.modules.map(module => module.source).filter(path => path.startsWith('source/'));
	expect(seen.sort()).toEqual(globSync('source/**/*.{ts,tsx}').sort());
	expect(output.summary.violations.map(({rule, from, to}) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
}, 60_000);
