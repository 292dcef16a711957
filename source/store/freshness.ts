import type {Sample, Samples, SourceId} from '../model/sample.ts';
import type {State} from './state.ts';

/** What is known of one thing, how old that is, and whether it may be relied on. */
export type Seen<Value> = {
	/** The newest good answer, however old; undefined when there never was one. */
	readonly value: Value | undefined;
	/** The same, but only while it is young enough to decide by. */
	readonly current: Value | undefined;
	/** When `value` was answered, epoch ms. */
	readonly at: number | undefined;
	readonly ageMs: number | undefined;
	/** `failing` wins over `stale`: the newest attempt failed. `never` = not asked or not answered yet. */
	readonly state: 'fresh' | 'stale' | 'failing' | 'never';
	readonly problem: string | undefined;
	/** When the run of failures began, epoch ms. */
	readonly failingSince: number | undefined;
};

type Watched = Pick<State, 'now' | 'samples' | 'intervalsMs' | 'thresholds'>;

/** Staleness is arithmetic on the state's clock and the source's interval. */
export const seen = <Id extends SourceId>(state: Watched, id: Id, target: string): Seen<Samples[Id]> => {
	const sample: Sample<Samples[Id]> | undefined = state.samples[id].get(target);
	if (sample === undefined) {
		return neverSeen;
	}

	const good = sample.ok ? sample : sample.last;
	const isCurrent = good !== undefined && isYoung(state, id, good.at);
	return {
		value: good?.value,
		current: isCurrent ? good.value : undefined,
		at: good?.at,
		ageMs: good === undefined ? undefined : Math.max(0, state.now - good.at),
		state: sample.ok ? (isCurrent ? 'fresh' : 'stale') : 'failing',
		problem: sample.ok ? undefined : sample.problem,
		failingSince: sample.ok ? undefined : sample.since,
	};
};

/** Whether `seen` would have a `current` value, without making one. */
export const isCurrent = (state: Watched, id: SourceId, target: string): boolean => {
	const sample = state.samples[id].get(target);
	return sample !== undefined && isYoungSample(state, id, sample);
};

export const isYoungSample = (state: Watched, id: SourceId, sample: Sample<unknown>): boolean => {
	const good = sample.ok ? sample : sample.last;
	return good !== undefined && isYoung(state, id, good.at);
};

/** Beyond this age a value of the source is stale. */
export const staleAfterMs = ({intervalsMs, thresholds}: Pick<State, 'intervalsMs' | 'thresholds'>, id: SourceId) =>
	intervalsMs[id] * thresholds.staleIntervals;

/** A value from the future is of an unknown age (our clock was set back), and unknown is not fresh. */
const isYoung = (state: Watched, id: SourceId, at: number) => Math.abs(state.now - at) <= staleAfterMs(state, id);

/** What is known of a thing that nobody asked for. */
export const neverSeen: Seen<never> = {
	value: undefined,
	current: undefined,
	at: undefined,
	ageMs: undefined,
	state: 'never',
	problem: undefined,
	failingSince: undefined,
};
