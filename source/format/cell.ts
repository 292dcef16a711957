import {displayWidth, isNarrow} from './display-width.ts';

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/**
 * Text cut or padded to exactly `width` columns. What is cut ends in `…`; a wide character that would stand on the edge
 * is left out and its half filled with a space. For sanitised text without SGR: style the cell, not its text.
 */
export const cell = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
	if (isNarrow(text) && text.length <= width) {
		return align === 'left' ? text.padEnd(width) : text.padStart(width);
	}

	const shown = cut(text, width);
	const gap = ' '.repeat(Math.max(0, width - displayWidth(shown)));
	return align === 'left' ? shown + gap : gap + shown;
};

/** Text cut to at most `width` columns, with `…` as its last when something is missing. Never padded. */
export const cut = (text: string, width: number): string => {
	if (width <= 0) {
		return '';
	}

	if (isNarrow(text)) {
		return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
	}

	return displayWidth(text) <= width ? text : `${fitting(text, width - 1)}…`;
};

/** Whole graphemes from the front, as many as fit into `width` columns; nothing says that something is missing. */
export const fitting = (text: string, width: number): string => {
	let used = 0;
	let end = 0;
	for (const {segment, index} of graphemes.segment(text)) {
		used += displayWidth(segment);
		if (used > width) {
			break;
		}

		end = index + segment.length;
	}

	return text.slice(0, end);
};
