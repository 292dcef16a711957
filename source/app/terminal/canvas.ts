import type {RasterArea, RasterSink} from '../../views/parts/raster.tsx';
import {asciiFor} from './ascii.ts';
import {blankCells, parseCells, type Cells} from './cells.ts';
import {paintRow} from './paint-row.ts';

export type Charset = 'utf-8' | 'ascii';

/** What is to be on the screen and what is there already. Pure but for that memory; the writer does the writing. */
export type Canvas = RasterSink & {
	/** Ink's frame: one line per row. */
	readonly frame: (text: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** Forgets what is there: the next paint clears the screen and draws all of it. */
	readonly invalidate: () => void;
	/** What to write so that the screen is as it should be; empty when it is. Counts as written. */
	readonly paint: () => string;
};

/** Everything beyond the edge is cut off, panes at their own edge too. */
export const createCanvas = (size: {readonly columns: number; readonly rows: number}, charset: Charset): Canvas => {
	let {columns, rows} = size;
	let base: readonly string[] = [];
	let shown: Row[] | undefined;
	const panes = new Map<string, Pane>();
	return {
		frame: text => {
			base = text.split('\n');
		},
		pane: (id, area, lines) => {
			panes.set(id, {area, lines});
		},
		removePane: id => {
			panes.delete(id);
		},
		resize: (newColumns, newRows) => {
			columns = newColumns;
			rows = newRows;
			shown = undefined;
		},
		invalidate: () => {
			shown = undefined;
		},
		paint: () => {
			let out = shown === undefined ? '\u001B[0m\u001B[2J' : '';
			const drawn: Row[] = [];
			for (let y = 0; y < rows; y += 1) {
				const old = shown?.[y] ?? {parts: [], cells: blankCells(columns)};
				const row = composeRow(old, partsAt(y, base, panes), {columns, charset});
				out += row === old ? '' : paintRow(y, old.cells, row.cells);
				drawn.push(row);
			}

			shown = drawn;
			return out;
		},
	};
};

type Pane = {readonly area: RasterArea; readonly lines: readonly string[]};

/** One piece of a row, with its cells once they were needed. */
type Part = {readonly x: number; readonly width: number; readonly line: string; readonly cells?: Cells};
type Row = {readonly parts: readonly Part[]; readonly cells: Cells};

const partsAt = (y: number, base: readonly string[], panes: ReadonlyMap<string, Pane>): readonly Part[] => {
	const parts: Part[] = [{x: 0, width: Number.POSITIVE_INFINITY, line: base[y] ?? ''}];
	for (const {area, lines} of panes.values()) {
		if (y >= area.y && y < area.y + area.height) {
			parts.push({x: area.x, width: area.width, line: lines[y - area.y] ?? ''});
		}
	}

	return parts;
};

type Look = {readonly columns: number; readonly charset: Charset};

/** The old row itself when nothing in it changed; else the parts one over the other, parsing only what is new. */
const composeRow = (old: Row, wanted: readonly Part[], {columns, charset}: Look): Row => {
	if (old.parts.length === wanted.length && wanted.every((part, index) => isSame(part, old.parts[index]))) {
		return old;
	}

	const parts = wanted.map((part, index) => {
		const before = old.parts[index];
		return {...part, cells: before?.line === part.line && before.cells ? before.cells : parseCells(part.line)};
	});
	const row = blankCells(columns);
	for (const {x, width, cells} of parts) {
		overlay(row, cells, {from: Math.max(0, x), to: Math.min(columns, x + width), x});
	}

	return {parts, cells: charset === 'ascii' ? {chars: row.chars.map(asciiFor), styles: row.styles} : row};
};

const isSame = (part: Part, old: Part | undefined): boolean =>
	old !== undefined && part.x === old.x && part.width === old.width && part.line === old.line;

type Span = {readonly from: number; readonly to: number; readonly x: number};

/** Puts cells over a row. A wide character cut in half on either side of an edge leaves a blank. */
const overlay = (row: {chars: string[]; styles: string[]}, cells: Cells, {from, to, x}: Span): void => {
	if (to <= from) {
		return;
	}

	if (row.chars[from] === '' && from > 0) {
		row.chars[from - 1] = ' ';
	}

	if (row.chars[to] === '') {
		row.chars[to] = ' ';
	}

	for (let at = from; at < to; at += 1) {
		const isHalf = cells.chars[at - x] === '' ? at === from : cells.chars[at - x + 1] === '' && at + 1 === to;
		row.chars[at] = isHalf ? ' ' : (cells.chars[at - x] ?? ' ');
		row.styles[at] = cells.styles[at - x] ?? '';
	}
};
