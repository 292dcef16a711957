import {expect, test} from 'vitest';
import {destroyPhrase} from '../source/safety/challenges.ts';
import {nonProductionLabels} from '../source/safety/environment.ts';
import {gateTimes, planLifeMs} from '../source/safety/gate/gate-times.ts';
import {actionKinds, grants} from '../source/safety/grants.ts';
import type {Guard} from '../source/safety/guard.ts';
import {guards} from '../source/safety/guards.ts';
import {isStricter, levels, levelTexts} from '../source/safety/levels.ts';

const table = (...rows: readonly (readonly string[])[]): string =>
	rows.map(row => `| ${row.map(cell => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`).join('\n');
const seconds = (ms: number): string => `${ms / 1000} s`;

/** Kinds for which the guard can raise the level at all; for the others it is a warning. */
const effect = ({raise, for: kinds}: Guard): string =>
	kinds !== 'every kind' && kinds.every(kind => !isStricter(raise, grants[kind].level)) ? 'a warning' : `\`${raise}\``;

const levelRows = levels.map(level => {
	const times = level === 'confirm' || level === 'type-name' || level === 'destroy' ? gateTimes[level] : undefined;
	return [
		`\`${level}\``,
		levelTexts[level],
		times === undefined ? '-' : seconds(times.armMs),
		times === undefined ? '-' : seconds(times.expireMs),
	];
});

const grantRows = actionKinds.map(kind => {
	const {title, level, why, guide} = grants[kind];
	return [`\`${kind}\``, title, `\`${level}\``, why, guide ?? '-'];
});

const guardRows = guards.map(guard => [
	`\`${guard.id}\``,
	guard.safe,
	effect(guard),
	guard.for === 'every kind' ? 'every kind' : guard.for.map(kind => `\`${kind}\``).join(' '),
	guard.phrase === undefined ? '' : 'yes',
]);

test('docs/POLICY.md is what the tables say', async () => {
	const text = `${intro}

## Levels

Each asks for what is in its row. A gate can be passed when it has been on screen to its end for the time in the third
column; after that in the fourth it closes. A plan lives ${seconds(planLifeMs)}.

${table(['Level', 'What it asks for', 'To be read for', 'Open for'], ['---', '---', '---', '---'], ...levelRows)}

## Actions

The least that each needs. What is not in this table is not done.

${table(['Action', 'What it is', 'Level', 'Why', 'Pigsty’s operating guide'], ['---', '---', '---', '---', '---'], ...grantRows)}

## Guards

What must be so. If it is not, or not known to be, the level rises to the third column; where the action needs as much
anyway, it is a warning in the gate. Guards only raise, so their order means nothing. Some ask for words besides.

${table(['Guard', 'What must be so', 'Else', 'For', 'Words'], ['---', '---', '---', '---', '---'], ...guardRows)}

## Production

Every deployment is production unless its label in \`config.yml\` is one of these, with or without a number:
${nonProductionLabels.map(label => `\`${label}\``).join(', ')}.
`;
	await expect(text).toMatchFileSnapshot('../docs/POLICY.md');
});

test('every level that has a gate is reachable, and the words of the guide are literal', () => {
	expect(new Set(actionKinds.map(kind => grants[kind].level))).toEqual(new Set(['confirm', 'type-name', 'destroy']));
	expect(levelTexts.destroy).toContain(`\`${destroyPhrase}\``);
});

const intro = `# Policy

What pigsty-top may do, what it asks for first, and what keeps it from doing it. This page is written by
\`npm test -- -u\` from \`source/safety\`.

The verdict on an action is the strictest of its own level and of every guard that is not satisfied. It is found on
facts read from live sources for that one action, and found again after the gate was passed, at most five seconds
before the first step. Whatever differs then ends it.

A policy of your own, a map of actions to levels, can raise a level and never lower one. This version does not read
one from a file yet.`;
