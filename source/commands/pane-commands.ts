import {paneIds, type PaneId, type State} from '../store/state.ts';
import type {Command, Intent} from './command.ts';

const focusPane = (pane: PaneId, index: number): Command => ({
	id: `pane.${pane}`,
	title: `Focus pane ${index + 1} (${pane})`,
	keys: [String(index + 1)],
	on: ['cockpit'],
	group: 'view',
	prepare: () => ({event: {type: 'pane-focused', pane}}),
});

const cyclePane =
	(step: 1 | -1) =>
	({ui}: State): Intent => {
		const next = paneIds.at((paneIds.indexOf(ui.focus) + step) % paneIds.length) ?? 'clusters';
		return {event: {type: 'pane-focused', pane: next}};
	};

/** Goes between the panes of the cockpit. */
export const paneCommands: readonly Command[] = [
	...paneIds.map(focusPane),
	{
		id: 'pane.next',
		title: 'Next pane',
		keys: ['tab'],
		on: ['cockpit'],
		group: 'view',
		hint: {rank: 2, word: 'pane'},
		prepare: cyclePane(1),
	},
	{
		id: 'pane.previous',
		title: 'Previous pane',
		keys: ['shift+tab'],
		on: ['cockpit'],
		group: 'view',
		prepare: cyclePane(-1),
	},
	{
		id: 'pane.zoom',
		title: 'Zoom',
		keys: ['z'],
		on: ['cockpit'],
		group: 'view',
		hint: {rank: 3, word: 'zoom'},
		prepare: () => ({event: {type: 'zoom-toggled'}}),
	},
];
