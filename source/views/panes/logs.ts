import {clockMs} from '../../format/time.ts';
import {displayWidth} from '../../format/display-width.ts';
import {fitting} from '../../format/cell.ts';
import type {LogLevel, LogRecord} from '../../model/log.ts';
import type {PlacedLog} from '../../store/lists/placed-list.ts';
import {cellSpan, fit, lineWidth, retone, span, type Line} from '../parts/line.ts';
import type {Tone} from '../theme.ts';

const levelTone: Readonly<Record<LogLevel, Tone>> = {
	debug: 'debug',
	info: 'dim',
	notice: 'dim',
	warning: 'warn',
	error: 'crit',
	fatal: 'bannerCrit',
	panic: 'bannerCrit',
	unknown: 'dim',
};

const levelWord: Readonly<Record<LogLevel, string>> = {
	debug: 'debug',
	info: 'info',
	notice: 'notic',
	warning: 'WARN',
	error: 'ERROR',
	fatal: 'FATAL',
	panic: 'PANIC',
	unknown: '',
};

type Options = {
	readonly width: number;
	readonly height: number;
	/** Of the longest node name of the fleet, so that columns stand still while lines come in. */
	readonly nodeWidth: number;
	readonly wrap: boolean;
	readonly focused: boolean;
	readonly empty: string;
};

/** The window on the log, newest at the bottom. */
export const logLines = (
	log: PlacedLog,
	{width, height, nodeWidth, wrap, focused, empty}: Options,
): readonly Line[] => {
	if (log.rows.length === 0) {
		return [fit([span(` ${empty}`, 'dim')], width)];
	}

	const head = headFor(nodeWidth, width);
	const blocks = log.rows.map((record, index) => {
		const lines = recordLines(record, head, {width, wrap});
		const isSelected = focused && !log.isFollowing && index === log.cursor;
		return isSelected ? lines.map(line => retone(line, 'selected')) : lines;
	});
	const lines = blocks.flat();
	return log.isFollowing || lines.length <= height ? lines.slice(-height) : around(blocks, log.cursor, height);
};

/** With wrapped lines a page holds fewer records: keep the selected one in view. */
const around = (blocks: readonly (readonly Line[])[], cursor: number, height: number): readonly Line[] => {
	const before = blocks.slice(0, cursor).reduce((sum, block) => sum + block.length, 0);
	const end = before + (blocks[cursor]?.length ?? 1);
	const start = Math.max(0, Math.min(before, Math.max(0, end - height)));
	return blocks.flat().slice(start, start + height);
};

/** How a record begins: what there is room for before its message. */
type Head = {
	readonly time: 'milliseconds' | 'seconds';
	readonly nodeWidth: number;
	readonly program: boolean;
	/** The level as a word, or as its first letter. */
	readonly level: 'word' | 'letter';
	readonly who: boolean;
};

const headFor = (nodeWidth: number, width: number): Head =>
	width >= 90
		? {time: 'milliseconds', nodeWidth: Math.min(16, nodeWidth), program: true, level: 'word', who: true}
		: width >= 60
			? {time: 'seconds', nodeWidth: Math.min(12, nodeWidth), program: false, level: 'word', who: true}
			: {time: 'seconds', nodeWidth: Math.min(10, nodeWidth), program: false, level: 'letter', who: false};

const headSpans = ({at, node, program, level}: LogRecord, head: Head): Line => [
	span(`${head.time === 'milliseconds' ? clockMs(at) : clockMs(at).slice(0, 8)} `, 'dim'),
	cellSpan(node, head.nodeWidth, 'accent'),
	span(' '),
	...(head.program ? [cellSpan(program, 10, 'dim'), span(' ')] : []),
	head.level === 'word'
		? cellSpan(levelWord[level], 5, levelTone[level])
		: cellSpan(isSevere(level) ? levelWord[level].slice(0, 1) : '', 1, levelTone[level]),
	span(' '),
];

const isSevere = (level: LogLevel): boolean => ['warning', 'error', 'fatal', 'panic'].includes(level);

const recordLines = (
	record: LogRecord,
	head: Head,
	{width, wrap}: Pick<Options, 'width' | 'wrap'>,
): readonly Line[] => {
	const start = headSpans(record, head);
	const indent = lineWidth(start);
	const room = Math.max(8, width - indent);
	const tone =
		record.level === 'info' || record.level === 'notice' || record.level === 'unknown'
			? 'plain'
			: levelTone[record.level];
	const parts = messageOf(record, head.who || wrap);
	const [first = '', ...rest] = wrap
		? parts.flatMap(part => wrapped(part, room)).slice(0, linesPerRecordMax)
		: [parts.join(' ⏎ ')];
	return [
		fit([...start, span(first, tone)], width),
		...rest.map(part => fit([span(' '.repeat(indent)), span(part, tone)], width)),
	];
};

/** The message and its details, each a part of its own. */
const messageOf = ({user, database, code, message, detail}: LogRecord, withWho: boolean): readonly string[] => {
	const who = !withWho || (user === undefined && database === undefined) ? '' : `${user ?? ''}@${database ?? ''} `;
	const state = code === undefined || code === '00000' ? '' : `[${code}] `;
	return [`${who}${state}${message}`, ...detail].flatMap(part => part.split(/[\n␊]/));
};

const linesPerRecordMax = 20;

/** Lines of at most `width` columns, broken after a space where there is one in their second half. */
const wrapped = (text: string, width: number): readonly string[] => {
	const lines: string[] = [];
	let rest = text;
	while (displayWidth(rest) > width && lines.length < linesPerRecordMax - 1) {
		const whole = fitting(rest, width);
		const space = whole.lastIndexOf(' ') + 1;
		const line = space > whole.length / 2 ? whole.slice(0, space) : whole;
		lines.push(line);
		rest = rest.slice(line.length);
	}

	return [...lines, rest];
};
