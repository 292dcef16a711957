import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import {picture} from './picture.ts';

const draw = async (text: string): Promise<string> => {
	const terminal = new xterm.Terminal({cols: 20, rows: 2, allowProposedApi: true});
	await new Promise<void>(resolve => terminal.write(text, resolve));
	return picture(terminal);
};

test('letters, colours and attributes of a screen are in its picture', async () => {
	const svg = await draw('a<b \u001B[1;31mred\u001B[0m\r\n\u001B[7minv\u001B[0m \u001B[38;5;196mx\u001B[38;2;1;2;3my');
	expect(svg).toContain('>a&lt;b </text>');
	expect(svg).toContain('fill="#ff7b72" font-weight="bold">red</text>');
	expect(svg).toMatch(/<rect [^>]*width="25.29" height="17" fill="#d0d7de"\/>/);
	expect(svg).toContain('fill="#ff0000">x</text>');
	expect(svg).toContain('fill="#010203">y</text>');
});

test('a wide character takes two columns, and blanks take nothing', async () => {
	const svg = await draw('   日x');
	expect(svg).toContain('textLength="16.86" fill="#d0d7de">日</text>');
	expect(svg.match(/<text/g)).toHaveLength(2);
});
