import {createStore as createZustandStore} from 'zustand/vanilla';
import type {Event} from './event.ts';
import type {State} from './state.ts';
import {update} from './update.ts';

export type Store = {
	readonly getState: () => State;
	/**
	 * Calls back when the state has changed: once for all the events of one turn, so that a chunk of held keys is drawn
	 * once and not key by key. Returns the way to stop that.
	 */
	readonly subscribe: (listener: () => void) => () => void;
	readonly dispatch: (event: Event) => void;
};

/** Holds the state and folds events into it. */
export const createStore = (initial: State): Store => {
	const {getState, setState, subscribe} = createZustandStore<State>()(() => initial);
	return {
		getState,
		subscribe: listener => subscribe(oncePerTurn(listener)),
		dispatch: event => setState(update(getState(), event), true),
	};
};

const oncePerTurn = (listener: () => void): (() => void) => {
	let isDue = false;
	return () => {
		if (!isDue) {
			isDue = true;
			queueMicrotask(() => {
				isDue = false;
				listener();
			});
		}
	};
};
