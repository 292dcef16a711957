import {hints} from '../../commands/keymap.ts';
import type {State} from '../../store/state.ts';
import {shown} from './help.ts';
import {fit, lineWidth, span, type Line} from './line.ts';

/** How long a notice stays, in ms. */
const noticeMs = 5000;

/** A typed filter, a notice, or what the keys do here. */
export const footerLine = (state: State, width: number): Line => {
	const {overlay, notice} = state.ui;
	if (overlay?.kind === 'filter') {
		return fit(
			[
				span(' filter /', 'key'),
				span(overlay.text),
				span('▏', 'accent'),
				span('   regex, ! inverts; enter keeps, esc clears', 'dim'),
			],
			width,
		);
	}

	if (notice !== undefined && state.now - notice.at < noticeMs) {
		return fit([span(` ${notice.text}`, 'accent')], width);
	}

	let line: Line = [span(' ')];
	for (const {key, title, blocked} of hints(state)) {
		const next: Line = [
			...line,
			span(shown(key), blocked === undefined ? 'key' : 'dim'),
			span(` ${title.toLowerCase()}  `, 'dim'),
		];
		if (lineWidth(next) > width) {
			break;
		}

		line = next;
	}

	return fit(line, width);
};
