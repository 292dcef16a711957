import type {Event} from './event.ts';
import type {State} from './state.ts';
import {afterInventoryRead} from './updates/inventory-read.ts';
import {afterPublished} from './updates/published.ts';
import {afterScreenEvent} from './updates/screen.ts';

/** The next state. Total: every event in every state has an answer. */
export const update = (state: State, event: Event): State => {
	if (event.type === 'published') {
		return afterPublished(state, event);
	}

	if (event.type === 'inventory-read') {
		return afterInventoryRead(state, event);
	}

	return event.type === 'targets-asked'
		? {...state, asked: event.asked}
		: {...state, ui: afterScreenEvent(state, event)};
};
