import {displayWidth} from '../../format/display-width.ts';
import {fleetOf} from '../../store/fleet-index.ts';
import {layoutOf} from '../../store/layout.ts';
import {placedLog, subjectOf} from '../../store/lists/placed-list.ts';
import {backupRows} from '../../store/selectors/backup-rows.ts';
import {shownState} from '../../store/selectors/shown-state.ts';
import {paneIds, type PaneId, type State} from '../../store/state.ts';
import {axisOf, backupColumns} from '../panes/backups.ts';
import {clusterColumns} from '../panes/clusters.ts';
import {logLines} from '../panes/logs.ts';
import {beside, frame} from '../parts/frame.ts';
import type {Line} from '../parts/line.ts';
import {listFrame} from '../parts/list-frame.ts';
import {emptyReason, logEmptyReason, logNote} from '../parts/reasons.ts';
import {membersFrame} from './members.ts';

/** The four panes, or the one that is zoomed. */
export const cockpitLines = (state: State): readonly Line[] => {
	const {ui} = state;
	const {panes, body} = layoutOf(ui);
	if (ui.zoomed) {
		return pane(state, ui.focus, body.width, body.height);
	}

	const drawn = (id: PaneId) => pane(state, id, panes[id].width, panes[id].height);
	return [...beside(drawn('clusters'), drawn('ha')), ...beside(drawn('backups'), drawn('logs'))];
};

const pane = (state: State, id: PaneId, width: number, height: number): readonly Line[] => {
	const focused = state.ui.focus === id;
	const number = paneIds.indexOf(id) + 1;
	switch (id) {
		case 'clusters':
			return listFrame({
				state,
				id,
				title: `${number} Clusters `,
				columns: clusterColumns,
				focused,
				width,
				height,
				empty: emptyReason(state),
			});
		case 'ha':
			return membersFrame(state, {id, title: `${number} HA `, focused, width, height});
		case 'backups':
			return listFrame({
				state,
				id,
				title: `${number} Backups `,
				columns: backupColumns(axisOf(backupRows(shownState(state)), shownState(state).now)),
				focused,
				width,
				height,
				empty: state.inventory.model === undefined ? emptyReason(state) : 'no PostgreSQL cluster in the inventory',
			});
		case 'logs':
			return logFrame(state, {title: logTitle(number, subjectOf(shownState(state), id)), focused, width, height});
	}
};

const logTitle = (number: number, subject: string | undefined) =>
	subject === undefined ? `${number} Logs ` : `${number} Logs ${subject} `;

/** The log in a frame, for the pane and for the screen. */
export const logFrame = (
	state: State,
	{
		title,
		focused,
		width,
		height,
	}: {readonly title: string; readonly focused: boolean; readonly width: number; readonly height: number},
): readonly Line[] => {
	const log = placedLog(state, height);
	const body = logLines(log, {
		width: width - 2,
		height: height - 2,
		nodeWidth: nodeWidth(state),
		wrap: state.ui.logWrap,
		focused,
		empty: logEmptyReason(state, subjectOf(state, 'logs')),
	});
	return frame({width, height, title, note: logNote(state, log), focused, body});
};

const nodeWidth = (state: State): number =>
	Math.max(4, ...[...fleetOf(state).nodes.values()].map(({name, ip}) => displayWidth(name ?? ip)));
