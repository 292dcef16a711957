import {displayWidth} from './display-width.ts';

/** Rows of cells as lines: each column as wide as its widest cell, nothing cut, for text that goes into pipes and mail. */
export const aligned = (rows: readonly (readonly string[])[], gap = '  '): readonly string[] => {
	const widths = rows.reduce<readonly number[]>(
		(widest, row) =>
			Array.from({length: Math.max(widest.length, row.length)}, (_, index) =>
				Math.max(widest[index] ?? 0, displayWidth(row[index] ?? '')),
			),
		[],
	);
	return rows.map(row =>
		row
			.map((text, index) => text + ' '.repeat((widths[index] ?? 0) - displayWidth(text)))
			.join(gap)
			.trimEnd(),
	);
};
