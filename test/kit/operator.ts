import {pressKey} from '../../source/commands/overlay-keys.ts';
import type {State} from '../../source/store/state.ts';
import {update} from '../../source/store/update.ts';
import {footerLine} from '../../source/views/parts/footer.ts';
import {headerLine} from '../../source/views/parts/header.ts';
import {lineText, type Line} from '../../source/views/parts/line.ts';
import {stripLines} from '../../source/views/parts/strip.ts';
import {withOverlay} from '../../source/views/screens/overlay-lines.ts';
import {screenLines, tinyLines} from '../../source/views/screens/screen-lines.ts';
import {layoutOf} from '../../source/store/layout.ts';
import {shownState} from '../../source/store/selectors/shown-state.ts';

/** Presses keys one after the other; effects of the program itself (quit, copy) change nothing here. */
export const pressed = (state: State, ...names: readonly string[]): State =>
	names.reduce((before, name) => {
		const typed = Array.from(name).length === 1 ? name : name === 'space' ? ' ' : undefined;
		const intent = pressKey({name, text: typed}, before);
		if ('event' in intent) {
			return update(before, intent.event);
		}

		if ('events' in intent) {
			return intent.events.reduce(update, before);
		}

		return 'blocked' in intent ? update(before, {type: 'notified', text: intent.blocked}) : before;
	}, state);

/** Types a text, key by key. */
export const typed = (state: State, text: string): State => pressed(state, ...Array.from(text));

export const sized = (state: State, columns: number, rows: number): State =>
	update(state, {type: 'resized', columns, rows});

/** The whole screen, line by line. */
export const screenOf = (state: State): readonly Line[] => {
	const {tiny, strip} = layoutOf(state.ui);
	const {columns} = state.ui;
	return tiny
		? tinyLines(state)
		: [
				headerLine(shownState(state), columns),
				...stripLines(shownState(state), columns, strip.height),
				...withOverlay(state, screenLines(state)),
				footerLine(state, columns),
			];
};

export const screenText = (state: State): string =>
	`${screenOf(state)
		.map(lineText)
		.map(line => line.trimEnd())
		.join('\n')}\n`;
