import {expect, test} from 'vitest';
import {createStore} from '../../source/store/store.ts';
import {fleet} from '../kit/state.ts';

test('the store folds events into its state at once, and tells who listens once for each turn', async () => {
	const store = createStore(fleet());
	const seen: boolean[] = [];
	const stop = store.subscribe(() => seen.push(store.getState().ui.zoomed));
	store.dispatch({type: 'zoom-toggled'});
	expect(store.getState().ui.zoomed).toBe(true);
	store.dispatch({type: 'zoom-toggled'});
	store.dispatch({type: 'zoom-toggled'});
	await Promise.resolve();
	expect(seen).toEqual([true]);
	stop();
	store.dispatch({type: 'zoom-toggled'});
	await Promise.resolve();
	expect(seen).toEqual([true]);
	expect(store.getState().ui.zoomed).toBe(false);
});
