import {displayWidth, isNarrowCode} from '../../format/display-width.ts';
import {addSgr} from './sgr.ts';

/**
 * A line as the terminal holds it: per column a grapheme (`''` for the second half of a wide one) and its style. Only
 * this form is ever written out, so nothing but our own sequences can reach the terminal.
 */
export type Cells = {readonly chars: readonly string[]; readonly styles: readonly string[]};

/** Reads a line of text and SGR sequences. Any other control character becomes a visible sign, its text stays text. */
export const parseCells = (line: string): Cells => {
	const row: Row = {chars: [], styles: []};
	let style = '';
	let at = 0;
	while (at < line.length) {
		const code = line.charCodeAt(at);
		if (isNarrowCode(code)) {
			put(row, line.charAt(at), 1, style);
			at += 1;
		} else if (code === escape && sgrEnd(line, at) > 0) {
			const end = sgrEnd(line, at);
			style = addSgr(style, line.slice(at + 2, end - 1));
			at = end;
		} else if (code < 0x20 || code === 0x7f) {
			put(row, code === 0x7f ? '␡' : String.fromCodePoint(0x2400 + code), 1, style);
			at += 1;
		} else {
			const end = runEnd(line, at);
			putRun(row, line.slice(at, end), style);
			at = end;
		}
	}

	return row;
};

/** A line of nothing, of its own to draw on. */
export const blankCells = (columns: number): {chars: string[]; styles: string[]} => {
	const chars = ' '.repeat(columns).split('');
	return {chars, styles: chars.map(() => '')};
};

type Row = {readonly chars: string[]; readonly styles: string[]};

const escape = 0x1b;
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

const put = ({chars, styles}: Row, char: string, width: number, style: string): void => {
	chars.push(char);
	styles.push(style);
	for (let extra = 1; extra < width; extra += 1) {
		chars.push('');
		styles.push(style);
	}
};

/** Characters that need a closer look: wide, joined, or marks for the character before them. */
const putRun = (row: Row, run: string, style: string): void => {
	const base = /^\p{M}/u.test(run) ? row.chars.at(-1) : undefined;
	if (base !== undefined && base !== '') {
		row.chars.pop();
		row.styles.pop();
	}

	for (const {segment} of graphemes.segment((base ?? '') + run)) {
		const width = displayWidth(segment);
		if (width > 0) {
			put(row, segment, width, style);
		} else if (/^\p{Cc}/u.test(segment)) {
			put(row, '�', 1, style);
		}
	}
};

/** Behind the `m` of an SGR sequence that begins at `at`; 0 when none does. */
const sgrEnd = (line: string, at: number): number => {
	sgr.lastIndex = at;
	return sgr.test(line) ? sgr.lastIndex : 0;
};

const sgr = /\u001B\[[\d;:]*m/y;

const runEnd = (line: string, at: number): number => {
	unusual.lastIndex = at;
	return unusual.test(line) ? unusual.lastIndex : at + 1;
};

const unusual = /[^\u0000-\u007F]+/y;
