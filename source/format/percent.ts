/**
 * A fraction as `73%`, rounded down: nothing is called 100% before it is full, and nothing above zero is called 0%
 * (`<1%`). At most 4 columns up to 999%.
 */
export const percent = (fraction: number): string => {
	const whole = Math.floor(fraction * 100 + 1e-9); // 0.29 × 100 is 28.999999999999996
	return whole === 0 && fraction > 0 ? '<1%' : `${whole}%`;
};
