const eighths = ' ▏▎▍▌▋▊▉';

/** A bar of exactly `width` columns, filled to `fraction`; full only at 1, empty only at 0. Unknown is drawn as dots. */
export const bar = (fraction: number | undefined, width: number): string => {
	if (fraction === undefined || Number.isNaN(fraction)) {
		return '·'.repeat(width);
	}

	const units = width * 8;
	const share = Math.min(1, Math.max(0, fraction)) * units;
	const filled = share > 0 && share < units ? Math.min(units - 1, Math.max(1, Math.round(share))) : Math.round(share);
	return ('█'.repeat(Math.floor(filled / 8)) + eighths.charAt(filled % 8)).padEnd(width).slice(0, width);
};
