import {clockTime} from '../../format/time.ts';
import {header, type Header} from '../../store/selectors/header.ts';
import type {State} from '../../store/state.ts';
import {blank, fit, lineWidth, span, type Line, type Span} from './line.ts';

/**
 * Environment, mode, what is stopped or on fire, counts by health, time: always there, words before colours. Where there
 * is no room, the path goes first, then the scenario, the names in the banners, and words that go without saying.
 */
export const headerLine = (state: State, width: number): Line => {
	const known = header(state);
	const right = (show: Show): Line => [
		...countSpans(known.clusters, show.program),
		span(`${show.program ? '  ' : ' '}${clockTime(state.now)} `, 'dim'),
	];
	const fits = (show: Show) => lineWidth(leftSpans(known, show)) + lineWidth(right(show)) <= width;
	const show = variants.find(fits) ?? least;
	const room = Math.max(0, width - lineWidth(right(show)));
	return fit([...fit(leftSpans(known, show), room), ...right(show)], width);
};

type Show = {
	readonly path: boolean;
	readonly scenario: boolean;
	readonly banners: 'names' | 'counts';
	readonly program: boolean;
};

const least: Show = {path: false, scenario: false, banners: 'counts', program: false};
const variants: readonly Show[] = [
	{path: true, scenario: true, banners: 'names', program: true},
	{path: false, scenario: true, banners: 'names', program: true},
	{path: false, scenario: false, banners: 'names', program: true},
	{path: false, scenario: false, banners: 'counts', program: true},
];

const leftSpans = (known: Header, show: Show): Line => {
	const {environment, mode, demo, path, isInventoryStale, pausedAt, paused, failsafe} = known;
	return [
		...(show.program ? [span(' pigsty-top ', 'strong')] : []),
		span(` ${environment} `, environment.startsWith('PROD') ? 'bannerCrit' : 'banner'),
		...(demo !== undefined && show.scenario ? [span(` simulated: ${demo} `, 'accent')] : []),
		span(show.program ? ` ${mode} ` : `${mode} `, 'ok'),
		...(pausedAt === undefined
			? []
			: [span(` SCREEN STOPPED${show.program ? ` ${clockTime(pausedAt)}` : ''}: p goes on `, 'bannerCrit')]),
		...banner('FAILSAFE', failsafe, show.banners, 'bannerCrit'),
		...banner('PAUSED', paused, show.banners, 'banner'),
		...(isInventoryStale ? [span(' INVENTORY BROKEN, LAST GOOD SHOWN ', 'banner')] : []),
		...(show.path ? [span(` ${path} `, 'dim')] : []),
	];
};

const banner = (
	word: string,
	clusters: readonly string[],
	show: Show['banners'],
	tone: 'banner' | 'bannerCrit',
): readonly Span[] => {
	if (clusters.length === 0) {
		return [];
	}

	const told = show === 'names' || clusters.length === 1 ? clusters.join(' ') : `${clusters.length} clusters`;
	return [span(` ${word} ${told} `, tone), ...blank(show === 'names' ? 1 : 0)];
};

const countSpans = (counts: Header['clusters'], withWord: boolean): Line => {
	const shown = (['crit', 'warn', 'unknown', 'ok'] as const).filter(health => counts[health] > 0);
	return shown.length === 0
		? [span('no clusters', 'unknown')]
		: [
				span(withWord ? 'clusters' : '', 'dim'),
				...shown.flatMap((health): readonly Span[] => [
					span(` ${counts[health]}`, health),
					span(` ${health}`, health === 'ok' ? 'dim' : health),
				]),
			];
};
