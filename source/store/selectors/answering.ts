import type {SourceId} from '../../model/sample.ts';
import {isYoungSample} from '../freshness.ts';
import type {State} from '../state.ts';

export type Answering = {
	/** All that is asked. */
	readonly all: number;
	/** Those that have answered or failed at least once. */
	readonly heard: number;
	/** Those of which something is known that is young enough to rely on. */
	readonly current: number;
};

/** How many sources answer. */
export const answering = (state: State): Answering => {
	let heard = 0;
	let current = 0;
	for (const id of Object.keys(state.samples).filter((each): each is SourceId => Object.hasOwn(state.samples, each))) {
		for (const sample of state.samples[id].values()) {
			heard += 1;
			current += sample.ok && isYoungSample(state, id, sample) ? 1 : 0;
		}
	}

	return {all: Math.max(heard, state.asked.length), heard, current};
};
