/** One figure of the table in DESIGN: what was measured, its limit, and a figure of the same run to hold it against. */
export type Figure = {
	readonly what: string;
	readonly value: number;
	readonly unit: string;
	/** The value must not be above it; for rates (`isRate`) not below it. Undefined: shown, not judged. */
	readonly budget: number | undefined;
	readonly isRate?: boolean;
	/** The same thing done by something plain, in the same run: `node -e 0 in 38 ms`. */
	readonly yardstick: string;
};

export type Row = {
	readonly name: string;
	readonly measure: (options: {readonly quick: boolean}) => Promise<readonly Figure[]>;
};

/** Sizes hold whatever the machine does; times, shares of a core and rates are stretched by its slowness. */
export const isMet = ({value, unit, budget, isRate = false}: Figure, slowness: number): boolean => {
	const stretch = ['ms', '%', 'lines/s'].includes(unit) ? slowness : 1;
	return budget === undefined || (isRate ? value >= budget / stretch : value <= budget * stretch);
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const quantile = (values: readonly number[], fraction: number): number =>
	values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * fraction))] ??
	Number.NaN;
