import {commands} from '../../commands/registry.ts';
import type {Command} from '../../commands/command.ts';
import {cellSpan, fit, span, type Line} from './line.ts';

const groups: Readonly<Record<Command['group'], string>> = {
	move: 'Move',
	open: 'Open',
	view: 'View',
	list: 'Lists',
	logs: 'Logs',
	program: 'Program',
};

/** The help screen, made from the command table: two columns when there is room. */
export const helpLines = (width: number): readonly Line[] => {
	const blocks = Object.entries(groups).map(([group, title]) => [
		[span(title, 'strong')],
		...commands
			.filter(command => command.group === group)
			.map(({keys, title: name, on}): Line => [
				cellSpan(keys.map(shown).join(' '), 22, 'key'),
				span(name),
				...(on === 'everywhere' ? [] : [span(`  ${on.join(', ')}`, 'dim')]),
			]),
		[],
	]);
	if (width < 110) {
		return blocks.flat().map(line => fit(line, width));
	}

	const half = Math.floor(width / 2);
	const left = [...(blocks[0] ?? []), ...(blocks[1] ?? []), ...(blocks[5] ?? [])];
	const right = [...(blocks[2] ?? []), ...(blocks[3] ?? []), ...(blocks[4] ?? [])];
	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => [
		...fit(left[index] ?? [], half),
		...fit(right[index] ?? [], width - half),
	]);
};

const names: Readonly<Record<string, string>> = {
	down: '↓',
	up: '↑',
	left: '←',
	right: '→',
	escape: 'esc',
	pagedown: 'PgDn',
	pageup: 'PgUp',
	'shift+tab': 'S-tab',
};

/** A key as people write it. */
export const shown = (key: string): string => names[key] ?? key.replace('ctrl+', '^');
