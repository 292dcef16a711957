import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createLineSplitter, longestLine} from '../../../source/services/logs/line-splitter.ts';
import {cuts} from './parsing.ts';

const linesOf = (pieces: readonly Uint8Array[]) => {
	const splitter = createLineSplitter();
	return [...pieces.flatMap(piece => splitter.push(piece)), ...splitter.flush()];
};

test('lines come out whole, wherever the bytes are cut', () => {
	const line = fc.string({unit: fc.constantFrom('a', 'é', '😀', ' ', '\u0000')});
	const lines = fc
		.array(line, {maxLength: 8})
		.chain(all => cuts(Buffer.from(all.map(one => `${one}\n`).join(''))).map(pieces => ({all, pieces})));
	fc.assert(
		fc.property(lines, ({all, pieces}) => {
			expect(linesOf(pieces)).toEqual(all);
		}),
	);
});

test('a line without an end comes when the stream ends', () => {
	expect(linesOf([Buffer.from('one\r\ntwo')])).toEqual(['one', 'two']);
	expect(linesOf([Buffer.from('one\n')])).toEqual(['one']);
});

test('a line that is too long is cut, and costs no more memory than it shows', () => {
	const piece = Buffer.alloc(65_536, 'x');
	const lines = linesOf([...Array.from({length: 40}, () => piece), Buffer.from('\nnext\n')]);
	expect(lines.map(({length}) => length)).toEqual([longestLine + 1, 4]);
	expect(lines[0]?.endsWith('x…')).toBe(true);
	expect(linesOf([Buffer.from(`${'x'.repeat(longestLine + 9)}\nnext\n`)])).toEqual([lines[0], 'next']);
});
