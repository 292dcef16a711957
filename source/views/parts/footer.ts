import {hints, type Hint} from '../../commands/keymap.ts';
import type {Overlay, State} from '../../store/state.ts';
import {shown} from './help.ts';
import {fit, lineWidth, span, type Line} from './line.ts';

/** How long a notice stays, in ms. */
const noticeMs = 5000;

/** A filter that is being typed, a notice, or what the keys do here. */
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

	return fit(hintSpans(overlay === undefined ? hints(state) : overlayHints[overlay.kind], width), width);
};

/** As many as fit as a whole. */
const hintSpans = (all: readonly Hint[], width: number): Line => {
	let line: Line = [span(' ')];
	for (const {key, word} of all) {
		const next: Line = [...line, span(shown(key), 'key'), span(` ${word}  `, 'dim')];
		if (lineWidth(next) > width) {
			break;
		}

		line = next;
	}

	return line;
};

const overlayHints: Readonly<Record<Exclude<Overlay['kind'], 'filter'>, readonly Hint[]>> = {
	help: [
		{key: 'j', word: 'down'},
		{key: 'k', word: 'up'},
		{key: 'escape', word: 'close'},
	],
	palette: [
		{key: 'enter', word: 'go or do'},
		{key: 'down', word: 'next'},
		{key: 'up', word: 'previous'},
		{key: 'escape', word: 'close'},
	],
	menu: [
		{key: 'enter', word: 'do'},
		{key: 'down', word: 'next'},
		{key: 'up', word: 'previous'},
		{key: 'escape', word: 'close'},
	],
};
