import {age} from '../../format/age.ts';
import {hourMinute} from '../../format/time.ts';
import type {Finding} from '../../model/finding.ts';
import type {State} from '../../store/state.ts';
import {marks} from '../theme.ts';
import {blank, cellSpan, fit, span, type Line} from './line.ts';

/** The worst problems in words, one line each, always `height` of them; the last one counts what did not fit. */
export const stripLines = (state: State, width: number, height: number): readonly Line[] => {
	const worst = state.findings.filter(({severity}) => severity !== 'info');
	const lines = worst.slice(0, height).map(finding => findingLine(finding, state.now, width));
	const more = worst.length - lines.length;
	const first =
		worst.length > 0
			? lines
			: [fit([span(` ${marks.ok} nothing wrong is known`, 'ok'), span(unanswered(state), 'unknown')], width)];
	const counted = first.map((line, index) =>
		more > 0 && index === first.length - 1 ? withCount(line, width, `  +${more} more: f `) : line,
	);
	return Array.from({length: height}, (_, index) => counted[index] ?? blank(width));
};

const findingLine = ({severity, subject, title, since}: Finding, now: number, width: number): Line => {
	const tone = severity === 'crit' ? 'crit' : 'warn';
	const when = ` since ${hourMinute(since)} (${age(now - since)}) `;
	return fit(
		[
			span(` ${marks[severity]} `, tone),
			cellSpan(subject.name, Math.min(16, Math.max(8, subject.name.length)), 'strong'),
			span(' '),
			cellSpan(title, Math.max(10, width - 5 - Math.min(16, Math.max(8, subject.name.length)) - when.length), tone),
			span(when, 'dim'),
		],
		width,
	);
};

const withCount = (line: Line, width: number, text: string): Line => [
	...fit(line, width - text.length),
	span(text, 'banner'),
];

/** Silence is not health: as long as something has not answered, that is said beside the good news. */
const unanswered = ({samples, inventory}: State): string =>
	inventory.model !== undefined && samples.patroniCluster.size === 0 ? ' — but nothing has answered yet' : '';
