import {age} from '../../format/age.ts';
import {size} from '../../format/size.ts';
import type {HaView, HistoryRow} from '../../store/selectors/ha-view.ts';
import {orDash} from '../parts/health-cell.ts';
import {cellSpan, fit, span, type Line} from '../parts/line.ts';

/** What is on in the cluster, and how old that is, for the corner of a frame. */
export const haNote = (view: HaView): string =>
	[view.paused === true ? 'PAUSED' : '', view.dcs.failsafe === true ? 'FAILSAFE' : '', ageNote(view)]
		.filter(part => part !== '')
		.join('  ');

const ageNote = ({ageMs, freshness}: HaView): string => {
	if (ageMs === undefined) {
		return freshness === 'failing' ? 'no answer' : 'no answer yet';
	}

	const ago = `${age(ageMs)} ago`;
	return freshness === 'fresh' ? ago : freshness === 'stale' ? `OLD: ${ago}` : `NO ANSWER, last ${ago}`;
};

/** What decides the next election, and what is wrong or planned: one or two lines. */
export const electionLines = (view: HaView, width: number): readonly Line[] => {
	const {problem, switchover} = view;
	const lines: Line[] = [dcsLine(view)];
	if (switchover !== undefined) {
		lines.push([
			span(` switchover scheduled ${switchover.at}: ${switchover.from} → ${switchover.to ?? 'any'}`, 'warn'),
		]);
	} else if (problem !== undefined) {
		lines.push([span(` ${problem.split('\n')[0] ?? ''}`, 'warn')]);
	}

	return lines.map(line => fit(line, width));
};

/** The same, and the newest change of leader. */
export const factLines = (view: HaView, width: number): readonly Line[] => {
	const [latest] = view.history;
	const change = latest === undefined ? noHistory(view) : changeLine(latest, 'last change');
	return [...electionLines(view, width), fit(change, width)];
};

/** The changes before the newest one, as many as fit into `room` lines. */
export const historyLines = ({history}: HaView, width: number, room: number): readonly Line[] =>
	history.slice(1, 1 + room).map(entry => fit(changeLine(entry, 'before'), width));

const dcsLine = ({dcs, ttlSeconds, lagMaxBytes, synchronousMode}: HaView): Line => [
	span(' DCS ', 'dim'),
	dcs.etcdHealthy === undefined
		? span(dcs.etcdTotal === 0 ? 'no etcd in the inventory' : `etcd —/${dcs.etcdTotal}`, 'unknown')
		: span(`etcd ${dcs.etcdHealthy}/${dcs.etcdTotal}`, dcs.etcdHealthy < dcs.etcdTotal ? 'crit' : 'plain'),
	span(`  seen ${orDash(dcs.lastSeenAgeMs, ms => `${age(ms)} ago`)}`, 'dim'),
	span(`  ttl ${orDash(ttlSeconds, seconds => `${seconds}s`)}  lag limit ${orDash(lagMaxBytes, size)}`, 'dim'),
	span(`  sync ${orDash(synchronousMode, mode => (mode === 'quorum' ? mode : mode ? 'on' : 'off'))}`, 'dim'),
];

const changeLine = ({ageMs, newLeader, timeline, reason}: HistoryRow, label: string): Line => [
	cellSpan(` ${label}`, 13, 'dim'),
	cellSpan(
		orDash(ageMs, ms => `${age(ms)} ago`),
		11,
	),
	span(`→ ${orDash(newLeader, name => name)}, timeline ${timeline + 1}`, label === 'before' ? 'plain' : 'accent'),
	span(`  ${reason}`, 'dim'),
];

/** An empty history is one thing, one that nobody has told us another. */
const noHistory = ({historyState}: HaView): Line =>
	historyState === 'fresh'
		? [span(' no change of leader is recorded', 'dim')]
		: [span(' changes of leader: not known', 'unknown')];
