import type {SourceId} from '../model/sample.ts';
import type {ListState, SampleMap, State, ThemeName} from './state.ts';
import {defaultThresholds} from './thresholds.ts';

type Given = {
	/** Epoch ms. */
	readonly now: number;
	/** Path of the inventory; it is read later. */
	readonly path: string;
	readonly intervalsMs: Readonly<Record<SourceId, number>>;
	readonly columns: number;
	readonly rows: number;
	readonly environment?: string | undefined;
	readonly demo?: string | undefined;
	readonly thresholds?: State['thresholds'] | undefined;
	readonly theme?: ThemeName | undefined;
	/** Log records kept. */
	readonly logLimit?: number | undefined;
};

/** The state before anything happened: the cockpit, empty, nothing known and nothing claimed. */
export const initialState = (given: Given): State => ({
	now: given.now,
	startedAt: given.now,
	environment: given.environment,
	demo: given.demo,
	inventory: {path: given.path, sha256: '', model: undefined, stale: false, problems: [], readAt: given.now},
	configuredIntervalsMs: given.intervalsMs,
	intervalsMs: given.intervalsMs,
	samples: noSamples,
	asked: [],
	logs: {batches: [], count: 0, limit: given.logLimit ?? 50_000, forgotten: 0},
	streams: {},
	findings: [],
	assessed: {units: [], next: 0, at: given.now},
	thresholds: given.thresholds ?? defaultThresholds,
	ui: {
		columns: given.columns,
		rows: given.rows,
		screens: [{id: 'cockpit', subject: undefined, list: freshList}],
		focus: 'clusters',
		panes: {clusters: freshList, ha: freshList, backups: freshList, logs: freshList},
		zoomed: false,
		overlay: undefined,
		paused: undefined,
		notice: undefined,
		theme: given.theme ?? 'dark',
		logLevel: 'all',
		logWrap: false,
	},
});

/** A list as it is when its screen opens. */
export const freshList: ListState = {cursor: undefined, top: 0, filter: '', sort: undefined};

const noSamples: SampleMap = {
	patroniCluster: new Map(),
	patroniHistory: new Map(),
	patroniConfig: new Map(),
	patroniStatus: new Map(),
	instance: new Map(),
	replication: new Map(),
	slots: new Map(),
	archiver: new Map(),
	activity: new Map(),
	databases: new Map(),
	backup: new Map(),
	node: new Map(),
	haproxy: new Map(),
	pgbouncer: new Map(),
	etcd: new Map(),
	redis: new Map(),
	alerts: new Map(),
	adminFiles: new Map(),
};
