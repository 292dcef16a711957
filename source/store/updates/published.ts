import type {LogRecord} from '../../model/log.ts';
import type {Reading, Sample, SourceId} from '../../model/sample.ts';
import type {Event} from '../event.ts';
import {assess} from '../findings/assess.ts';
import {fleetOf} from '../fleet-index.ts';
import type {LogBuffer, SampleMap, State} from '../state.ts';

type Published = Extract<Event, {readonly type: 'published'}>;

/** The state after a publish tick: samples, log records and streams taken in, findings looked at again. */
export const afterPublished = (state: State, {now, readings, records, streams}: Published): State => {
	const {samples, changed} = withReadings(state, readings);
	return assess(
		{
			...state,
			now: Number.isFinite(now) ? now : state.now,
			samples,
			logs: withRecords(state.logs, records),
			streams:
				streams.length === 0
					? state.streams
					: {...state.streams, ...Object.fromEntries(streams.map(stream => [stream.id, stream]))},
		},
		{urgent: changed},
	);
};

/** Samples as they are inside one update: whatever they are of. */
type Bag = Map<string, Sample<unknown>>;

/**
 * Each map is copied at most once. `changed` are the targets of which something was heard for the first time, began
 * to fail, or came back: their findings cannot wait.
 */
const withReadings = (state: State, readings: readonly Reading[]) => {
	const {targetIds} = fleetOf(state);
	const copies: Partial<Record<SourceId, Bag>> = {};
	const changed = new Set<string>();
	for (const reading of readings) {
		if (!targetIds.has(reading.target)) {
			continue; // Asked before the inventory changed, answered after.
		}

		const copy = (copies[reading.id] ??= new Map<string, Sample<unknown>>(state.samples[reading.id]));
		const before = copy.get(reading.target);
		copy.set(reading.target, sampleOf(reading, before));
		if (before?.ok !== reading.ok) {
			changed.add(reading.target);
		}
	}

	// Each reading went into the map of its own source, so the copies have the shapes of what they replace.
	return {samples: {...state.samples, ...copies} as SampleMap, changed};
};

const sampleOf = (reading: Reading, before: Sample<unknown> | undefined): Sample<unknown> => {
	const {at, tookMs} = reading;
	if (reading.ok) {
		return {ok: true, value: reading.value, at, tookMs, trust: reading.trust};
	}

	const {problem} = reading;
	if (before === undefined) {
		return {ok: false, problem, at, since: at, tookMs};
	}

	return before.ok
		? {ok: false, problem, at, since: at, tookMs, last: {value: before.value, at: before.at}}
		: {ok: false, problem, at, since: Math.min(before.since, at), tookMs, last: before.last};
};

const withRecords = (logs: LogBuffer, records: readonly LogRecord[]): LogBuffer => {
	if (records.length === 0) {
		return logs;
	}

	const fitting = records.length > logs.limit ? records.slice(-logs.limit) : records;
	let count = logs.count + fitting.length;
	let dropped = 0;
	for (; count > logs.limit; dropped += 1) {
		count -= logs.batches[dropped]?.length ?? count;
	}

	return {
		...logs,
		batches: [...logs.batches.slice(dropped), fitting],
		count,
		forgotten: logs.forgotten + logs.count + records.length - count,
	};
};
