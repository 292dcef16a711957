import {listView} from '../selectors/list-view.ts';
import type {State} from '../state.ts';
import {lists} from './lists.ts';

/** The cluster under the cursor of the first pane; the first row as long as nobody moved it. */
export const selectedCluster = (state: State): string | undefined => {
	const {rows, cursor} = listView(lists.clusters.rows(state, undefined), state.ui.panes.clusters, 1);
	return rows[cursor]?.key;
};
