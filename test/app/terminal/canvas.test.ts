import xterm from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createCanvas, type Canvas} from '../../../source/app/terminal/canvas.ts';
import {enterScreen} from '../../../source/app/terminal/modes.ts';
import {style} from '../../kit/style.ts';
import {cell} from '../../../source/format/cell.ts';

const size = {columns: 24, rows: 6};

const draw = (frame: string, edit: (canvas: Canvas) => void = () => undefined): Canvas => {
	const canvas = createCanvas(size, 'utf-8');
	canvas.frame(frame);
	edit(canvas);
	return canvas;
};

/** What a terminal in our modes shows after these bytes: text, colours and attributes of every cell. */
const terminal = ({columns, rows} = size) => {
	const term = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	term.write(enterScreen);
	return {
		write: (text: string) => new Promise<void>(resolve => term.write(text, resolve)),
		text: () => Array.from({length: rows}, (_, y) => term.buffer.active.getLine(y)?.translateToString(true) ?? ''),
		cells: () =>
			Array.from({length: rows}, (_, y) =>
				Array.from({length: columns}, (_unused, x) => {
					const at = term.buffer.active.getLine(y)?.getCell(x);
					return [at?.getChars() || ' ', at?.getFgColor(), at?.getBgColor(), at?.isBold(), at?.isInverse()].join();
				}),
			),
	};
};

test('a first paint clears the screen and draws it, a second has nothing to do', async () => {
	const canvas = draw('one\ntwo');
	const screen = terminal();
	await screen.write(`junk\r\njunk${canvas.paint()}`);
	expect(screen.text()).toEqual(['one', 'two', '', '', '', '']);
	expect(canvas.paint()).toBe('');
});

test('a changed digit costs a few bytes', () => {
	const canvas = draw('pg-test-1 streaming  2s\nother');
	canvas.paint();
	canvas.frame('pg-test-1 streaming  3s\nother');
	expect(canvas.paint()).toBe('\u001B[1;22H3');
});

test('a shorter line is erased to its end', () => {
	const canvas = draw('a long line of text');
	canvas.paint();
	canvas.frame('a');
	expect(canvas.paint()).toBe('\u001B[1;3H\u001B[K');
});

test('a styled change carries its style and closes it', () => {
	const canvas = draw(`x ${style('ok', '32')}`);
	canvas.paint();
	canvas.frame(`x ${style('no', '1;31')}`);
	expect(canvas.paint()).toBe('\u001B[1;3H\u001B[1;31mno\u001B[0m');
});

test('a pane lies over the frame, is clipped at its edge and at the terminal’s, and uncovers what was below', async () => {
	const screen = terminal();
	const canvas = draw(Array.from({length: 6}, () => '.'.repeat(24)).join('\n'), ({pane}) => {
		pane('p', {x: 20, y: 4, width: 8, height: 9}, ['abcdefghij', '日本語']);
	});
	await screen.write(canvas.paint());
	expect(screen.text().slice(3)).toEqual(['.'.repeat(24), `${'.'.repeat(20)}abcd`, `${'.'.repeat(20)}日本`]);
	canvas.removePane('p');
	await screen.write(canvas.paint());
	expect(screen.text()).toEqual(Array.from({length: 6}, () => '.'.repeat(24)));
});

test('a pane’s missing lines are blank', async () => {
	const screen = terminal();
	const canvas = draw('....\n....', ({pane}) => pane('p', {x: 1, y: 0, width: 2, height: 2}, ['x']));
	await screen.write(canvas.paint());
	expect(screen.text().slice(0, 2)).toEqual(['.x .', '.  .']);
});

test('a wide character cut by an edge becomes a blank', async () => {
	const screen = terminal();
	const canvas = draw('日本語', ({pane}) => pane('p', {x: 1, y: 0, width: 2, height: 1}, ['日x']));
	await screen.write(canvas.paint());
	expect(screen.text()[0]).toBe(' 日 語');
});

test('what follows an emoji stands where it belongs, though terminals disagree about its width', async () => {
	const screen = terminal(); // counts a family as eight columns
	await screen.write(draw(`${cell('👩‍👩‍👧‍👦 db', 10)}│ok`).paint());
	expect(screen.text()[0]?.endsWith('│ok')).toBe(true);
	expect(screen.cells()[0]?.[10]?.startsWith('│')).toBe(true);
});

test('only our own sequences reach the terminal', () => {
	const evil = '\u001B]52;c;eA==\u0007\u001B[2J\u001B[8mhidden\u001B[0m\u001B[5mblink\u009B2J\r\u001Bc';
	const painted = draw(evil).paint();
	expect(painted).toContain('␛]52;c;eA');
	const ours = /\u001B\[(?:\d+(?:;\d+)*)?[HGKJm]/g;
	expect(painted.replaceAll(ours, '')).not.toMatch(/\p{Cc}/u);
	expect(painted).not.toContain('\u001B[8m');
	expect(painted).not.toContain('\u001B[5m');
});

test('a terminal without UTF-8 gets ASCII', () => {
	const canvas = createCanvas(size, 'ascii');
	canvas.frame('┌─ 日 ▂▅█ é…');
	expect(canvas.paint()).toContain('+- ?  _=# ?.');
	expect(canvas.paint()).not.toMatch(/[^\u0000-\u007F]/);
});

test('a new size draws everything anew, in its bounds', async () => {
	const canvas = draw('x'.repeat(40));
	canvas.paint();
	canvas.resize(10, 2);
	const screen = terminal({columns: 10, rows: 2});
	await screen.write(canvas.paint());
	expect(screen.text()).toEqual(['x'.repeat(10), '']);
});

const word = fc.constantFrom('a', 'pg-1', ' ', '   ', '│', '日本', 'e\u0301', '😀', '42', '▁▅█', '👩🏽‍💻');
const styled = fc
	.tuple(fc.array(word, {maxLength: 8}), fc.constantFrom('', '1', '32', '1;31', '7', '48;5;236'))
	.map(([words, sgr]) => style(words.join(''), sgr));
const line = fc.array(styled, {maxLength: 4}).map(parts => parts.join(''));
const step = fc.record({
	frame: fc.option(fc.array(line, {maxLength: 7}), {nil: undefined}),
	pane: fc.option(
		fc.record({
			id: fc.constantFrom('a', 'b'),
			area: fc.record({
				x: fc.integer({min: 0, max: 23}),
				y: fc.integer({min: 0, max: 5}),
				width: fc.integer({min: 0, max: 24}),
				height: fc.integer({min: 0, max: 6}),
			}),
			lines: fc.array(line, {maxLength: 5}),
		}),
		{nil: undefined},
	),
	remove: fc.option(fc.constantFrom('a', 'b'), {nil: undefined}),
});

test('painting changes one after the other shows what painting the last state at once shows', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {minLength: 1, maxLength: 6}), async steps => {
			const canvas = draw('');
			const grown = terminal();
			for (const {frame, pane, remove} of steps) {
				if (frame !== undefined) canvas.frame(frame.join('\n'));
				if (pane !== undefined) canvas.pane(pane.id, pane.area, pane.lines);
				if (remove !== undefined) canvas.removePane(remove);
				await grown.write(canvas.paint());
			}

			canvas.invalidate();
			const fresh = terminal();
			await fresh.write(canvas.paint());
			expect(grown.cells()).toEqual(fresh.cells());
		}),
		{numRuns: 60},
	);
});
