import {execFileSync} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {median} from './row.ts';

/** `node -e 0` on the quiet two-core machine that the budgets were set on. */
const usualMs = 45;

/**
 * How many times slower than usual this machine is now; 1 when it is not. Budgets of time are stretched by it, so that a
 * busy neighbour is not taken for our own slowness. What is printed beside each figure tells which it was.
 */
export const slowness = (): number => {
	const times = Array.from({length: 7}, () => {
		const from = performance.now();
		execFileSync(process.execPath, ['-e', '0']);
		return performance.now() - from;
	});
	return Math.max(1, median(times) / usualMs);
};
