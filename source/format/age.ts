const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long something took or is ago: `2s`, `5m`, `3h12m`, `4d`; never rounded up. At most 6 columns below 10,000 days.
 * A time ahead of ours has a minus sign, so that a skewed clock does not pass for fresh.
 */
export const age = (ms: number): string => {
	if (ms < 0) {
		return ms > -second ? '0s' : `-${age(-ms)}`;
	}

	if (ms < minute) {
		return `${Math.floor(ms / second)}s`;
	}

	if (ms < hour) {
		return `${Math.floor(ms / minute)}m`;
	}

	if (ms < day) {
		const minutes = Math.floor((ms % hour) / minute);
		return `${Math.floor(ms / hour)}h${minutes === 0 ? '' : `${minutes}m`}`;
	}

	return `${Math.floor(ms / day)}d`;
};
