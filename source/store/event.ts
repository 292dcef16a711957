import type {InventoryReading} from '../model/inventory/inventory.ts';
import type {LogRecord, LogStream} from '../model/log.ts';
import type {Reading} from '../model/sample.ts';
import type {DrillId, ListState, Overlay, PaneId, State, ThemeName, Ui} from './state.ts';

/** Everything that happens, in the past tense. State is the fold of these. */
export type Event =
	/** The publish tick: all that came since the last one, at once. */
	| {
			readonly type: 'published';
			readonly now: number;
			readonly readings: readonly Reading[];
			readonly records: readonly LogRecord[];
			readonly streams: readonly LogStream[];
	  }
	| {
			readonly type: 'inventory-read';
			readonly now: number;
			readonly path: string;
			readonly sha256: string;
			readonly reading: InventoryReading;
	  }
	/** What is polled from now on: what has never answered is known by this alone. */
	| {readonly type: 'targets-asked'; readonly asked: State['asked']}
	| {readonly type: 'resized'; readonly columns: number; readonly rows: number}
	| {readonly type: 'pane-focused'; readonly pane: PaneId}
	| {readonly type: 'zoom-toggled'}
	/** `cursor` is the key of the row to begin at. */
	| {
			readonly type: 'screen-opened';
			readonly screen: DrillId;
			readonly subject: string | undefined;
			readonly cursor?: string | undefined;
	  }
	| {readonly type: 'screen-closed'}
	/** The focused list (pane or drill-down) changed its cursor, filter or order. */
	| {readonly type: 'list-changed'; readonly list: Partial<ListState>}
	| {readonly type: 'overlay-changed'; readonly overlay: Overlay | undefined}
	| {readonly type: 'pause-toggled'}
	| {readonly type: 'notified'; readonly text: string}
	| {readonly type: 'theme-chosen'; readonly theme: ThemeName}
	| {readonly type: 'log-view-changed'; readonly view: Partial<Pick<Ui, 'logLevel' | 'logWrap'>>};
