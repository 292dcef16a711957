import type {Finding} from '../model/finding.ts';
import type {Inventory} from '../model/inventory/inventory.ts';
import type {LogRecord, LogStream} from '../model/log.ts';
import type {Problem} from '../model/problem.ts';
import type {Sample, Samples, SourceId} from '../model/sample.ts';

export const paneIds = ['clusters', 'ha', 'backups', 'logs'] as const;
export type PaneId = (typeof paneIds)[number];

export const drillIds = [
	'cluster',
	'instance',
	'nodes',
	'node',
	'backups',
	'ha',
	'logs',
	'findings',
	'finding',
	'sources',
	'inventory',
] as const;
export type DrillId = (typeof drillIds)[number];

/** Position, filter and order of one list. The cursor is a row's key, so that it stays on its row while rows move. */
export type ListState = {
	readonly cursor: string | undefined;
	/** First row shown. */
	readonly top: number;
	/** Regular expression, `!` in front inverts; empty = all. */
	readonly filter: string;
	readonly sort: {readonly column: string; readonly descending: boolean} | undefined;
};

/** `subject` is the name of the cluster, instance, node or finding shown; undefined = all of the fleet. */
export type Screen = {readonly id: 'cockpit' | DrillId; readonly subject: string | undefined; readonly list: ListState};

export type Overlay =
	| {readonly kind: 'help'; readonly top: number}
	| {readonly kind: 'palette'; readonly text: string; readonly cursor: number}
	/** What can be done with the selected row, as a list of choices. */
	| {readonly kind: 'menu'}
	/** The filter line of the focused list, while it is being typed. */
	| {readonly kind: 'filter'; readonly text: string};

export type Ui = {
	readonly columns: number;
	readonly rows: number;
	/** The last one is on screen; the first is always the cockpit. */
	readonly screens: readonly [Screen, ...Screen[]];
	readonly focus: PaneId;
	readonly panes: Readonly<Record<PaneId, ListState>>;
	readonly zoomed: boolean;
	readonly overlay: Overlay | undefined;
	/** What was on screen when `p` was pressed: views draw this instead of the live data, loudly. */
	readonly paused:
		| {
				readonly at: number;
				readonly samples: SampleMap;
				readonly logs: LogBuffer;
				readonly findings: readonly Finding[];
		  }
		| undefined;
	/** One line for the footer: why a key did nothing, what was copied. */
	readonly notice: {readonly text: string; readonly at: number} | undefined;
	readonly theme: ThemeName;
	readonly logLevel: 'all' | 'warning' | 'error';
	readonly logWrap: boolean;
};

export const themeNames = ['dark', 'light', 'contrast', 'plain'] as const;
export type ThemeName = (typeof themeNames)[number];

/**
 * What is known, by source and then by target. Maps, because one of a thousand keys is copied seven times as fast as an
 * object of a thousand, and each tick copies most of them.
 */
export type SampleMap = {readonly [Id in keyof Samples]: ReadonlyMap<string, Sample<Samples[Id]>>};

/** Bounded: whole batches are dropped from the front when there are more than `limit` records. */
export type LogBuffer = {
	readonly batches: readonly (readonly LogRecord[])[];
	readonly count: number;
	readonly limit: number;
	/** Records that fell out at the front. */
	readonly forgotten: number;
};

/** From where on something is worth a finding. `thresholds.ts` has the defaults. */
export type Thresholds = {
	readonly lagBytes: number;
	readonly lagSeconds: number;
	readonly diskUsedFraction: number;
	readonly diskCriticalFraction: number;
	readonly connectionsFraction: number;
	readonly backupAgeHours: number;
	readonly slotRetainedBytes: number;
	readonly clockSkewMs: number;
	readonly idleInTransactionMinutes: number;
	readonly longTransactionMinutes: number;
	/** Age of the oldest xid as a fraction of 2^31. */
	readonly xidFraction: number;
	readonly xidCriticalFraction: number;
	/** Age of the oldest client that waits in pgbouncer. */
	readonly poolWaitMs: number;
	/** A sample older than this many of its poll intervals is stale. */
	readonly staleIntervals: number;
};

/** What the rules last found in one unit: a cluster, a node, or the fleet as a whole. */
export type Assessment = {
	/** `cluster pg-test`, `node 10.10.10.11`, `fleet` */
	readonly unit: string;
	readonly found: readonly Finding[];
	/** Seen, but not for long enough to be shown: a switchover looks like two leaders for a second. `seenAt` is epoch ms. */
	readonly pending: readonly {readonly finding: Finding; readonly seenAt: number}[];
};

export type State = {
	/** Wall clock of the last tick, epoch ms. Nothing outside `services/clock.ts` reads a clock. */
	readonly now: number;
	readonly startedAt: number;
	/** `PROD`, `STAGE`… from the configuration; undefined = unlabelled, shown as `PROD?`. */
	readonly environment: string | undefined;
	/** Set while the fleet is simulated: the scenario's name. DEMO is then on every screen. */
	readonly demo: string | undefined;
	readonly inventory: {
		readonly path: string;
		readonly sha256: string;
		/** The last good model; undefined before there was one. */
		readonly model: Inventory | undefined;
		/** True while the file on disk is broken and `model` is from before. */
		readonly stale: boolean;
		readonly problems: readonly Problem[];
		readonly readAt: number;
	};
	/** How often each source is polled in a small fleet: its own interval, or that of the configuration. */
	readonly configuredIntervalsMs: Readonly<Record<keyof Samples, number>>;
	/** How often each source is polled in this one; staleness is counted in these. */
	readonly intervalsMs: Readonly<Record<keyof Samples, number>>;
	readonly samples: SampleMap;
	/** What is polled, answered or not. */
	readonly asked: readonly {readonly id: SourceId; readonly target: string}[];
	readonly logs: LogBuffer;
	readonly streams: Readonly<Record<string, LogStream>>;
	/** Worst first. Recomputed by `update` when data or time move; `since` survives. */
	readonly findings: readonly Finding[];
	/** Where `findings` come from, unit by unit, and which unit is looked at next. Only `update` reads this. */
	readonly assessed: {readonly units: readonly Assessment[]; readonly next: number; readonly at: number};
	readonly thresholds: Thresholds;
	readonly ui: Ui;
};
