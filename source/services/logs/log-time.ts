/** How far a node's local time is ahead of UTC at a moment given in that local time, both in ms. */
export type ZoneOffset = (localMs: number) => number;

/** Our own zone: a fleet nearly always shares the one of its admin node. */
export const ourOffset: ZoneOffset = localMs => {
	const wall = new Date(localMs);
	return (
		localMs -
		new Date(
			wall.getUTCFullYear(),
			wall.getUTCMonth(),
			wall.getUTCDate(),
			wall.getUTCHours(),
			wall.getUTCMinutes(),
			wall.getUTCSeconds(),
			wall.getUTCMilliseconds(),
		).getTime()
	);
};

/**
 * Offset of a zone as programs write it: `UTC`, `GMT`, `+08`, `+0800`, `+08:00`. Undefined for a short name such as `CST`,
 * which is one zone in Shanghai and another in Chicago.
 */
export const writtenOffset = (zone: string): number | undefined => {
	if (zone === 'UTC' || zone === 'GMT') {
		return 0;
	}

	const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
	return sign === undefined ? undefined : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000;
};

/**
 * Epoch ms of `2026-11-23 04:59:41.473` (a comma before the milliseconds will do, and so will none) in a zone as written.
 * Undefined when there is no such day or hour.
 */
export const wallTime = (
	{text, zone}: {readonly text: string; readonly zone: string | undefined},
	{offsetOf = ourOffset, now}: {readonly offsetOf?: ZoneOffset; readonly now: () => number},
): number | undefined => {
	const local = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(',', '.')}Z`);
	const offset = zone === undefined ? undefined : writtenOffset(zone);
	if (Number.isNaN(local)) {
		return undefined;
	}

	// A zone that we had to guess must not put a record into the future.
	return offset === undefined ? Math.min(local - offsetOf(local), now()) : local - offset;
};
