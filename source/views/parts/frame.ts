import {displayWidth} from '../../format/display-width.ts';
import type {Tone} from '../theme.ts';
import {blank, cellSpan, fit, lineWidth, span, type Line, type Span} from './line.ts';

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
	const label = title === '' ? [] : [fittingSpan(title, inner - 1, focused ? 'titleFocused' : 'title')];
	const noteSpan = note === undefined || note === '' ? [] : [span(` ${note} `, focused ? 'accent' : 'dim')];
	const rule = inner - 1 - lineWidth(label);
	// A note that does not fit is left out as a whole: half a filter or half a count is worse than none.
	const end = lineWidth(noteSpan) < rule ? noteSpan : [];
	const upper: Line = [
		span('┌─', border),
		...label,
		span('─'.repeat(Math.max(0, rule - lineWidth(end))), border),
		...end,
		span('┐', border),
	];
	const rows = Array.from({length: height - 2}, (_, index): Line => [
		span('│', border),
		...fit(body[index] ?? blank(inner), inner),
		span('│', border),
	]);
	return [fit(upper, width), ...rows, [span(`└${'─'.repeat(inner)}┘`, border)]].slice(0, height);
};

const fittingSpan = (text: string, width: number, tone: Tone): Span =>
	displayWidth(text) <= width ? span(text, tone) : cellSpan(text, Math.max(0, width), tone);

/** Boxes side by side; each has the same number of lines. */
export const beside = (left: readonly Line[], right: readonly Line[]): readonly Line[] =>
	left.map((line, index) => [...line, ...(right[index] ?? [])]);
