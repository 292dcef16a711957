import type {Thresholds} from '../../store/state.ts';
import type {Tone} from '../theme.ts';

/** How a file system of this fullness looks. */
export const fullness = (
	usedFraction: number | undefined,
	{diskUsedFraction, diskCriticalFraction}: Thresholds,
): Extract<Tone, 'plain' | 'warn' | 'crit'> =>
	usedFraction === undefined || usedFraction < diskUsedFraction
		? 'plain'
		: usedFraction < diskCriticalFraction
			? 'warn'
			: 'crit';
