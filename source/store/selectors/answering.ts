import type {SourceId} from '../../model/sample.ts';
import {isYoungSample} from '../freshness.ts';
import type {State} from '../state.ts';

/** Of how many sources something is known that is young enough to rely on. */
export const answering = (state: State): {readonly all: number; readonly current: number} => {
	let known = 0;
	let current = 0;
	for (const id of Object.keys(state.samples).filter((each): each is SourceId => Object.hasOwn(state.samples, each))) {
		for (const sample of state.samples[id].values()) {
			known += 1;
			current += sample.ok && isYoungSample(state, id, sample) ? 1 : 0;
		}
	}

	return {all: Math.max(known, state.asked.length), current};
};
