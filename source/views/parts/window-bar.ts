/**
 * The window of point in time recovery as a bar of `width` columns, on an axis that ends now and is `axisMs` long: before
 * the oldest full backup there is nothing, what WAL covers is solid, what has not been archived yet is open. An end that
 * is later than it should be is seen even when it is less than a column.
 */
export const windowBar = ({
	startAt,
	endAt,
	now,
	axisMs,
	isLate,
	width,
}: {
	readonly startAt: number;
	/** Undefined is unknown: then nothing is claimed to be covered. */
	readonly endAt: number | undefined;
	readonly now: number;
	readonly axisMs: number;
	readonly isLate: boolean;
	readonly width: number;
}): {readonly before: string; readonly covered: string; readonly open: string} => {
	const columnsOf = (ms: number) => Math.round((width * Math.max(0, ms)) / Math.max(1, axisMs));
	const length = Math.min(width, Math.max(1, columnsOf(now - startAt)));
	const open =
		endAt === undefined
			? length
			: Math.min(length, Math.max(isLate ? 1 : 0, columnsOf(now - Math.max(endAt, startAt))));
	return {before: ' '.repeat(width - length), covered: '█'.repeat(length - open), open: '░'.repeat(open)};
};
