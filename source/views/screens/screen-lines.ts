import {layoutOf} from '../../store/layout.ts';
import {focusedList} from '../../store/lists/focused-list.ts';
import {haView} from '../../store/selectors/ha-view.ts';
import {sourceRows} from '../../store/selectors/source-rows.ts';
import {shownState} from '../../store/selectors/shown-state.ts';
import type {Screen, State} from '../../store/state.ts';
import {nodeColumns} from '../panes/nodes.ts';
import {frame} from '../parts/frame.ts';
import {span, type Line} from '../parts/line.ts';
import {listFrame} from '../parts/list-frame.ts';
import {emptyReason} from '../parts/reasons.ts';
import {clusterSummary} from './cluster.ts';
import {cockpitLines, logFrame} from './cockpit.ts';
import {findingLines} from './finding.ts';
import {electionLines} from './ha-facts.ts';
import {instanceLines} from './instance.ts';
import {findingColumns, historyColumns, problemColumns, setColumns, sourceColumns} from './lists.ts';
import {membersFrame} from './members.ts';
import {nodeLines} from './node.ts';
import {windowSummary} from './backups.ts';

/** The body of the screen on top, exactly as large as the layout says. */
export const screenLines = (state: State): readonly Line[] => {
	const screen = state.ui.screens.at(-1);
	return screen === undefined || screen.id === 'cockpit' ? cockpitLines(state) : drillLines(state, screen);
};

const drillLines = (state: State, screen: Screen): readonly Line[] => {
	const {id, subject} = screen;
	const {width, height} = layoutOf(state.ui).body;
	const shown = shownState(state);
	const box = {state, focused: true, width, height};
	switch (id) {
		case 'cluster':
		case 'ha':
		case 'backups':
			return summarised(state, {id, subject});
		case 'logs':
			return logFrame(state, {...box, title: subject === undefined ? 'Logs ' : `Logs of ${subject} `});
		case 'findings':
			return listFrame({...box, id, title: 'Findings ', columns: findingColumns, empty: 'nothing is found'});
		case 'nodes':
			return listFrame({...box, id, title: 'Nodes ', columns: nodeColumns(shown), empty: emptyReason(state)});
		case 'sources':
			return listFrame({
				...box,
				id,
				title: `Sources ${sourceCounts(shown)} `,
				columns: sourceColumns,
				empty: 'nothing was asked yet',
			});
		case 'inventory': {
			const empty = state.inventory.model === undefined ? emptyReason(state) : 'no problem was found';
			const title = `Inventory ${state.inventory.path} `;
			return listFrame({...box, id: 'problems', title, columns: problemColumns, empty});
		}

		case 'instance':
			return text(state, `Instance ${subject ?? ''} `, instanceLines(shown, subject, width - 2));
		case 'node':
			return text(state, `Node ${subject ?? ''} `, nodeLines(shown, subject, width - 2));
		case 'finding':
			return text(state, 'Finding ', findingLines(shown, subject, width - 2));
		case 'cockpit':
			return [];
	}
};

/** How many are in which state, so that one need not scroll to know. */
const sourceCounts = (state: State): string => {
	const rows = sourceRows(state);
	return (['failing', 'stale', 'never', 'fresh'] as const)
		.map(freshness => ({freshness, count: rows.filter(row => row.freshness === freshness).length}))
		.filter(({count}) => count > 0)
		.map(({freshness, count}) => `${count} ${freshness}`)
		.join(', ');
};

/** Screens of one cluster: what matters in a few lines, and a list below. */
const summarised = (
	state: State,
	{id, subject}: {readonly id: 'cluster' | 'ha' | 'backups'; readonly subject: string | undefined},
): readonly Line[] => {
	const {width, height} = layoutOf(state.ui).body;
	const shown = shownState(state);
	const box = {state, focused: true, width};
	switch (id) {
		case 'cluster':
			return withSummary(clusterSummary(shown, subject, width), height, rest =>
				membersFrame(state, {id: 'members', title: 'Cluster ', focused: true, width, height: rest}),
			);
		case 'ha': {
			const view = subject === undefined ? undefined : haView(shown, subject);
			return withSummary(view === undefined ? [] : electionLines(view, width), height, rest => {
				const empty = 'no change of leader is recorded';
				return listFrame({
					...box,
					id: 'history',
					title: `HA history of ${subject ?? ''} `,
					columns: historyColumns,
					height: rest,
					empty,
				});
			});
		}

		case 'backups':
			return withSummary(windowSummary(shown, subject, width), height, rest => {
				const empty = 'no backup is known';
				return listFrame({
					...box,
					id: 'sets',
					title: `Backups of ${subject ?? ''} `,
					columns: setColumns,
					height: rest,
					empty,
				});
			});
	}
};

/** A few lines that frame no list, and the list in what is left. */
const withSummary = (
	above: readonly Line[],
	height: number,
	below: (rest: number) => readonly Line[],
): readonly Line[] => {
	const kept = above.slice(0, Math.max(0, height - 8));
	return [...kept, ...below(height - kept.length)];
};

/** A text that scrolls: where it is in the frame, and no further than its end. */
const text = (state: State, title: string, lines: readonly Line[]): readonly Line[] => {
	const {width, height} = layoutOf(state.ui).body;
	const room = height - 2;
	const top = Math.min(focusedList(state).list.top, Math.max(0, lines.length - room));
	const note = lines.length > room ? `${top + 1}–${Math.min(lines.length, top + room)} of ${lines.length}` : '';
	return frame({width, height, title, note, focused: true, body: lines.slice(top, top + room)});
};

/** One line and the word to enlarge, for a terminal too small for a layout. */
export const tinyLines = (state: State): readonly Line[] => {
	const {columns, rows} = state.ui;
	return [[span(`pigsty-top: ${columns}×${rows} is too small, enlarge to 60×15`.slice(0, columns), 'warn')]];
};
