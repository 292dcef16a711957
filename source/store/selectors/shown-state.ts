import type {State} from '../state.ts';

/** The state as the screen shows it: while paused, with the data of the moment when `p` was pressed. */
export const shownState = (state: State): State => {
	const {paused} = state.ui;
	return paused === undefined
		? state
		: {...state, now: paused.at, samples: paused.samples, logs: paused.logs, findings: paused.findings};
};
