import {clockMs} from '../../format/time.ts';
import {displayWidth} from '../../format/display-width.ts';
import {fitting} from '../../format/cell.ts';
import type {LogLevel, LogRecord} from '../../model/log.ts';
import type {PlacedLog} from '../../store/lists/placed-list.ts';
import {cellSpan, fit, retone, span, type Line} from '../parts/line.ts';
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
	readonly wrap: boolean;
	readonly focused: boolean;
	readonly empty: string;
};

/** The window on the log, newest at the bottom. */
export const logLines = (log: PlacedLog, {width, height, wrap, focused, empty}: Options): readonly Line[] => {
	if (log.rows.length === 0) {
		return [fit([span(` ${empty}`, 'dim')], width)];
	}

	const blocks = log.rows.map((record, index) => {
		const lines = recordLines(record, width, wrap);
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

const recordLines = (record: LogRecord, width: number, wrap: boolean): readonly Line[] => {
	const wide = width >= 90;
	const head: Line = [
		span(wide ? `${clockMs(record.at)} ` : `${clockMs(record.at).slice(0, 8)} `, 'dim'),
		cellSpan(record.node, wide ? 12 : 9, 'accent'),
		span(' '),
		...(wide ? [cellSpan(record.program, 10, 'dim'), span(' ')] : []),
		cellSpan(levelWord[record.level], 5, levelTone[record.level]),
		span(' '),
	];
	const indent = head.reduce((sum, part) => sum + part.width, 0);
	const room = Math.max(8, width - indent);
	const tone =
		record.level === 'info' || record.level === 'notice' || record.level === 'unknown'
			? 'plain'
			: levelTone[record.level];
	const [first = '', ...rest] = wrap ? wrapped(messageOf(record), room) : [messageOf(record)];
	return [
		fit([...head, span(first, tone)], width),
		...rest.map(text => fit([span(' '.repeat(indent)), span(text, tone)], width)),
	];
};

const messageOf = ({user, database, code, message, detail}: LogRecord): string => {
	const who = user === undefined && database === undefined ? '' : `${user ?? ''}@${database ?? ''} `;
	const state = code === undefined || code === '00000' ? '' : `[${code}] `;
	return `${who}${state}${[message, ...detail].join(' ⏎ ').replaceAll('\n', ' ⏎ ')}`;
};

const linesPerRecordMax = 20;

const wrapped = (text: string, width: number): readonly string[] => {
	const lines: string[] = [];
	let rest = text;
	while (displayWidth(rest) > width && lines.length < linesPerRecordMax - 1) {
		const line = fitting(rest, width);
		lines.push(line);
		rest = rest.slice(line.length);
	}

	return [...lines, rest];
};
