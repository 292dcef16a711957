import fc from 'fast-check';
import {expect, test} from 'vitest';
import {displayWidth} from '../../../source/format/display-width.ts';
import {themeNames} from '../../../source/store/state.ts';
import {frame} from '../../../source/views/parts/frame.ts';
import {cellSpan, fit, lineText, lineWidth, span} from '../../../source/views/parts/line.ts';
import {overlay} from '../../../source/views/parts/overlay.ts';
import {paint} from '../../../source/views/parts/paint.ts';
import {table} from '../../../source/views/parts/table.ts';
import {wrapWords} from '../../../source/views/parts/wrap-words.ts';

const anyText = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.string(),
	fc.constantFrom('日本語テキスト', '👩‍💻 ok', 'e\u0301a\u0308', '\u001B[31mred'),
);
const anyLine = fc.array(
	anyText.map(text => span(text)),
	{maxLength: 6},
);

test('a line fits exactly, whatever is in it', () => {
	fc.assert(
		fc.property(anyLine, fc.nat(60), (line, width) => {
			const fitted = fit(line, width);
			expect([lineWidth(fitted), displayWidth(lineText(fitted))]).toEqual([width, width]);
		}),
	);
});

test('no span holds a control character', () => {
	fc.assert(
		fc.property(anyText, fc.nat(20), (text, width) => {
			expect(span(text).text + cellSpan(text, width).text).not.toMatch(
				/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/,
			);
		}),
	);
});

test('a box over a screen changes nothing beside it', () => {
	fc.assert(
		fc.property(anyLine, fc.nat(30), (line, x) => {
			const base = fit(line, 50);
			const [over = []] = overlay([base], [[span('BOX')]], x, 0);
			expect(lineWidth(over)).toBe(50);
			expect(lineText(over)).toContain('BOX');
		}),
	);
});

test('a frame is as large as it is asked to be', () => {
	for (const [width, height] of [
		[10, 3],
		[40, 10],
		[3, 2],
	] as const) {
		const lines = frame({
			width,
			height,
			title: 'A long title',
			note: 'a note',
			focused: true,
			body: [[span('x'.repeat(99))]],
		});
		expect(lines.map(lineWidth)).toEqual(Array.from({length: height}, () => width));
	}
});

test('a table leaves out the columns that it can spare, the highest first', () => {
	const column = (title: string, drop: number) => ({title, width: 6, drop, cell: () => ({text: title.toLowerCase()})});
	const at = (width: number) =>
		lineText(
			table({
				columns: [column('A', 0), column('B', 2), column('C', 1)],
				rows: [{}],
				cursor: -1,
				focused: false,
				width,
				height: 2,
				empty: '',
			})[1] ?? [],
		).trim();
	expect([at(20), at(13), at(6)]).toEqual(['a      b      c', 'a      c', 'a']);
});

test('an empty table says why', () => {
	const lines = table({
		columns: [],
		rows: [],
		cursor: -1,
		focused: false,
		width: 20,
		height: 3,
		empty: 'nothing asked yet',
	});
	expect(lines.map(lineText)[1]).toContain('nothing asked yet');
});

test('every painted line closes its codes, in every theme', () => {
	for (const theme of themeNames) {
		const painted = paint([span('a', 'crit'), span('b'), span('c', 'selected')], theme);
		expect(painted.lastIndexOf('\u001B[0m')).toBe(painted.length - 4);
		expect(painted.replaceAll(/\u001B\[[\d;]*m/g, '')).toBe('abc');
	}
});

test('words are wrapped, long ones cut', () => {
	expect(wrapWords('one two three', 8)).toEqual(['one two', 'three']);
	expect(wrapWords('a verylongword b', 6)).toEqual(['a', 'veryl…', 'b']);
});
