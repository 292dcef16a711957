/** Which characters may be drawn with: `ascii` where the terminal is not UTF-8. */
export type Glyphs = 'blocks' | 'ascii';

const ramp: Readonly<Record<Glyphs, string>> = {blocks: '▁▂▃▄▅▆▇█', ascii: '_.-~=+*#'};
const eighths: Readonly<Record<Glyphs, string>> = {blocks: ' ▏▎▍▌▋▊▉', ascii: '        '};
const full: Readonly<Record<Glyphs, string>> = {blocks: '█', ascii: '#'};

type Spark = {
	/** The value that fills a column; the greatest of the values when not given. */
	readonly max?: number;
	readonly glyphs?: Glyphs;
};

/** One column per value. Zero is the lowest step; an unknown value is a blank, which no known value is. */
export const sparkline = (values: readonly (number | undefined)[], {max, glyphs = 'blocks'}: Spark = {}): string => {
	const top = max ?? Math.max(0, ...values.filter(value => value !== undefined));
	const steps = ramp[glyphs];
	return values.map(value => (value === undefined ? ' ' : steps.charAt(stepOf(value, top, steps.length)))).join('');
};

const stepOf = (value: number, top: number, steps: number): number =>
	top > 0 && value > 0 ? Math.min(steps, Math.max(1, Math.ceil((value / top) * steps))) - 1 : 0;

/** A bar of exactly `width` columns, filled to `fraction`; full only at 1, empty only at 0. Unknown is drawn as dots. */
export const bar = (fraction: number | undefined, width: number, glyphs: Glyphs = 'blocks'): string => {
	if (fraction === undefined || Number.isNaN(fraction)) {
		return (glyphs === 'blocks' ? '·' : '.').repeat(width);
	}

	const parts = glyphs === 'blocks' ? 8 : 1;
	const units = width * parts;
	const share = Math.min(1, Math.max(0, fraction)) * units;
	const filled = share > 0 && share < units ? Math.min(units - 1, Math.max(1, Math.round(share))) : Math.round(share);
	const whole = Math.floor(filled / parts);
	return (full[glyphs].repeat(whole) + eighths[glyphs].charAt(filled % parts)).padEnd(width).slice(0, width);
};
