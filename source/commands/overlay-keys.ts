import type {Overlay, State} from '../store/state.ts';
import type {Intent} from './command.ts';
import {commandFor, press} from './keymap.ts';
import {paletteEntries} from './palette.ts';

export type Key = {
	/** `j`, `down`, `ctrl+d`… */
	readonly name: string;
	/** What it types; undefined for keys that type nothing. */
	readonly text: string | undefined;
};

const close: Intent = {event: {type: 'overlay-changed', overlay: undefined}};
const stay = (overlay: Overlay): Intent => ({event: {type: 'overlay-changed', overlay}});

/** What a key comes to, overlays first: they take typed text, everything else goes to the commands. */
export const pressKey = (key: Key, state: State): Intent => {
	const {overlay} = state.ui;
	switch (overlay?.kind) {
		case undefined: {
			return press(key.name, state);
		}

		case 'help': {
			return commandFor(key.name, 'cockpit')?.group === 'move' ? press(key.name, state) : close;
		}

		case 'filter': {
			return inFilter(key, overlay.text);
		}

		case 'palette': {
			return inPalette(key, overlay, state);
		}

		case 'menu': {
			// The menu is a list of choices of its own (ink-select-input); only leaving it is ours.
			return key.name === 'escape' || key.name === 'q' || key.name === 'left' ? close : {events: []};
		}
	}
};

const edited = (text: string, {name, text: typed}: Key): string | undefined => {
	switch (name) {
		case 'backspace': {
			return Array.from(text).slice(0, -1).join('');
		}

		case 'ctrl+u': {
			return '';
		}

		case 'ctrl+w': {
			return text.replace(/\S*\s*$/, '');
		}

		default: {
			return typed === undefined ? undefined : text + typed;
		}
	}
};

const inFilter = (key: Key, text: string): Intent => {
	if (key.name === 'enter') {
		return close;
	}

	const next = key.name === 'escape' ? '' : edited(text, key);
	if (next === undefined) {
		return {events: []};
	}

	const overlay: Overlay | undefined = key.name === 'escape' ? undefined : {kind: 'filter', text: next};
	return {
		events: [
			{type: 'list-changed', list: {filter: next, top: 0}},
			{type: 'overlay-changed', overlay},
		],
	};
};

const inPalette = (key: Key, overlay: Extract<Overlay, {kind: 'palette'}>, state: State): Intent => {
	const found = paletteEntries(state, overlay.text);
	switch (key.name) {
		case 'escape': {
			return close;
		}

		case 'down':
		case 'ctrl+n':
		case 'tab': {
			return stay({...overlay, cursor: Math.min(found.length - 1, overlay.cursor + 1)});
		}

		case 'up':
		case 'ctrl+p':
		case 'shift+tab': {
			return stay({...overlay, cursor: Math.max(0, overlay.cursor - 1)});
		}

		case 'enter': {
			const intent = found[overlay.cursor]?.prepare({...state, ui: {...state.ui, overlay: undefined}});
			return intent === undefined ? close : afterClosing(intent);
		}

		default: {
			const text = edited(overlay.text, key);
			return text === undefined ? {events: []} : stay({kind: 'palette', text, cursor: 0});
		}
	}
};

/** The palette closes first, so that what it opens (a filter line, the help) stays open. */
const afterClosing = (intent: Intent): Intent => {
	const closing = {type: 'overlay-changed', overlay: undefined} as const;
	if ('event' in intent) {
		return {events: [closing, intent.event]};
	}

	if ('events' in intent) {
		return {events: [closing, ...intent.events]};
	}

	return 'blocked' in intent ? {events: [closing, {type: 'notified', text: intent.blocked}]} : intent;
};
