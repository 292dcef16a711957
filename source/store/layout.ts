import type {PaneId, Ui} from './state.ts';

/** A rectangle of the screen, in columns and rows, frame included. */
export type Rect = {readonly x: number; readonly y: number; readonly width: number; readonly height: number};

export type Layout = {
	/** Below 60×15 there is one status line and the word to enlarge. */
	readonly tiny: boolean;
	readonly header: Rect;
	readonly strip: Rect;
	readonly body: Rect;
	readonly footer: Rect;
	readonly panes: Readonly<Record<PaneId, Rect>>;
};

/** Where everything is, as arithmetic: views draw by it, and commands know by it how long a page is. */
export const layoutOf = ({columns, rows}: Pick<Ui, 'columns' | 'rows'>): Layout => {
	const stripHeight = rows < 30 ? 1 : rows < 45 ? 2 : 3;
	const body = {x: 0, y: 1 + stripHeight, width: columns, height: Math.max(0, rows - stripHeight - 2)};
	const half = Math.floor(columns / 2);
	// Tables are short and logs are not: the lower row is the higher one, and the log takes most of it.
	const upper = Math.floor(body.height * 0.45);
	const lower = body.height - upper;
	const short = Math.floor(columns * 0.4);
	return {
		tiny: columns < 60 || rows < 15,
		header: {x: 0, y: 0, width: columns, height: 1},
		strip: {x: 0, y: 1, width: columns, height: stripHeight},
		body,
		footer: {x: 0, y: rows - 1, width: columns, height: 1},
		panes: {
			clusters: {x: 0, y: body.y, width: half, height: upper},
			ha: {x: half, y: body.y, width: columns - half, height: upper},
			backups: {x: 0, y: body.y + upper, width: short, height: lower},
			logs: {x: short, y: body.y + upper, width: columns - short, height: lower},
		},
	};
};

/** The rectangle of the list that keys act on. */
export const focusedRect = (ui: Ui): Rect => {
	const {body, panes} = layoutOf(ui);
	return ui.screens.length === 1 && !ui.zoomed ? panes[ui.focus] : body;
};
