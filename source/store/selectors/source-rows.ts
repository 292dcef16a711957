import type {SourceId} from '../../model/sample.ts';
import type {Trust} from '../../model/trust.ts';
import {seen, type Seen} from '../freshness.ts';
import {remember} from '../remember.ts';
import type {State} from '../state.ts';

/** One source of one target: how we know what we say. */
export type SourceRow = {
	readonly key: string;
	readonly search: string;
	readonly id: SourceId;
	readonly target: string;
	readonly ok: boolean;
	readonly freshness: Seen<unknown>['state'];
	/** Of the newest good answer; undefined when there never was one. */
	readonly ageMs: number | undefined;
	readonly everyMs: number;
	readonly tookMs: number | undefined;
	/** Of the connection that answered last, where that is told. */
	readonly trust: Trust | undefined;
	readonly failingSince: number | undefined;
	readonly problem: string | undefined;
};

/** Everything that is asked, answered or not: what is wrong first, then source by source. */
export const sourceRows: (state: State) => readonly SourceRow[] = remember(
	({now, samples, asked}) => [now, samples, asked],
	state =>
		pairsOf(state)
			.map(({id, target}) => sourceRow(state, id, target))
			.toSorted((one, other) => urgency.indexOf(one.freshness) - urgency.indexOf(other.freshness)),
);

const urgency: readonly SourceRow['freshness'][] = ['failing', 'stale', 'never', 'fresh'];

/** In the order of `Samples`, and of the inventory within a source; what is known but no longer asked comes last. */
const pairsOf = (state: State): State['asked'] => {
	const ids = Object.keys(state.samples).filter((id): id is SourceId => Object.hasOwn(state.samples, id));
	const asked = Map.groupBy(state.asked, ({id}) => id);
	return ids.flatMap(id => {
		const targets = new Set([...(asked.get(id) ?? []).map(({target}) => target), ...state.samples[id].keys()]);
		return [...targets].map(target => ({id, target}));
	});
};

const sourceRow = (state: State, id: SourceId, target: string): SourceRow => {
	const {state: freshness, ageMs, problem, failingSince} = seen(state, id, target);
	const sample = state.samples[id].get(target);
	return {
		key: `${id}/${target}`,
		search: [id, target, freshness, problem ?? ''].join(' '),
		id,
		target,
		ok: freshness === 'fresh',
		freshness,
		ageMs,
		everyMs: state.intervalsMs[id],
		tookMs: sample?.tookMs,
		trust: sample?.ok === true ? sample.trust : undefined,
		failingSince,
		problem,
	};
};
