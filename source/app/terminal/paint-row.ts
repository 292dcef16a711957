import type {Cells} from './cells.ts';

/**
 * The shortest sequence we know that turns a row of the terminal from `old` into `next`; empty when they are the same.
 * Both are as long as the terminal is wide. It begins and ends without a style. The cursor is always addressed
 * absolutely, also after a character that terminals disagree about, so that a wrong guess shifts nothing.
 */
export const paintRow = (row: number, old: Cells, next: Cells): string => {
	const first = firstDifference(old, next);
	if (first === undefined) {
		return '';
	}

	if (isDoubtful(old) || isDoubtful(next)) {
		return `${place(row, 0)}\u001B[2K${write(row, next, 0, contentEnd(next))}`;
	}

	let out = '';
	let from: number | undefined = first;
	while (from !== undefined) {
		const end: number = changeEnd(old, next, from);
		out += out === '' ? place(row, from) : `\u001B[${from + 1}G`;
		const blankFrom = contentEnd(next);
		const erases = end > blankFrom + eraseCost && end === contentEnd(old);
		out += write(row, next, from, erases ? Math.max(from, blankFrom) : end) + (erases ? '\u001B[K' : '');
		from = firstDifference(old, next, end);
	}

	return out;
};

/** Moving the cursor costs about five bytes, so a shorter stretch that stays is written again instead. */
const moveCost = 5;
const eraseCost = 3;

const place = (row: number, column: number): string => `\u001B[${row + 1};${column + 1}H`;

const differs = (old: Cells, next: Cells, at: number): boolean =>
	old.chars[at] !== next.chars[at] || old.styles[at] !== next.styles[at];

const firstDifference = (old: Cells, next: Cells, from = 0): number | undefined => {
	for (let at = from; at < next.chars.length; at += 1) {
		if (differs(old, next, at)) {
			return wholeFrom(next, at);
		}
	}

	return undefined;
};

/** Never begins in the second half of a wide character. */
const wholeFrom = (cells: Cells, at: number): number => (at > 0 && cells.chars[at] === '' ? at - 1 : at);

const changeEnd = (old: Cells, next: Cells, from: number): number => {
	let end = from + 1;
	for (let at = end; at < next.chars.length && at - end < moveCost; at += 1) {
		if (differs(old, next, at) || (next.chars[at] === '' && at === end)) {
			end = at + 1;
		}
	}

	return end;
};

/** Column behind the last one that is not a plain blank. */
const contentEnd = ({chars, styles}: Cells): number => {
	let end = chars.length;
	while (end > 0 && chars[end - 1] === ' ' && styles[end - 1] === '') {
		end -= 1;
	}

	return end;
};

/** Has a joined, marked or astral character: terminals draw some of these wider or narrower than Unicode says. */
const isDoubtful = ({chars}: Cells): boolean => chars.some(char => char.length > 1);

const write = (row: number, {chars, styles}: Cells, from: number, to: number): string => {
	let out = '';
	let style = '';
	for (let at = from; at < to; at += 1) {
		const char = chars[at] ?? ' ';
		if (char === '') {
			continue;
		}

		const wanted = styles[at] ?? '';
		if (wanted !== style) {
			out += wanted === '' ? '\u001B[0m' : `\u001B[${style === '' ? '' : '0;'}${wanted}m`;
			style = wanted;
		}

		out += char;
		const after = chars[at + 1] === '' ? at + 2 : at + 1;
		out += char.length > 1 && after < to ? place(row, after) : '';
	}

	return style === '' ? out : `${out}\u001B[0m`;
};
