import type {Finding} from '../../source/model/finding.ts';
import type {Inventory} from '../../source/model/inventory/inventory.ts';
import type {LogRecord} from '../../source/model/log.ts';
import type {Problem} from '../../source/model/problem.ts';
import type {Reading, Samples, SourceId} from '../../source/model/sample.ts';
import {initialState} from '../../source/store/initial-state.ts';
import type {State} from '../../source/store/state.ts';
import {update} from '../../source/store/update.ts';
import {inventory} from './inventory.ts';
import {healthyReadings} from './readings.ts';

/** 2026-11-24T03:12:44Z */
export const now = 1_795_489_964_000;

export const intervalsMs: Readonly<Record<SourceId, number>> = {
	patroniCluster: 2000,
	patroniHistory: 15_000,
	patroniConfig: 15_000,
	patroniStatus: 2000,
	instance: 2000,
	replication: 2000,
	slots: 10_000,
	archiver: 10_000,
	activity: 5000,
	databases: 60_000,
	backup: 60_000,
	node: 10_000,
	haproxy: 5000,
	pgbouncer: 5000,
	etcd: 5000,
	redis: 10_000,
	alerts: 15_000,
	adminFiles: 300_000,
};

/** Nothing known but the screen. */
export const empty = (): State =>
	initialState({now, path: '/home/dba/pigsty/pigsty.yml', intervalsMs, columns: 120, rows: 40, environment: 'PROD'});

/** The inventory is read and nothing has answered yet. */
export const grey = (model: Inventory = inventory(), problems: readonly Problem[] = []): State =>
	update(empty(), {
		type: 'inventory-read',
		now,
		path: '/home/dba/pigsty/pigsty.yml',
		sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		reading: {inventory: model, problems},
	});

/** Everything in the inventory has answered, and all is well. */
export const fleet = (model: Inventory = inventory()): State => heard(grey(model), ...healthyReadings(model, now));

/** What came in with one tick, now. */
export const heard = (state: State, ...readings: readonly Reading[]): State =>
	update(state, {type: 'published', now: state.now, readings, records: [], streams: []});

/** A good answer, now. */
export const answers = <Id extends SourceId>(state: State, id: Id, target: string, value: Samples[Id]): State =>
	heard(state, {id, target, at: state.now, tookMs: 3, ok: true, value} as Reading);

/** The newest answer, with something in it changed, as if it had come now. */
export const changes = <Id extends SourceId>(
	state: State,
	id: Id,
	target: string,
	change: (value: Samples[Id]) => Samples[Id],
): State => {
	const sample = state.samples[id].get(target);
	if (!sample?.ok) {
		throw new Error(`nothing good was heard of ${id} ${target}`);
	}

	return answers(state, id, target, change(sample.value));
};

/** Each source that has answered for this target fails now. */
export const fails = (
	state: State,
	target: string,
	ids: readonly SourceId[] = [],
	problem = 'no answer in 1 s',
): State =>
	heard(
		state,
		...Object.keys(state.samples)
			.filter((id): id is SourceId => Object.hasOwn(state.samples, id))
			.filter(id => (ids.length === 0 ? state.samples[id].get(target) !== undefined : ids.includes(id)))
			.map(id => ({id, target, at: state.now, tookMs: 1000, ok: false, problem}) as const),
	);

/** Time goes by and nothing answers. */
export const later = (state: State, ms: number): State =>
	update(state, {type: 'published', now: state.now + ms, readings: [], records: [], streams: []});

/** Time goes by and everything answers as before, but for `silent` targets. */
export const laterAnswering = (state: State, ms: number, silent: readonly string[] = []): State => {
	const next = state.now + ms;
	const readings = Object.entries(state.samples).flatMap(([id, samples]) =>
		[...samples.entries()].flatMap(([target, sample]) =>
			sample.ok && !silent.includes(target)
				? [{id, target, at: next, tookMs: 3, ok: true, value: sample.value} as Reading]
				: [],
		),
	);
	return update(state, {type: 'published', now: next, readings, records: [], streams: []});
};

export const logs = (state: State, ...records: readonly LogRecord[]): State =>
	update(state, {type: 'published', now: state.now, readings: [], records, streams: []});

/** Ids of what is found. */
export const found = ({findings}: State): readonly string[] => findings.map(({id}) => id);

/** What one rule found. */
export const foundBy = ({findings}: State, rule: string): readonly Finding[] =>
	findings.filter(finding => finding.rule === rule);
