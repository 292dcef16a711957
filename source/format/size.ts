const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const step = 1024;
/** PostgreSQL goes on to the next unit from here, so a size has two to five digits. */
const most = 10 * step;

/** Bytes as `pg_size_pretty` prints them (1 kB is 1024 bytes), with `B` for `bytes`. At most 8 columns up to 9999 PB. */
export const size = (bytes: number): string => {
	let value = Math.round(bytes);
	let unit = 0;
	while (Math.abs(value) >= (unit === 0 ? most : most - 0.5) && unit < units.length - 1) {
		value /= step;
		unit += 1;
	}

	return `${Math.round(value)} ${units[unit]}`;
};
