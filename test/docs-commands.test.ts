import {expect, test} from 'vitest';
import {usage} from '../source/app/arguments.ts';
import {commands} from '../source/commands/registry.ts';
import {shown} from '../source/views/parts/help.ts';

test('docs/COMMANDS.md is what the registry and the command line say', async () => {
	const rows = commands.map(({keys, title, on, id}) => [
		keys.map(key => `\`${shown(key)}\``).join(' '),
		title,
		on === 'everywhere' ? on : on.join(', '),
		`\`${id}\``,
	]);
	const table = [['Key', 'Command', 'Where', 'Id'], ['---', '---', '---', '---'], ...rows]
		.map(row => `| ${row.join(' | ')} |`)
		.join('\n');
	await expect(
		`# Commands\n\n## Keys\n\n${table}\n\n## Command line\n\n\`\`\`\n${usage()}\`\`\`\n`,
	).toMatchFileSnapshot('../docs/COMMANDS.md');
});
