import {age} from '../../format/age.ts';
import type {Seen} from '../../store/freshness.ts';
import type {Tone} from '../theme.ts';
import {cellSpan, fit, span, type Line} from './line.ts';
import {wrapWords} from './wrap-words.ts';

/** One thing known: its name, its value, and how old that is. */
export type Property = {readonly label: string; readonly text: string; readonly tone?: Tone};

export type Section = {
	readonly title: string;
	/** Where the values come from: its age and its problem stand beside the title. */
	readonly source: Seen<unknown> | undefined;
	readonly properties: readonly Property[];
};

const labelWidth = 22;
/** A value that is longer than this many lines is cut. */
const linesMax = 4;

/** Sections one below the other, in two columns when there is room. Values that are no longer current are drawn as old. */
export const propertyLines = (sections: readonly Section[], width: number): readonly Line[] => {
	if (width < 100) {
		return sections.flatMap(section => sectionLines(section, width));
	}

	const half = Math.floor(width / 2);
	const blocks = sections.map(section => sectionLines(section, half - 1));
	const total = blocks.reduce((sum, block) => sum + block.length, 0);
	const left: Line[] = [];
	const right: Line[] = [];
	for (const block of blocks) {
		(left.length < total / 2 ? left : right).push(...block);
	}

	return Array.from({length: Math.max(left.length, right.length)}, (_, index) => [
		...fit(left[index] ?? [], half),
		...fit(right[index] ?? [], width - half),
	]);
};

const sectionLines = ({title, source, properties}: Section, width: number): readonly Line[] => {
	const isOld = source !== undefined && source.state !== 'fresh';
	const heading: Line = [span(` ${title}`, 'accent'), ...(source === undefined ? [] : freshness(source))];
	const room = Math.max(8, width - labelWidth);
	const rows = properties.flatMap(({label, text, tone = 'plain'}) =>
		shortened(wrapWords(text, room)).map((part, index): Line => [
			cellSpan(index === 0 ? `  ${label}` : '', labelWidth, 'dim'),
			cellSpan(part, room, isOld ? 'unknown' : tone),
		]),
	);
	const why = source?.problem === undefined ? [] : problemLines(source.problem, width);
	return [heading, ...why, ...rows, []].map(line => fit(line, width));
};

const shortened = (lines: readonly string[]): readonly string[] =>
	lines.length <= linesMax ? lines : [...lines.slice(0, linesMax - 1), `${lines[linesMax - 1] ?? ''} …`];

const freshness = ({state, ageMs}: Seen<unknown>): Line => {
	switch (state) {
		case 'fresh':
			return [span(`  ${ageMs === undefined ? '' : age(ageMs)} ago`, 'dim')];
		case 'stale':
			return [span(`  old: ${ageMs === undefined ? '' : age(ageMs)} ago`, 'warn')];
		case 'failing':
			return [span(`  does not answer${ageMs === undefined ? '' : `; last ${age(ageMs)} ago`}`, 'crit')];
		case 'never':
			return [span('  no answer yet', 'unknown')];
	}
};

const problemLines = (problem: string, width: number): readonly Line[] =>
	wrapWords(problem, width - 2).map(text => [span(`  ${text}`, 'warn')]);
