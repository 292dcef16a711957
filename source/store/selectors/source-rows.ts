import type {SourceId} from '../../model/sample.ts';
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
	readonly failingSince: number | undefined;
	readonly problem: string | undefined;
};

/** Everything that was asked, source by source, as far as it has been answered or has failed. */
export const sourceRows: (state: State) => readonly SourceRow[] = remember(
	({now, samples}) => [now, samples],
	state => sourceIds(state).flatMap(id => [...state.samples[id].keys()].map(target => sourceRow(state, id, target))),
);

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
		failingSince,
		problem,
	};
};

const sourceIds = ({samples}: State) => Object.keys(samples).filter((id): id is SourceId => Object.hasOwn(samples, id));
