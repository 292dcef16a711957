import {fitting} from '../../format/cell.ts';
import {displayWidth} from '../../format/display-width.ts';
import {fit, lineWidth, type Line, type Span} from './line.ts';

/** Draws `box` over `base` with its upper left corner at (`x`, `y`); what does not fit is cut. */
export const overlay = (base: readonly Line[], box: readonly Line[], x: number, y: number): readonly Line[] =>
	base.map((line, row) => {
		const over = box[row - y];
		if (over === undefined) {
			return line;
		}

		const width = lineWidth(line);
		return fit([...clip(line, x), ...over, ...without(line, x + lineWidth(over))], width);
	});

/** The first `columns` columns: what is behind a box is hidden, not missing, and gets no `…`. */
export const clip = (line: Line, columns: number): Line => {
	let room = columns;
	return line.flatMap((part): readonly Span[] => {
		const width = Math.min(part.width, room);
		room -= width;
		const text = width === part.width ? part.text : fitting(part.text, width);
		return width === 0 ? [] : [{...part, text: text + ' '.repeat(width - displayWidth(text)), width}];
	});
};

/** The line without its first `columns` columns. */
const without = (line: Line, columns: number): Line => {
	let skip = columns;
	return line.flatMap((part): readonly Span[] => {
		if (skip >= part.width) {
			skip -= part.width;
			return [];
		}

		const kept = skip === 0 ? part : tail(part, skip);
		skip = 0;
		return [kept];
	});
};

const tail = (part: Span, columns: number): Span => {
	const rest = part.text.slice(fitting(part.text, columns).length);
	const width = part.width - columns;
	return {...part, text: ' '.repeat(Math.max(0, width - displayWidth(rest))) + rest, width};
};
