import {focusedList} from '../store/lists/focused-list.ts';
import {themeNames, type State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

/** One step back, whatever the last step was: an overlay, a filter, a scrolled log, a screen, the zoom. Never out. */
const back = (state: State): Intent => {
	const {ui} = state;
	if (ui.overlay !== undefined) {
		return {event: {type: 'overlay-changed', overlay: undefined}};
	}

	const {list, isScrolledLog} = focusedList(state);
	if (list.filter !== '') {
		return {event: {type: 'list-changed', list: {filter: '', top: 0}}};
	}

	if (isScrolledLog) {
		return {event: {type: 'list-changed', list: {cursor: undefined, top: 0}}};
	}

	if (ui.screens.length > 1) {
		return {event: {type: 'screen-closed'}};
	}

	return ui.zoomed ? {event: {type: 'zoom-toggled'}} : {blocked: 'this is the first screen; q leaves the program'};
};

/** The program itself: help, palette, looks, leaving. */
export const programCommands: readonly Command[] = [
	{
		id: 'screen.back',
		title: 'Back',
		keys: ['escape', 'left'],
		on: 'everywhere',
		group: 'open',
		hint: {rank: 1.5, word: 'back'},
		prepare: back,
	},
	{
		id: 'screen.pause',
		title: 'Pause the display',
		keys: ['p'],
		on: 'everywhere',
		group: 'view',
		hint: {rank: 9, word: 'pause'},
		prepare: () => ({event: {type: 'pause-toggled'}}),
	},
	{
		id: 'theme.next',
		title: 'Next theme',
		keys: ['T'],
		on: 'everywhere',
		group: 'view',
		prepare: ({ui}) => ({
			event: {
				type: 'theme-chosen',
				theme: themeNames[(themeNames.indexOf(ui.theme) + 1) % themeNames.length] ?? 'dark',
			},
		}),
	},
	{
		id: 'palette.open',
		title: 'Command palette',
		keys: [':', 'ctrl+p'],
		on: 'everywhere',
		group: 'program',
		hint: {rank: 8, word: 'command'},
		prepare: () => ({event: {type: 'overlay-changed', overlay: {kind: 'palette', text: '', cursor: 0}}}),
	},
	{
		id: 'help.open',
		title: 'Help',
		keys: ['?', 'f1'],
		on: 'everywhere',
		group: 'program',
		hint: {rank: 0, word: 'help'},
		prepare: () => ({event: {type: 'overlay-changed', overlay: {kind: 'help', top: 0}}}),
	},
	{
		id: 'screen.repaint',
		title: 'Repaint',
		keys: ['ctrl+l'],
		on: 'everywhere',
		group: 'program',
		prepare: () => ({effect: {type: 'repaint'}}),
	},
	{
		id: 'program.suspend',
		title: 'Suspend',
		keys: ['ctrl+z'],
		on: 'everywhere',
		group: 'program',
		prepare: () => ({effect: {type: 'suspend'}}),
	},
	{
		id: 'program.quit',
		title: 'Quit',
		keys: ['q', 'ctrl+c'],
		on: 'everywhere',
		group: 'program',
		hint: {rank: 10, word: 'quit'},
		prepare: () => ({effect: {type: 'quit'}}),
	},
];
