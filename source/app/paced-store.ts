import type {Store} from '../store/store.ts';
import {isLargeFleet} from './engine.ts';

/** Data alone draws at most this often in a large fleet, where one drawing looks over all clusters. */
const drawEveryMs = 500;

/**
 * The store as the screen sees it: what the operator did is told at once, what came in from a large fleet is gathered.
 * `getState` is always the newest.
 */
export const pacedStore = (store: Store): Store => ({
	...store,
	subscribe: listener => {
		let {ui} = store.getState();
		let timer: NodeJS.Timeout | undefined;
		const tell = () => {
			clearTimeout(timer);
			timer = undefined;
			listener();
		};
		const unsubscribe = store.subscribe(() => {
			const state = store.getState();
			const isOperators = state.ui !== ui;
			({ui} = state);
			if (isOperators || !isLargeFleet(state)) {
				tell();
			} else {
				timer ??= setTimeout(tell, drawEveryMs);
			}
		});
		return () => {
			clearTimeout(timer);
			unsubscribe();
		};
	},
});
