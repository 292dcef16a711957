import {blank, cellSpan, fit, span, type Line} from './line.ts';

export type FrameProps = {
	readonly width: number;
	readonly height: number;
	readonly title: string;
	/** Small text at the right of the upper border: counts, order, filter. */
	readonly note?: string | undefined;
	readonly focused: boolean;
	readonly body: readonly Line[];
};

/** A box with its title in the border, exactly `width` × `height`; the body is cut and padded to fit. */
export const frame = ({width, height, title, note, focused, body}: FrameProps): readonly Line[] => {
	const border = focused ? 'borderFocused' : 'border';
	const inner = width - 2;
	const label = title === '' ? [] : [span(title, focused ? 'titleFocused' : 'title')];
	const noteSpan = note === undefined || note === '' ? [] : [span(` ${note} `, focused ? 'accent' : 'dim')];
	const used = label.concat(noteSpan).reduce((sum, part) => sum + part.width, 0);
	const rule = inner - used - 1;
	const upper: Line =
		rule >= 1
			? [span('┌─', border), ...label, span('─'.repeat(rule), border), ...noteSpan, span('┐', border)]
			: [span('┌', border), cellSpan(title, inner, focused ? 'titleFocused' : 'title'), span('┐', border)];
	const rows = Array.from({length: height - 2}, (_, index): Line => [
		span('│', border),
		...fit(body[index] ?? blank(inner), inner),
		span('│', border),
	]);
	return [fit(upper, width), ...rows, [span(`└${'─'.repeat(inner)}┘`, border)]].slice(0, height);
};

/** Boxes side by side; each has the same number of lines. */
export const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
	left.map((line, index) => [...line, ...(right[index] ?? [])]);
