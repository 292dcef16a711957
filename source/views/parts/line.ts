import {cell} from '../../format/cell.ts';
import {displayWidth} from '../../format/display-width.ts';
import {sanitize} from '../../format/sanitize.ts';
import type {Tone} from '../theme.ts';

/** A piece of one row in one tone. Made by `span` and `cellSpan` only: they are where text from outside is made safe. */
export type Span = {
	readonly text: string;
	readonly tone: Tone;
	readonly width: number;
	/** What lies under the text, when that is not the terminal's own ground. */
	readonly ground?: Tone;
};

/** One row of the screen, left to right. Views make lines of an exact width; only `paint` makes escape codes of them. */
export type Line = readonly Span[];

export const span = (text: string, tone: Tone = 'plain'): Span => {
	const safe = sanitize(text, 'cell');
	return {text: safe, tone, width: displayWidth(safe)};
};

/** A span of exactly `width` columns. */
export const cellSpan = (
	text: string,
	width: number,
	tone: Tone = 'plain',
	align: 'left' | 'right' = 'left',
): Span => ({
	text: cell(sanitize(text, 'cell'), width, align),
	tone,
	width,
});

export const blank = (width: number, tone: Tone = 'plain'): Line =>
	width > 0 ? [{text: ' '.repeat(width), tone, width}] : [];

export const lineWidth = (line: Line): number => line.reduce((sum, {width}) => sum + width, 0);

export const lineText = (line: Line): string => line.map(({text}) => text).join('');

/** The line cut or padded to exactly `width` columns; padding takes the tone of the last span when it is a selection. */
export const fit = (line: Line, width: number, tone: Tone = 'plain'): Line => {
	const fitted: Span[] = [];
	let left = width;
	for (const part of line) {
		if (left <= 0) {
			break;
		}

		const taken = part.width <= left ? part : cellSpan(part.text, left, part.tone);
		fitted.push(taken);
		left -= taken.width;
	}

	return left > 0 ? [...fitted, ...blank(left, tone)] : fitted;
};

/** The same line with every span in one tone: the selected row of the list that has the focus. */
export const retone = (line: Line, tone: Tone): Line => line.map(part => ({...part, tone}));

/** The same line in its own tones on another ground: the selected row of a list without the focus, its health still seen. */
export const onGround = (line: Line, ground: Tone): Line => line.map(part => ({...part, ground}));
