import {hourMinute} from '../../format/time.ts';
import {findingRows, type FindingRow} from '../../store/selectors/finding-rows.ts';
import {answering} from '../../store/selectors/answering.ts';
import type {State} from '../../store/state.ts';
import {marks} from '../theme.ts';
import {foundFor} from './found-for.ts';
import {blank, cellSpan, fit, lineWidth, span, type Line, type Span} from './line.ts';

/** The worst problems in words, one line each, always `height` of them; the last one counts what did not fit. */
export const stripLines = (state: State, width: number, height: number): readonly Line[] => {
	const worst = findingRows(state).filter(({severity}) => severity !== 'info');
	const shown = worst.slice(0, height);
	const labelWidth = Math.min(16, Math.max(0, ...shown.map(row => labelOf(row).length)));
	const more = worst.length - shown.length;
	const lines = shown.map((row, index) =>
		findingLine(row, labelWidth, width, more > 0 && index === shown.length - 1 ? [countSpan(more)] : []),
	);
	const first = worst.length > 0 ? lines : [fit(quiet(state), width)];
	return Array.from({length: height}, (_, index) => first[index] ?? blank(width));
};

const countSpan = (more: number): Span => span(` +${more} more: f `, 'banner');

/** The cluster; the title names the member. */
const labelOf = ({subject: {name, cluster}, title}: FindingRow): string =>
	cluster !== undefined && title.includes(name) ? cluster : name;

const findingLine = (row: FindingRow, labelWidth: number, width: number, end: Line): Line => {
	const tone = row.severity === 'crit' ? 'crit' : 'warn';
	const when = span(whenText(row, width), 'dim');
	const head: Line = [span(` ${marks[row.severity]} `, tone), cellSpan(labelOf(row), labelWidth, 'strong'), span(' ')];
	const room = width - lineWidth([...head, when, ...end]);
	return fit([...head, cellSpan(row.title, Math.max(10, room), tone), when, ...end], width);
};

/** What was there when we came may have been there for long: it has no beginning, only a least age. */
const whenText = (row: FindingRow, width: number): string =>
	width < 100
		? ` ${foundFor(row)} `
		: ` ${row.isFromStart ? 'before' : 'since'} ${hourMinute(row.since)} (${foundFor(row)}) `;

/** Silence is not health: how much answers now stands beside the good news, and without all of it there is none. */
const quiet = (state: State): Line => {
	const {all, heard, current} = answering(state);
	if (current === 0) {
		return [
			span(` ${marks.unknown} ${heard === 0 ? 'nothing has answered yet' : 'nothing answers any more'}`, 'unknown'),
		];
	}

	const good = ' nothing wrong is known';
	return current === all
		? [span(` ${marks.ok}${good}`, 'ok'), span(`: all ${all} sources answer`, 'dim')]
		: [span(` ${marks.unknown}${good}: ${current} of ${all} sources answer`, 'unknown')];
};
