import {expect, test} from 'vitest';
import {createStore} from '../../source/store/store.ts';
import {fleet} from '../kit/state.ts';

test('the store folds events into its state and tells who listens', () => {
	const store = createStore(fleet());
	const seen: boolean[] = [];
	const stop = store.subscribe(() => seen.push(store.getState().ui.zoomed));
	store.dispatch({type: 'zoom-toggled'});
	stop();
	store.dispatch({type: 'zoom-toggled'});
	expect(seen).toEqual([true]);
	expect(store.getState().ui.zoomed).toBe(false);
});
