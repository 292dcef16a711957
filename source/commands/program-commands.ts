import {themeNames} from '../store/state.ts';
import type {Command} from './command.ts';

/** The program itself: help, palette, looks, leaving. */
export const programCommands: readonly Command[] = [
	{
		id: 'screen.back',
		title: 'Back',
		keys: ['escape', 'left'],
		on: 'everywhere',
		group: 'open',
		prepare: ({ui}) => {
			if (ui.overlay !== undefined) {
				return {event: {type: 'overlay-changed', overlay: undefined}};
			}

			if (ui.screens.length > 1) {
				return {event: {type: 'screen-closed'}};
			}

			return ui.zoomed ? {event: {type: 'zoom-toggled'}} : {blocked: 'this is the first screen; q leaves the program'};
		},
	},
	{
		id: 'screen.pause',
		title: 'Pause the display',
		keys: ['p'],
		on: 'everywhere',
		group: 'view',
		hint: 9,
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
		hint: 8,
		prepare: () => ({event: {type: 'overlay-changed', overlay: {kind: 'palette', text: '', cursor: 0}}}),
	},
	{
		id: 'help.open',
		title: 'Help',
		keys: ['?', 'f1'],
		on: 'everywhere',
		group: 'program',
		hint: 0,
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
		hint: 10,
		prepare: () => ({effect: {type: 'quit'}}),
	},
];
