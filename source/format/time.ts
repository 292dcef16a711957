const secondMs = 1000;
const daySeconds = 86_400;

/** `03:12:44Z` of an epoch time in ms. All times on screen are UTC, as in the servers' logs. */
export const clockTime = (epochMs: number): string => `${hms(epochMs)}Z`;

/** `03:12`, where the seconds do not matter. */
export const hourMinute = (epochMs: number): string => hms(epochMs).slice(0, 5);

/** `03:12:44.123`, for log lines. */
export const clockMs = (epochMs: number): string => `${hms(epochMs)}.${pad(mod(Math.floor(epochMs), secondMs), 3)}`;

/** `2026-11-24`. */
export const isoDate = (epochMs: number): string => {
	const {year, month, day} = civil(Math.floor(epochMs / secondMs / daySeconds));
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
};

/** `2026-11-24T03:12:44Z`. */
export const isoSeconds = (epochMs: number): string => `${isoDate(epochMs)}T${clockTime(epochMs)}`;

const hms = (epochMs: number): string => {
	const seconds = mod(Math.floor(epochMs / secondMs), daySeconds);
	return `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
};

/**
 * Days since 1970-01-01 to a date, in years that begin in March, so that the leap day comes last.
 * https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
const civil = (days: number): {readonly year: number; readonly month: number; readonly day: number} => {
	const shifted = days + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
	return {
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
	};
};

const mod = (value: number, by: number): number => ((value % by) + by) % by;
const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
