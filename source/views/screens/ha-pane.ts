import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import {pageOf, placedList, subjectOf} from '../../store/lists/placed-list.ts';
import {haView, type HaView} from '../../store/selectors/ha-view.ts';
import {shownState} from '../../store/selectors/shown-state.ts';
import type {State} from '../../store/state.ts';
import {memberColumns} from '../panes/members.ts';
import {frame} from '../parts/frame.ts';
import {orDash} from '../parts/health-cell.ts';
import {fit, span, type Line} from '../parts/line.ts';
import {table} from '../parts/table.ts';

type Box = {readonly title: string; readonly focused: boolean; readonly width: number; readonly height: number};

/** The members of the selected cluster as a tree, and below them what decides: DCS, pause, the last change of leader. */
export const haFrame = (state: State, {title, focused, width, height}: Box): readonly Line[] => {
	const shown = shownState(state);
	const cluster = subjectOf(shown, 'ha');
	const view = cluster === undefined ? undefined : haView(shown, cluster);
	const {rows, cursor, top} = placedList(state, 'ha', height);
	const facts = view === undefined ? [] : factLines(view, shown.now, width - 2);
	const room = height - 2 - facts.length;
	const page = Math.min(pageOf(height), Math.max(1, room - 1));
	const first = Math.max(top, cursor - page + 1);
	const body = table({
		columns: memberColumns,
		rows: rows.slice(first, first + page),
		cursor: cursor - first,
		focused,
		width: width - 2,
		height: Math.max(2, room),
		empty:
			cluster === undefined ? 'select a cluster in pane 1' : `${cluster} is not a PostgreSQL cluster; enter opens it`,
	});
	const gap = Array.from({length: Math.max(0, room - body.length)}, (): Line => []);
	return frame({
		width,
		height,
		title: cluster === undefined ? `${title} ` : `${title} ${cluster} `,
		note: noteOf(view),
		focused,
		body: [...body, ...gap, ...facts],
	});
};

const noteOf = (view: HaView | undefined): string =>
	[
		view?.paused === true ? 'PAUSED' : '',
		view?.dcs.failsafe === true ? 'FAILSAFE' : '',
		view === undefined ? '' : orDash(view.ageMs, ms => `${age(ms)} ago`),
	]
		.filter(part => part !== '')
		.join('  ');

/** At most three lines, the most telling last, so that it stands at the bottom of the pane. */
export const factLines = (view: HaView, now: number, width: number): readonly Line[] => {
	const {dcs, history, problem, switchover} = view;
	const [latest] = history;
	const lines: Line[] = [
		[
			span(' DCS ', 'dim'),
			dcs.etcdHealthy === undefined
				? span('etcd not asked', 'unknown')
				: span(`etcd ${dcs.etcdHealthy}/${dcs.etcdTotal}`, dcs.etcdHealthy < dcs.etcdTotal ? 'crit' : 'plain'),
			span(`  seen ${orDash(dcs.lastSeenAgeMs, ms => `${age(ms)} ago`)}`, 'dim'),
			span(`  ttl ${orDash(view.ttlSeconds, seconds => `${seconds}s`)}  lag limit ${size(view.lagMaxBytes)}`, 'dim'),
		],
		latest === undefined
			? [span(' no change of leader is recorded', 'dim')]
			: [
					span(' last change ', 'dim'),
					span(orDash(latest.at, at => `${age(now - at)} ago`)),
					span(` → ${orDash(latest.newLeader, name => name)}, timeline ${latest.timeline + 1}`, 'accent'),
					span(` ${latest.reason}`, 'dim'),
				],
	];
	if (switchover !== undefined) {
		lines.push([
			span(` switchover scheduled ${switchover.at}: ${switchover.from} → ${switchover.to ?? 'any'}`, 'warn'),
		]);
	} else if (problem !== undefined) {
		lines.push([span(` ${problem.split('\n')[0] ?? ''}`, 'warn')]);
	}

	return lines.map(line => fit(line, width));
};
