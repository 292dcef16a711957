import {createStore as createZustandStore} from 'zustand/vanilla';
import type {Event} from './event.ts';
import type {State} from './state.ts';
import {update} from './update.ts';

export type Store = {
	readonly getState: () => State;
	/** Calls back after each event that changed something; returns the way to stop that. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly dispatch: (event: Event) => void;
};

/** Holds the state and folds events into it. */
export const createStore = (initial: State): Store => {
	const {getState, setState, subscribe} = createZustandStore<State>()(() => initial);
	return {
		getState,
		subscribe: listener => subscribe(() => listener()),
		dispatch: event => setState(update(getState(), event), true),
	};
};
