const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** PostgreSQL's step: 1 kB is 1024 bytes. */
const step = 1024;

/**
 * Bytes as people say them, in PostgreSQL's units: `512 B`, `1.3 GB`, `24 GB`. Below ten there is one decimal, and from
 * a thousand on the next unit, so that a size is at most six columns wide.
 */
export const size = (bytes: number): string => {
	let value = Math.abs(bytes);
	let unit = 0;
	while (Math.round(value) >= 1000 && unit < units.length - 1) {
		value /= step;
		unit += 1;
	}

	const rounded = unit > 0 && value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
	return `${bytes < 0 && rounded > 0 ? '-' : ''}${rounded} ${units[unit]}`;
};
