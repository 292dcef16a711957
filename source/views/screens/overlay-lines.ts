import {paletteEntries} from '../../commands/palette.ts';
import {layoutOf} from '../../store/layout.ts';
import type {State} from '../../store/state.ts';
import {frame} from '../parts/frame.ts';
import {helpLines} from '../parts/help.ts';
import {blank, cellSpan, fit, retone, span, type Line} from '../parts/line.ts';
import {overlay} from '../parts/overlay.ts';

/** The body with what lies over it: the help in its place, or the palette on top. */
export const withOverlay = (state: State, body: readonly Line[]): readonly Line[] => {
	const {overlay: over} = state.ui;
	const {width, height} = layoutOf(state.ui).body;
	switch (over?.kind) {
		case 'help': {
			const lines = helpLines(width - 4);
			const top = Math.min(over.top, Math.max(0, lines.length - (height - 2)));
			return frame({
				width,
				height,
				title: 'Keys ',
				note: 'esc closes',
				focused: true,
				body: lines.slice(top, top + height - 2).map(line => [span(' '), ...line]),
			});
		}

		case 'palette':
			return overlay(
				body,
				paletteBox(state, over.text, over.cursor),
				Math.max(0, Math.floor((width - boxWidth(width)) / 2)),
				1,
			);
		case undefined:
		case 'filter':
		case 'menu':
			return body;
	}
};

const boxWidth = (width: number) => Math.min(72, width - 4);

const paletteBox = (state: State, text: string, cursor: number): readonly Line[] => {
	const {width, height} = layoutOf(state.ui).body;
	const inner = boxWidth(width) - 2;
	const room = Math.max(3, Math.min(16, height - 6));
	const entries = paletteEntries(state, text);
	const top = Math.max(0, cursor - room + 1);
	const rows = entries.slice(top, top + room).map(({label, about}, index): Line => {
		const line = fit([span(' '), cellSpan(label, 30, 'strong'), span(' '), span(about, 'dim')], inner);
		return top + index === cursor ? retone(line, 'selected') : line;
	});
	return frame({
		width: inner + 2,
		height: room + 4,
		title: 'Go to or do ',
		note: `${entries.length} found`,
		focused: true,
		body: [
			[span(' : ', 'key'), span(text), span('▏', 'accent')],
			blank(inner),
			...(rows.length === 0 ? [[span(' nothing is called that; esc closes', 'dim')]] : rows),
		],
	});
};
