import {pageOf, placedList, subjectOf} from '../../store/lists/placed-list.ts';
import type {Module} from '../../model/inventory/inventory.ts';
import {fleetOf} from '../../store/fleet-index.ts';
import {haView} from '../../store/selectors/ha-view.ts';
import type {MemberRow} from '../../store/selectors/member-rows.ts';
import type {PlainMemberRow} from '../../store/selectors/plain-member-rows.ts';
import {shownState} from '../../store/selectors/shown-state.ts';
import type {State} from '../../store/state.ts';
import {memberColumns} from '../panes/members.ts';
import {plainMemberColumns} from '../panes/plain-members.ts';
import {frame} from '../parts/frame.ts';
import {fit, span, type Line} from '../parts/line.ts';
import {table} from '../parts/table.ts';
import {factLines, haNote, historyLines} from './ha-facts.ts';

type Box = {
	readonly id: 'ha' | 'members';
	readonly title: string;
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
};

/**
 * The members of one cluster, of PostgreSQL as a tree; and below them what decides: DCS, pause, the changes of leader, as
 * many as there is room for.
 */
export const membersFrame = (state: State, {id, title, focused, width, height}: Box): readonly Line[] => {
	const shown = shownState(state);
	const cluster = subjectOf(shown, id);
	const view = cluster === undefined ? undefined : haView(shown, cluster);
	const {rows, cursor, top, hidden, list} = placedList(state, id, height);
	const known = view === undefined ? problemLines(rows, width - 2) : factLines(view, width - 2);
	const facts = known.slice(0, factsRoom(height, rows.length));
	const room = height - 2 - facts.length;
	const page = Math.min(pageOf(height), Math.max(1, room - 1));
	const first = Math.max(top, cursor - page + 1);
	const body = memberTable(rows.slice(first, first + page), {
		module: cluster === undefined ? undefined : fleetOf(shown).clusters.get(cluster)?.module,
		cursor: cursor - first,
		focused,
		width: width - 2,
		height: Math.max(2, room),
		empty: hidden > 0 ? `the filter /${list.filter} hides all ${hidden}` : whyEmpty(state, cluster),
	});
	const free = Math.max(0, room - body.length);
	const history = view === undefined ? [] : historyLines(view, width - 2, free);
	const gap = Array.from({length: free - history.length}, (): Line => []);
	const note = [list.filter === '' ? '' : `/${list.filter}`, view === undefined ? '' : haNote(view)];
	return frame({
		width,
		height,
		title: cluster === undefined ? title : `${title}${cluster} `,
		note: note.filter(part => part !== '').join('  '),
		focused,
		body: [...body, ...gap, ...facts, ...history],
	});
};

/** Why members do not answer, where the list has no room to say it. */
const problemLines = (rows: readonly (MemberRow | PlainMemberRow)[], width: number): readonly Line[] =>
	rows.flatMap(row =>
		row.module === 'pgsql' || row.problem === undefined
			? []
			: [fit([span(` ${row.problem.split('\n')[0] ?? ''}`, 'warn')], width)],
	);

/** Members come first; where there are more than fit, one line still says what decides. */
const factsRoom = (height: number, members: number): number =>
	Math.max(height >= 8 ? 1 : 0, height - 3 - Math.max(1, members));

const whyEmpty = (state: State, cluster: string | undefined): string => {
	if (cluster === undefined) {
		return 'no cluster is selected in pane 1';
	}

	return fleetOf(state).clusters.has(cluster)
		? `the inventory names no member of ${cluster}`
		: `${cluster} is not in the inventory any more`;
};

type Drawn = {
	readonly module: Module | undefined;
	readonly cursor: number;
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
	readonly empty: string;
};

/** All rows are of one cluster, so either all are PostgreSQL's or none is. */
const memberTable = (rows: readonly (MemberRow | PlainMemberRow)[], {module, ...box}: Drawn): readonly Line[] => {
	const plain = rows.filter(row => row.module !== 'pgsql');
	return module === undefined || module === 'pgsql'
		? table({...box, columns: memberColumns, rows: rows.filter(row => row.module === 'pgsql')})
		: table({...box, columns: plainMemberColumns(module), rows: plain});
};
