import {clockTime} from '../../format/time.ts';
import {header, type Header} from '../../store/selectors/header.ts';
import type {State} from '../../store/state.ts';
import {blank, fit, lineWidth, span, type Line, type Span} from './line.ts';

/** Name, environment, inventory, mode, counts by health, time: always there, words before colours. */
export const headerLine = (state: State, width: number): Line => {
	const {environment, mode, clusters, demo, path, isInventoryStale, pausedAt, paused, failsafe} = header(state);
	const left: Line = [
		span(' pigsty-top ', 'strong'),
		span(` ${environment} `, environment.startsWith('PROD') ? 'bannerCrit' : 'banner'),
		...(demo === undefined ? [] : [span(` simulated: ${demo} `, 'accent')]),
		span(` ${mode} `, 'ok'),
		...(pausedAt === undefined ? [] : [span(` SCREEN STOPPED ${clockTime(pausedAt)}: p goes on `, 'bannerCrit')]),
		...(failsafe.length === 0 ? [] : [span(` FAILSAFE ${failsafe.join(' ')} `, 'bannerCrit')]),
		...(paused.length === 0 ? [] : [span(` PAUSED ${paused.join(' ')} `, 'banner')]),
		...(isInventoryStale ? [span(' INVENTORY BROKEN, LAST GOOD SHOWN ', 'banner')] : []),
	];
	const right: Line = [...countSpans(clusters), span(`  ${clockTime(state.now)} `, 'dim')];
	const file = span(` ${path}`, 'dim');
	const free = width - lineWidth(left) - lineWidth(right);
	const middle = file.width <= free ? [file, ...blank(free - file.width)] : blank(free);
	return fit([...left, ...middle, ...right], width);
};

const countSpans = (counts: Header['clusters']): Line => {
	const shown = (['crit', 'warn', 'unknown', 'ok'] as const).filter(health => counts[health] > 0);
	return shown.length === 0
		? [span('no clusters', 'unknown')]
		: [
				span('clusters', 'dim'),
				...shown.flatMap((health): readonly Span[] => [
					span(` ${counts[health]}`, health),
					span(` ${health}`, health === 'ok' ? 'dim' : health),
				]),
			];
};
